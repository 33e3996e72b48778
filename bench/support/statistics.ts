/** The middle of a list of numbers, with its ends. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** The value that a share of the sorted list lies below: 0.5 is the median. Interpolated between neighbours. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = [...values].sort((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)]!
  const above = sorted[Math.ceil(at)]!
  return below + (above - below) * (at - Math.floor(at))
}

/** Of what is a number; `null` where nothing is. */
export function spreadOf(values: readonly number[]): Spread | null {
  const numbers = values.filter(Number.isFinite)
  if (numbers.length === 0) return null
  return { median: quantile(numbers, 0.5), min: Math.min(...numbers), max: Math.max(...numbers) }
}
