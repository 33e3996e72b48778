import type { Check } from '../doctor/Check.ts'
import { realEnvironment } from '../doctor/realEnvironment.ts'
import { runChecks } from '../doctor/runChecks.ts'
import { resolveOptions } from '../options.ts'
import type { FlagVariables } from './program.ts'

/** `vuer-xr doctor`: prints each check as it is done. Code 1 when one of them failed. */
export async function doctor(variables: FlagVariables): Promise<number> {
  const counts = { ok: 0, note: 0, warning: 0, failed: 0 }
  for await (const check of runChecks(realEnvironment(resolveOptions({}, { ...process.env, ...variables })))) {
    counts[check.state] += 1
    process.stdout.write(formatCheck(check))
  }
  process.stdout.write(`\n${counts.failed} failed, ${counts.warning} to look at, ${counts.ok} ok\n`)
  return counts.failed > 0 ? 1 : 0
}

/** One line on what was found, and one on what to do about it. */
export const formatCheck = ({ name, state, sentence, remedy }: Check): string =>
  `${state.padEnd(7)}  ${name}: ${sentence}\n${remedy === undefined ? '' : `${' '.repeat(9)}${remedy}\n`}`
