import { statSync } from 'node:fs'
import { register } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { VuerError } from '../errors.ts'
import type { HookData } from './packageHook.ts'

/** This file is TypeScript in the source tree, and JavaScript in the package. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const own = (path: string) => new URL(`../../${path}.${extension}`, import.meta.url).href

/**
 * Runs a script, in JavaScript or TypeScript, and resolves with what it exports. `import 'vuer-xr'` finds this package where
 * the script's folder has none.
 *
 * @throws VuerError `SCRIPT_MISSING`; and whatever the script throws
 */
export async function loadScript(path: string): Promise<Readonly<Record<string, unknown>>> {
  const file = resolve(path)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new VuerError('SCRIPT_MISSING', `there is no file "${path}": give the path of a script, or none`)
  }
  const script = pathToFileURL(file).href
  const isTypeScript = /\.[cm]?tsx?$/.test(file)
  const needsTsx = isTypeScript && !('typescript' in process.features && process.features.typescript)
  const data: HookData = {
    modules: { 'vuer-xr': own('server/index'), 'vuer-xr/protocol': own('protocol/index') },
    // tsx would take a .ts file without a package.json around it for CommonJS, which knows no `await` at the top.
    script: needsTsx && file.endsWith('.ts') ? script : null,
  }
  if (needsTsx) (await import('tsx/esm/api')).register()
  register(`./packageHook.${extension}`, import.meta.url, { data })
  return import(script)
}
