import type { ResolveHook } from 'node:module'

/** What the hook is told when it is registered: where this package's modules are, and which file is the script. */
export interface HookData {
  /** By specifier: `vuer-xr` and each of its sub-paths. */
  readonly modules: Readonly<Record<string, string>>
  /** The URL of a script that is to be read as a module, whatever the package around it says. */
  readonly script: string | null
}

let data: HookData = { modules: {}, script: null }

export function initialize(given: HookData): void {
  data = given
}

/**
 * A script finds `vuer-xr` as everywhere else, beside itself or above; where it finds none it gets the package whose
 * command runs it, so that a command that was installed globally runs a script in any folder.
 */
export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    const found = await next(specifier, context)
    return found.url.split('?')[0] === data.script ? { ...found, format: 'module' } : found
  } catch (error) {
    const own = Object.hasOwn(data.modules, specifier) ? data.modules[specifier] : undefined
    if (own === undefined || !isNotFound(error)) throw error
    return next(own, context)
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
