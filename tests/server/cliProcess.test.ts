import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { PRINTED_PORT, startCommand } from '../support/server/commandProcess.ts'
import { SocketClient } from '../support/server/socketClient.ts'
import { temporaryFolder } from '../support/server/temporaryFolder.ts'

/** Each word of the command is a process, and a busy machine takes its time for each. */
const patient = { timeout: 60_000 }

/** Words with which a server can be reached from this machine alone, on any free port. */
const LOCAL = ['--host', '127.0.0.1', '--port', '0']

async function folderWith(files: Record<string, string>) {
  const folder = await temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

const run = (folder: string, words: string[], environment?: Record<string, string>) =>
  startCommand(folder, words, environment).ended

async function firstScene(port: string) {
  const client = new SocketClient(`wss://127.0.0.1:${port}/socket`)
  onTestFinished(() => client.close())
  return (await (await client.init()).until('SET')).data
}

async function takenPort() {
  const server = createServer((socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('serve', patient, () => {
  test('a script in TypeScript, in a folder that knows nothing of this package, is the session’s handler', async () => {
    const folder = await folderWith({
      'size.ts': 'export const size: number = 2',
      'robot.ts': `
        import { Box, Scene, type VuerSession } from 'vuer-xr'
        import { size } from './size.ts'
        enum Side { Left, Right }
        const key: string = await Promise.resolve(process.argv.slice(2).join())
        export default function main(session: VuerSession) {
          session.set(Scene({}, Box({ key, args: [size, size, Side.Right] })))
        }`,
    })
    const command = startCommand(folder, ['serve', 'robot.ts', ...LOCAL, '--', 'left', '--fast'])
    const [, port] = await command.prints(PRINTED_PORT)
    expect(await firstScene(port!)).toMatchObject({ children: [{ tag: 'Box', key: 'left,--fast', args: [2, 2, 1] }] })
    command.kill('SIGTERM')
    expect(await command.ended).toMatchObject({ code: 0, err: '' })
  })

  test('flags reach the server that a script makes for itself; what the script writes counts for more', async () => {
    const folder = await folderWith({
      'own.mjs': `
        import { Vuer } from 'vuer-xr'
        import { SceneGraph } from 'vuer-xr/protocol'
        const app = new Vuer({ name: 'mine' })
        const { host, port } = await app.start()
        console.log(host, port, typeof SceneGraph)
        await app.close()`,
    })
    const words = ['serve', 'own.mjs', '--name', 'flagged', '--no-token', ...LOCAL]
    const { code, out, err } = await run(folder, words, { VUER_HOST: '127.0.0.2', VUER_TOKEN: 'a-long-secret' })
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^mine is ready\./)
    expect(out).toMatch(/^127\.0\.0\.1 [1-9]\d* function$/m)
    expect(out).not.toContain('token=')
  })

  test('a script that has this package beside it gets that one', async () => {
    const folder = await folderWith({
      'node_modules/vuer-xr/package.json': '{ "name": "vuer-xr", "type": "module", "exports": "./index.js" }',
      'node_modules/vuer-xr/index.js': "export const version = 'its own'",
      'which.mjs': "import { version } from 'vuer-xr'\nconsole.log(version)",
    })
    expect(await run(folder, ['serve', 'which.mjs'])).toEqual({ code: 0, out: 'its own\n', err: '' })
  })

  test('an error in the script is shown with its line, and ends the command, also when a server is open', async () => {
    const folder = await folderWith({
      'broken.ts': `
        import { Vuer } from 'vuer-xr'
        await new Vuer().start()
        interface Arm { name: string }
        const arm: Arm = { name: 'left' }
        throw new Error(arm.name + ' is not there')`,
    })
    const { code, err } = await run(folder, ['serve', 'broken.ts', '--no-banner', ...LOCAL])
    expect(code).toBe(1)
    expect(err).toContain('vuer-xr: "broken.ts" failed.\nError: left is not there\n')
    expect(err).toMatch(/broken\.ts:6:\d+/)
  })

  test.each([
    ['a script that cannot be read', 'const x = = 3', 1, /x = = 3.*SyntaxError/s],
    ['a name that does not exist', "import { Bxo } from 'vuer-xr'\nBxo()", 1, /does not provide an export named 'Bxo'/],
    ['a package that does not exist', "import 'no-such-package'", 1, /Cannot find package 'no-such-package'/],
    [
      'a wrong option',
      "import { Vuer } from 'vuer-xr'\nnew Vuer({ prot: 1 })",
      1,
      /prot: there is no such.*script\.mjs:2/s,
    ],
    ['another default export', 'export default { port: 1 }', 1, /^vuer-xr: "script\.mjs" exports no function[^\n]+\n$/],
  ])('%s is said', async (_, text, exitCode, expected) => {
    const { code, err } = await run(await folderWith({ 'script.mjs': text }), ['serve', 'script.mjs'])
    expect(err).toMatch(expected)
    expect(code).toBe(exitCode)
  })

  test('a script that is not there is a wrong word', async () => {
    expect(await run(await temporaryFolder(), ['serve', 'nothing.ts'])).toEqual({
      code: 2,
      out: '',
      err: 'vuer-xr: there is no file "nothing.ts": give the path of a script, or none\n',
    })
  })

  test('without a script a client gets in and sees an empty scene', async () => {
    const command = startCommand(await temporaryFolder(), ['serve', ...LOCAL])
    const [, port] = await command.prints(PRINTED_PORT)
    const client = new SocketClient(`wss://127.0.0.1:${port}/socket`)
    onTestFinished(() => client.close())
    await (await client.init()).until('HELLO')
    command.kill('SIGINT')
    expect(await client.closed).toMatchObject({ code: 1001 })
    expect(await command.ended).toMatchObject({ code: 0, err: '' })
  })
})

describe('without a command', patient, () => {
  test('the demonstration is served', async () => {
    const command = startCommand(await temporaryFolder(), LOCAL)
    const [, port] = await command.prints(PRINTED_PORT)
    expect(JSON.stringify(await firstScene(port!))).toContain('"ring"')
    command.kill('SIGTERM')
    expect((await command.ended).code).toBe(0)
  })

  test('a port that is taken is one sentence and exit code 1; with --free-port the next one is used', async () => {
    const folder = await temporaryFolder()
    const taken = await takenPort()
    const words = ['--host', '127.0.0.1', '--port', String(taken)]
    expect(await run(folder, words)).toEqual({
      code: 1,
      out: '',
      err: `vuer-xr: port ${taken} is in use: close the other program, or choose another port\n`,
    })
    const command = startCommand(folder, [...words, '--free-port'])
    const [, port] = await command.prints(PRINTED_PORT)
    expect(Number(port)).toBeGreaterThan(taken)
    command.kill('SIGTERM')
    expect((await command.ended).err).toBe(`warning: port ${taken} is in use: this server listens on port ${port}\n`)
  })

  test('a wrong variable is exit code 2, a misspelled one a warning', async () => {
    const folder = await temporaryFolder()
    expect(await run(folder, ['demo'], { VUER_PORT: 'http' })).toEqual({
      code: 2,
      out: '',
      err: 'vuer-xr: port (VUER_PORT): expected a whole number from 0 to 65535, got "http"\n',
    })
    const command = startCommand(folder, LOCAL, { VUER_CERTS_FOLDRE: 'x' })
    await command.prints(PRINTED_PORT)
    command.kill('SIGTERM')
    const sentence = 'the environment variable VUER_CERTS_FOLDRE is not known: is VUER_CERTS_FOLDER meant?'
    expect((await command.ended).err).toBe(`warning: ${sentence}\n`)
  })
})

describe('cert', patient, () => {
  test('make, show and renew', async () => {
    const folder = await temporaryFolder()
    const fingerprints = (text: string) => [...text.matchAll(/SHA-256 +([0-9A-F:]{95})$/gm)].map(([, print]) => print)

    const none = await run(folder, ['cert', 'show'])
    expect([none.code, none.err]).toEqual([
      1,
      'vuer-xr: "certs" holds no certificate of a server: "vuer-xr cert make" makes one\n',
    ])

    const made = await run(folder, ['cert', 'make', '--name', 'robot.lab.example', '--address', '10.0.0.5'])
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out).toMatch(/^An authority and a certificate were made in "certs"\.\n/)
    expect(made.out).toContain('--known-hosts robot.lab.example')
    expect(made.out).toMatch(/^ {2}Names {4}localhost, .*robot\.lab\.example, .*10\.0\.0\.5$/m)
    const [leaf, authority] = fingerprints(made.out)

    const shown = await run(folder, ['cert', 'show'])
    expect(fingerprints(shown.out)).toEqual([leaf, authority])
    expect(shown.out.match(/^ {2}Fits {5}yes$/gm)).toHaveLength(2)
    expect(shown.out).toMatch(/^ {2}Valid {4}\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d \(39[56] days left\)$/m)

    const again = await run(folder, ['cert', 'make'])
    expect(again.out).toMatch(/^There is one that fits/)
    expect(fingerprints(again.out)).toEqual([leaf, authority])

    const renewed = await run(folder, ['cert', 'renew', '--folder', 'certs'])
    expect(renewed.out).toContain('robot.lab.example')
    expect(fingerprints(renewed.out)).toEqual([expect.not.stringContaining(leaf!), authority])

    const all = await run(folder, ['cert', 'renew', '--authority'])
    expect(fingerprints(all.out)[1]).not.toBe(authority)
    expect(await readFile(join(folder, 'certs/names'), 'utf8')).toBe('robot.lab.example\n10.0.0.5\n')
  })

  test('show takes a file; one that is none is named', async () => {
    const folder = await folderWith({ 'notes.pem': 'buy milk' })
    await run(folder, ['cert', 'make', '--folder', 'made'])
    const shown = await run(folder, ['cert', 'show', '--cert', 'made/cert.pem'])
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('made/cert.pem\n  Subject  O=vuer-xr') })
    const environment = { VUER_SSL_CERT: 'made/ca.pem' }
    expect((await run(folder, ['cert', 'show'], environment)).out).toContain('made/ca.pem\n')
    for (const [file, what] of [
      ['notes.pem', 'is not a certificate in PEM'],
      ['gone.pem', 'cannot be read'],
    ]) {
      const { code, err } = await run(folder, ['cert', 'show', '--cert', file!])
      expect([code, err]).toEqual([2, expect.stringContaining(`"${file}" ${what}`)])
    }
  })
})

describe('doctor', patient, () => {
  test('finds nothing wrong, and leaves nothing behind', async () => {
    const folder = await folderWith({ 'client/index.html': '<title>page</title>' })
    const { code, out, err } = await run(folder, ['doctor', '--client-root', 'client', ...LOCAL])
    expect(out).toContain('ok       127.0.0.1: Page, authority and socket answer.\n')
    expect(out).toMatch(/\n0 failed, 1 to look at, \d+ ok\n$/) // that headsets are kept out
    expect([code, err]).toEqual([0, ''])
    await expect(readFile(join(folder, 'certs/ca.pem'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('looks at the server that runs', async () => {
    const folder = await folderWith({ 'client/index.html': '<title>page</title>' })
    const words = ['--client-root', 'client', '--host', '127.0.0.1']
    const server = startCommand(folder, ['serve', ...words, '--port', '0'])
    const [, port] = await server.prints(PRINTED_PORT)
    const { code, out } = await run(folder, ['doctor', ...words, '--port', port!])
    expect(out).toContain(`ok       Port: Port ${port}: your server runs there, and is looked at.\n`)
    expect(out).toContain('ok       127.0.0.1: Page, authority and socket answer.\n')
    expect(code).toBe(0)
  })

  test('ends with code 1 when something failed, and says what to do', async () => {
    const taken = await takenPort()
    const words = ['doctor', '--host', '127.0.0.1', '--port', String(taken), '--client-root', 'nowhere']
    const { code, out } = await run(await temporaryFolder(), words)
    expect(out).toMatch(/^failed {3}Port: Port \d+ is taken by another program\.\n {9}Choose another --port/m)
    expect(out).toMatch(/^failed {3}Client: "nowhere" holds no index\.html/m)
    expect(code).toBe(1)
  })
})

describe('version', patient, () => {
  test('names what a report of a fault should name', async () => {
    const { code, out } = await run(await temporaryFolder(), ['version'])
    expect(out).toMatch(/^vuer-xr \d+\.\d+\.\d+, wire \d+, Node \d+\.\d+\.\d+, \w+ \w+\n$/)
    expect(code).toBe(0)
  })
})
