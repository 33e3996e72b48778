import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VuerError } from '../errors.ts'

/**
 * Makes sure that a folder for secrets is there. A folder that had to be made gets a `.gitignore` that hides all of it:
 * a private key must not be committed by accident. A folder that was there already is left as it is.
 */
export async function openPrivateFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true })
    if (made !== undefined) await writeFile(join(folder, '.gitignore'), '*\n')
  } catch (cause) {
    throw new VuerError('FOLDER_UNUSABLE', `"${folder}" cannot be made a folder: choose one that can be written to.`, {
      cause,
    })
  }
}

/** A file's text, or null when it is gone or cannot be read. */
export async function readIfReadable(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

/** Keeps a file that is about to be replaced as `<name>.replaced`: it may be somebody's own. */
export async function setAside(path: string): Promise<void> {
  await rename(path, `${path}.replaced`).catch(() => {}) // gone already: nothing to keep
}
