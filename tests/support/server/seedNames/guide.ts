import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as vuerXr from 'vuer-xr'
import { temporaryFolder } from '../temporaryFolder.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** A name in the tables of docs/from-python-vuer.md. */
export interface GuideRow {
  readonly python: string
  readonly ours: string
  readonly difference: string
  /** One line of TypeScript. */
  readonly example: string
}

/** The rows of all tables of names, in their order. A row of another form is an error. */
export function guideRows(): GuideRow[] {
  const text = readFileSync(join(root, 'docs/from-python-vuer.md'), 'utf8')
  const tables = text.matchAll(/^\| Python \| Here \| Difference \| Example \|\n\| --- .*\n((?:\|.*\n)+)/gm)
  return [...tables].flatMap(([, rows]) => rows!.trimEnd().split('\n').map(readRow))
}

function readRow(line: string): GuideRow {
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
  const [, python, ours, difference, example] = cells
  const [name, code] = [python, example].map((cell) => /^(`+) ?(.+?) ?\1$/.exec(cell ?? '')?.[2])
  if (cells.length !== 6 || !name || !code || !ours || !difference) {
    throw new Error(`this row has not the form of the others: ${line}`)
  }
  return { python: name, ours, difference, example: code }
}

/** What the compiler says to all examples, each as a module of its own; nothing when they are right. */
export async function compileExamples(rows: readonly GuideRow[]): Promise<string> {
  const folder = await temporaryFolder()
  const builders = Object.keys(vuerXr).map((name) => `const ${name}: typeof vuerXr.${name}`)
  const context = `import * as vuerXr from 'vuer-xr'\ndeclare global {\n${[...builders, ...CONTEXT].join('\n')}\n}\n`
  const files = rows.map(({ example }, at) => writeFile(join(folder, `example-${at}.mts`), `${example}\nexport {}\n`))
  await Promise.all([...files, writeFile(join(folder, 'context.d.mts'), context), writeConfiguration(folder)])
  const said = await compile(folder)
  return said.replaceAll(/\S*example-(\d+)\.mts/g, (_, at) => `\n${rows[at]?.example}\n  `)
}

/** What the examples take for granted beside the names of the package. */
const CONTEXT = [
  'const app: vuerXr.Vuer',
  'const session: vuerXr.VuerSession',
  'const store: vuerXr.SceneStore',
  'const client: vuerXr.VuerClient',
  'const event: vuerXr.ClientEvent',
  'const bytes: Uint8Array',
  'type VuerSession = vuerXr.VuerSession',
  'type ClientEvent = vuerXr.ClientEvent',
  'type ScriptMessage = vuerXr.ScriptMessage',
  'type Question = vuerXr.Question',
  'type SceneNode = vuerXr.SceneNode',
  'type SceneSnapshot = vuerXr.SceneSnapshot',
  'type Subscription = vuerXr.Subscription',
  'function background(signal: AbortSignal): Promise<void>',
]

const writeConfiguration = (folder: string) =>
  writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.server.json'),
      compilerOptions: {
        paths: { 'vuer-xr': [join(root, 'server/index.ts')] },
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: [join(folder, '*.mts')],
    }),
  )

const compile = (folder: string) =>
  new Promise<string>((resolve) => {
    execFile(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], (error, stdout, stderr) => {
      resolve(error ? `${stdout}${stderr}` || error.message : '')
    })
  })
