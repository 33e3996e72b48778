import { resolve } from 'node:path'
import { inspect } from 'node:util'
import { VuerError } from '../errors.ts'
import { silentLogger } from '../logger.ts'
import { resolveOptions } from '../options.ts'
import type { SpawnHandler } from '../script/ScriptHandlers.ts'
import { Vuer } from '../Vuer.ts'
import { loadScript } from './loadScript.ts'
import type { FlagVariables } from './program.ts'

/** `vuer-xr serve`: a script, or the viewer and the static files alone. */
export async function serve(
  script: string | undefined,
  scriptArguments: readonly string[],
  variables: FlagVariables,
): Promise<number> {
  if (script === undefined) return serveSession(() => {}, variables)
  applyVariables(variables)
  process.argv = [process.argv[0]!, resolve(script), ...scriptArguments]
  try {
    const { default: handler } = await loadScript(script)
    if (handler === undefined) return 0 // it made its own server, or needed none
    if (typeof handler !== 'function') {
      throw new VuerError('SCRIPT_UNFIT', `"${script}" exports no function: export default async (session) => { … }`)
    }
    return await serveSession(handler as SpawnHandler, {})
  } catch (error) {
    if (error instanceof VuerError && !error.code.startsWith('INVALID_')) throw error // one sentence says it all
    if (error instanceof SyntaxError) throw error // Node alone knows the line, and prints it when nobody catches it
    process.stderr.write(`vuer-xr: "${script}" failed.\n${inspect(error)}\n`)
    return 1
  }
}

/** Runs one handler on a server of its own until the process is told to stop. */
export async function serveSession(handler: SpawnHandler, variables: FlagVariables): Promise<number> {
  applyVariables(variables)
  const app = new Vuer()
  app.spawn(handler)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void app.close().then(() => process.exit(0)))
  }
  await app.start()
  return 0
}

/** Wrong values are found before a script runs: there they would look like the script's. */
function applyVariables(variables: FlagVariables): void {
  Object.assign(process.env, variables)
  resolveOptions({ logger: silentLogger })
}
