import type { Target } from '../harness/Target.ts'
import type { Comparison, Figures } from './compare.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** A row of a case's table. */
export interface Measure {
  readonly what: string
  readonly unit: string
  /** Which way is better; `neither` of what is only told. */
  readonly better: 'less' | 'more' | 'neither'
  /** `null` where nothing was measured beside ours. */
  readonly reference: Spread | null
  /** `null` where only the reference has such a thing. */
  readonly ours: Spread | null
  /** Ours to the reference, from the pairs of rounds that ran one after the other. */
  readonly ratio: Spread | null
  readonly target?: Target
}

/** One figure of a comparison as a row. Less is better, unless something else is said. */
export function measureOf(
  comparison: Comparison,
  figure: string,
  what: string,
  unit: string,
  { better = 'less', target }: { better?: Measure['better']; target?: Target | undefined } = {},
): Measure {
  const pick = (rounds: readonly Figures[]) => rounds.map((round) => round[figure] ?? Number.NaN)
  const reference = pick(comparison.reference)
  const ours = pick(comparison.ours)
  return {
    what,
    unit,
    better,
    reference: spreadOf(reference),
    ours: spreadOf(ours),
    ratio: spreadOf(ours.map((value, round) => value / (reference[round] ?? Number.NaN))),
    ...(target && { target }),
  }
}
