import { readFileSync } from 'node:fs'
import type { VuerSession } from 'vuer-xr'
import type { Sample } from './catalogue.ts'

/** Where the models of the samples lie; a server of samples has these as its `staticRoot`. */
export const ASSET_FOLDERS = ['examples/assets', 'tests/fixtures/models'] as const

export type Show = (session: VuerSession) => unknown

/** What a sample does with a session. */
export async function loadSample({ name }: Sample): Promise<Show> {
  const module = (await import(`./samples/${name}.ts`)) as { default: Show }
  return module.default
}

const IMPORT = /^import \{[^}]*\btype VuerSession\b[^}]*\} from 'vuer-xr'$/m
const BODY = /^export default (async )?\(session: VuerSession\) => \{\n([\s\S]*)^\}\n$/m

/**
 * The script of a sample as somebody would write it: with a server of its own around what the gallery runs. Throws where
 * a sample is not of the form that all of them have.
 */
export function scriptOf({ name }: Sample): string {
  const source = readFileSync(new URL(`./samples/${name}.ts`, import.meta.url), 'utf8')
  if (!BODY.test(source) || !IMPORT.test(source)) {
    throw new Error(`gallery/samples/${name}.ts: expected one import of vuer-xr and a default function of the session`)
  }
  const folder = ASSET_FOLDERS[source.includes("'/static/arm/") || source.includes("'/static/wave") ? 0 : 1]
  const options = source.includes('/static/') ? `{ staticRoot: '${folder}' }` : ''
  return source
    .replace(IMPORT, (line) => line.replace('type VuerSession', 'Vuer'))
    .replace(
      BODY,
      (_all, isAsync: string | undefined, body: string) =>
        `const app = new Vuer(${options})\n\napp.spawn(${isAsync ?? ''}(session) => {\n${body}})\n\nawait app.start()\n`,
    )
}
