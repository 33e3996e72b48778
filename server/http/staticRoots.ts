import { realpath, stat } from 'node:fs/promises'
import { VuerError } from '../errors.ts'
import { containedFile, isPrivate } from './containedFile.ts'

/**
 * Checks the folders to serve before anything listens. One that contains the certificates is fine: they are hidden in it,
 * see {@link findStaticFile}. The working folder is such a one, and it is what many scripts serve.
 *
 * @throws VuerError `INVALID_OPTION` for a root that is no folder; `STATIC_ROOT_UNSAFE` for one inside the folder of the
 * certificates, of which nothing would be served
 */
export async function checkStaticRoots(roots: readonly string[], privatePaths: readonly string[]): Promise<void> {
  for (const root of roots) {
    const found = await stat(root).catch(() => null)
    if (!found?.isDirectory()) {
      throw new VuerError('INVALID_OPTION', `staticRoot: "${root}" is no folder: make it, or name another one`)
    }
    for (const place of privatePaths) {
      if (!(await isPrivate(await realpath(root), [place]))) continue
      throw new VuerError(
        'STATIC_ROOT_UNSAFE',
        `staticRoot: "${root}" lies in "${place}", where keys and tokens are kept: name another folder`,
      )
    }
  }
}

/**
 * The file that a path below `/static` names: of several roots the first that has it. Files in the places of keys and
 * tokens are hidden, whichever way a path leads there.
 */
export async function findStaticFile(
  roots: readonly string[],
  path: string,
  privatePaths: readonly string[],
): Promise<string | null> {
  for (const root of roots) {
    const file = await containedFile(root, path)
    if (file !== null && !(await isPrivate(file, privatePaths))) return file
  }
  return null
}
