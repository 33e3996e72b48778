import type { Measure } from '../support/Measure.ts'
import type { Spread } from '../support/statistics.ts'
import type { Result } from './Result.ts'

/** How a row differs from an earlier run. */
export interface Change {
  readonly what: string
  readonly unit: string
  /** What is compared: ratios to the reference, where both runs have them, because absolute figures move with the machine. */
  readonly of: 'ratio' | 'ours' | null
  readonly earlier: Spread | null
  readonly now: Spread | null
  /** Now to earlier, of the medians. */
  readonly factor: number | null
  /** `same`: the two spreads overlap. */
  readonly verdict: 'better' | 'worse' | 'different' | 'same' | 'new' | 'gone' | 'not measured'
}

/** All rows of both runs: those of the newer one in their order, then those that only the earlier one has, unless this is one of a part. */
export function changesBetween(earlier: Result, now: Result): Change[] {
  const idOf = ({ what, unit }: Measure) => `${what}, ${unit}`
  const before = new Map(earlier.measures.map((measure) => [idOf(measure), measure]))
  const changes = now.measures.map((measure) => changeOf(before.get(idOf(measure)), measure))
  const present = new Set(now.measures.map(idOf))
  // A run of a part has left them out.
  const gone = now.only === null ? earlier.measures.filter((measure) => !present.has(idOf(measure))) : []
  return [...changes, ...gone.map(({ what, unit }) => unmatched(what, unit, 'gone'))]
}

function changeOf(earlier: Measure | undefined, measure: Measure): Change {
  const { what, unit, better } = measure
  if (!earlier) return unmatched(what, unit, 'new')
  const of = earlier.ratio && measure.ratio ? 'ratio' : 'ours'
  const [before, now] = [earlier[of], measure[of]]
  if (!before || !now) return unmatched(what, unit, 'not measured')
  return {
    what,
    unit,
    of,
    earlier: before,
    now,
    factor: now.median / before.median,
    verdict: verdict(before, now, better),
  }
}

function verdict(before: Spread, now: Spread, better: Measure['better']): Change['verdict'] {
  if (now.min <= before.max && before.min <= now.max) return 'same'
  if (better === 'neither') return 'different'
  return now.median < before.median === (better === 'less') ? 'better' : 'worse'
}

const unmatched = (what: string, unit: string, verdict: Change['verdict']): Change => ({
  what,
  unit,
  of: null,
  earlier: null,
  now: null,
  factor: null,
  verdict,
})
