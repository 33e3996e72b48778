import { type Change, changesBetween } from './change.ts'
import type { Result } from './Result.ts'
import { aligned, short, written } from './writing.ts'

/** The differences between two runs of a case, as text. */
export function comparisonTable(earlier: Result, now: Result): string {
  const changes = changesBetween(earlier, now)
  const rows = changes.map(({ what, unit, of, earlier: before, now: after, factor, verdict }) => [
    `${what}, ${unit}${of === 'ours' ? ' (without a reference)' : ''}`,
    written(before),
    written(after),
    factor === null ? '–' : short(factor),
    verdict,
  ])
  const table = aligned([['', 'earlier', 'now', 'now / earlier', ''], ...rows])
  return `\n${now.case}: ours to the reference, compared with ${earlier.date || 'an earlier run'}\n${table}\n${summary(changes)}${modes(earlier, now)}`
}

function summary(changes: readonly Change[]): string {
  const count = (verdict: Change['verdict']) => changes.filter((change) => change.verdict === verdict).length
  return `${count('better')} better, ${count('worse')} worse, ${count('same')} the same within their spread`
}

/** Spreads of quick runs are narrow because they have one round. */
const modes = (earlier: Result, now: Result): string =>
  earlier.mode === now.mode
    ? ''
    : `\nThe earlier run was ${earlier.mode}, this one ${now.mode}: figures differ by that too.`
