import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { VuerError } from './errors.ts'

/**
 * Writes a file wholly or not at all: a reader, or a crash half-way, never sees a part. `mode` is 0o600 for secrets.
 * Rejects with `FILE_UNWRITABLE`.
 */
export async function writeWhole(path: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeFile(temporary, content, { flag: 'wx', mode, flush: true })
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {})
    const remedy = 'check that its folder is there and may be written to'
    throw new VuerError('FILE_UNWRITABLE', `"${path}" cannot be written: ${remedy}.`, { cause })
  }
}
