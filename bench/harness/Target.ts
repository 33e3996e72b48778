import type { Measure } from '../support/Measure.ts'

/** What a row should reach: our own figure, or its ratio to the reference. */
export interface Target {
  readonly of: 'ours' | 'ratio'
  readonly is: 'at most' | 'at least'
  readonly limit: number
}

export const atMost = (limit: number): Target => ({ of: 'ours', is: 'at most', limit })
export const atLeast = (limit: number): Target => ({ of: 'ours', is: 'at least', limit })
export const ratioAtMost = (limit: number): Target => ({ of: 'ratio', is: 'at most', limit })
export const ratioAtLeast = (limit: number): Target => ({ of: 'ratio', is: 'at least', limit })

/** Whether the median reaches the target; `undefined` where there is none, or nothing was measured. */
export function verdictOf({
  target,
  ...row
}: Pick<Measure, 'target' | 'ours' | 'ratio'>): 'reached' | 'missed' | undefined {
  const median = target && row[target.of]?.median
  if (!target || median === undefined) return undefined
  const isReached = target.is === 'at most' ? median <= target.limit : median >= target.limit
  return isReached ? 'reached' : 'missed'
}
