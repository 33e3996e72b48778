import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

const run = promisify(execFile)
const repository = fileURLToPath(new URL('../..', import.meta.url))
const inRepository = (path: string) => join(repository, path)

/** A project of somebody else, into which the packed package is installed. */
let project: string
/** The paths of the packed files, from the package's root. */
let packed: string[]

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vuer-xr-package-'))
  project = join(folder, 'project')
  await mkdir(project)
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await run('npm', pack, { cwd: repository, maxBuffer: 2 ** 26 })
  const [tarball] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
  packed = tarball.files.map(({ path }) => path)
  await writeFile(join(project, 'package.json'), '{ "name": "somebody-elses", "private": true, "type": "module" }')
  const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball.filename)]
  await run('npm', install, { cwd: project })
})
afterAll(() => rm(join(project, '..'), { recursive: true, force: true }))

/** The messages of the compiler for these files, one string per file that has any. */
async function typeCheck(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text)
  const compilerOptions = {
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    target: 'ES2022',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    // Node's own types, which any project that runs in Node has.
    typeRoots: [inRepository('node_modules/@types')],
    types: ['node'],
  }
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(files) }))
  const compiler = inRepository('node_modules/typescript/bin/tsc')
  const { stdout } = await run(process.execPath, [compiler, '-p', '.'], { cwd: project }).catch(
    (error: { stdout: string }) => error,
  )
  return stdout.split('\n').filter((line) => line !== '')
}

/** Starts a program of the project, and hands its lines out until `isLast` is met. */
async function linesOf(command: string, args: string[], isLast: (line: string) => boolean) {
  const child = spawn(command, args, { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (isLast(line)) break
  }
  return { child, lines }
}

describe('the package', () => {
  it('holds the built programs, licence and readme, and nothing else', () => {
    const part = /^(package\.json|LICENSE|README\.md|dist\/(client|server|protocol|connection)\/.+)$/
    expect(packed.filter((path) => !part.test(path))).toEqual([])
    expect(packed).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'dist/client/index.html', 'dist/server/index.js']),
    )
    expect(packed.filter((path) => /\.pem$|token$|\.test\.|\.map$/.test(path))).toEqual([])
  })

  it('holds no path of the machine that built it', async () => {
    const root = join(project, 'node_modules/vuer-xr')
    const found = []
    for (const path of packed) {
      const content = await readFile(join(root, path), 'latin1')
      if (content.includes(repository)) found.push(path)
    }
    expect(found).toEqual([])
  })

  it('installs without what only the page needs', async () => {
    const installed = await readdir(join(project, 'node_modules'))
    expect(installed).toContain('ws')
    for (const name of ['react', 'react-dom', 'three', '@react-three', 'vite']) expect(installed).not.toContain(name)
  })

  it('has types that hold in a strict project, library check included', async () => {
    const problems = await typeCheck({
      'right.ts': `
        import { Box, Scene, Vuer } from 'vuer-xr'
        import { SceneGraph } from 'vuer-xr/protocol'
        const app: Vuer = new Vuer({ port: 0 })
        app.spawn((session) => session.set(Scene({}, Box({ key: 'box', args: [1, 1, 1] }))))
        app.addHandler('HAND_MOVE', ({ value }) => { const hand: Float32Array | null = value.left; return hand })
        export const size: number = new SceneGraph().nodes.size
      `,
    })
    expect(problems).toEqual([])
  })

  it('makes a wrong prop an error of the compiler', async () => {
    const problems = await typeCheck({
      'wrong.ts': `import { Box } from 'vuer-xr'\nBox({ key: 'box', position: 'on the table' })\n`,
    })
    expect(problems).toEqual([
      expect.stringMatching(/^wrong\.ts\(2,\d+\): error TS\d+: Type 'string' is not assignable/),
    ])
  })

  it('serves the built page from a script', async () => {
    await writeFile(
      join(project, 'serve.js'),
      `import { request } from 'node:https'
       import { Vuer, silentLogger } from 'vuer-xr'
       const app = new Vuer({ host: '127.0.0.1', port: 0, banner: false, logger: silentLogger })
       const { port } = await app.start()
       const get = (path) => new Promise((resolve, reject) => {
         request({ host: '127.0.0.1', port, path, rejectUnauthorized: false }, async (response) => {
           let body = ''
           for await (const chunk of response.setEncoding('latin1')) body += chunk
           resolve({ status: response.statusCode, type: response.headers['content-type'], body })
         }).on('error', reject).end()
       })
       const page = await get('/')
       const [path] = page.body.match(/\\/assets\\/[^"]+\\.js/)
       const { status, type, body } = await get(path)
       console.log(JSON.stringify({ page, path, asset: { status, type, length: body.length } }))
       await app.close()
      `,
    )
    const { stdout } = await run(process.execPath, ['serve.js'], { cwd: project })
    const { page, path, asset } = JSON.parse(stdout)
    expect(page).toMatchObject({ status: 200, type: expect.stringContaining('text/html') })
    expect(page.body).toBe(await readFile(join(project, 'node_modules/vuer-xr/dist/client/index.html'), 'latin1'))
    expect(asset).toMatchObject({ status: 200, type: expect.stringContaining('javascript') })
    const built = await readFile(join(project, 'node_modules/vuer-xr/dist/client', path))
    expect(asset.length).toBe(built.length)
  })

  it('has a command that says where to look, and stops when it is told to', async () => {
    const command = join(project, 'node_modules/.bin/vuer-xr')
    const { child, lines } = await linesOf(command, ['--port', '0', '--host', '127.0.0.1'], (line) =>
      line.includes('https://127.0.0.1:'),
    )
    expect(lines).toContain('vuer-xr is ready.')
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  })
})
