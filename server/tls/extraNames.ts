import { isIP } from 'node:net'
import { join } from 'node:path'
import { VuerError } from '../errors.ts'
import { hostName } from '../options/kinds.ts'
import { writeWhole } from '../writeWhole.ts'
import { openPrivateFolder, readIfReadable } from './privateFolder.ts'

/**
 * Host names and IP addresses that the certificate shall carry beside those of this machine, from `<folder>/names`: one
 * on each line. None where there is no such file.
 *
 * @throws VuerError `NAMES_INVALID`
 */
export async function readExtraNames(folder: string): Promise<string[]> {
  const path = join(folder, 'names')
  return parseExtraNames((await readIfReadable(path)) ?? '', path)
}

/** As {@link readExtraNames}, of a text that somebody else has read. */
export function parseExtraNames(text: string, path: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  for (const [index, name] of lines.entries()) {
    if (name === '' || hostName.isFit(name)) continue
    throw new VuerError('NAMES_INVALID', `"${path}" line ${index + 1}: expected ${hostName.expected}, got "${name}"`)
  }
  return lines.filter((name) => name !== '').map(canonical)
}

/** Keeps further names for this and all later certificates in that folder. */
export async function addExtraNames(folder: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await openPrivateFolder(folder)
  const all = new Set([...(await readExtraNames(folder)), ...names.map(canonical)])
  await writeWhole(join(folder, 'names'), `${[...all].join('\n')}\n`, 0o644)
}

const canonical = (name: string): string => (isIP(name) === 0 ? name.toLowerCase() : name)
