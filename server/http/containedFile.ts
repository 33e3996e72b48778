import { realpath, stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'

/**
 * The real path of a file below `root`, every link followed; null when there is none, when it is no ordinary file, or when
 * a link leads out of the root.
 *
 * @param path decoded and plain, see {@link isPlainPath}
 */
export async function containedFile(root: string, path: string): Promise<string | null> {
  try {
    const [folder, file] = await Promise.all([realpath(root), realpath(join(root, path))])
    return isBelow(file, folder) && (await stat(file)).isFile() ? file : null
  } catch {
    return null
  }
}

/** Whether a real path is, or lies in, one of the places that are never served: keys and tokens. */
export async function isPrivate(file: string, privatePaths: readonly string[]): Promise<boolean> {
  const places = await Promise.all(privatePaths.map((path) => realpath(path).catch(() => resolve(path))))
  return places.some((place) => file === place || isBelow(file, place))
}

const isBelow = (file: string, folder: string): boolean => file.startsWith(folder.endsWith(sep) ? folder : folder + sep)
