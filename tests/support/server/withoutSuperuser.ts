import { chown, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const NOBODY = 65_534

/**
 * Runs something as a user for whom file modes count, also when the tests run as root. The temporary `folder`,
 * what lies in it and the one that it lies in become that user's.
 */
export async function withoutSuperuser<T>(folder: string, run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0 || !process.seteuid) return run()
  if (dirname(folder) !== tmpdir()) await chown(dirname(folder), NOBODY, NOBODY)
  await chown(folder, NOBODY, NOBODY)
  for (const name of await readdir(folder, { recursive: true })) await chown(join(folder, name), NOBODY, NOBODY)
  process.seteuid(NOBODY)
  try {
    return await run()
  } finally {
    process.seteuid(0)
  }
}
