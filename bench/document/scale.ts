/** Where values lie on an axis. */
export interface Scale {
  at(value: number): number
  /** Round values along it. */
  readonly ticks: readonly number[]
}

/** From 0 to the next round value above `most`, on `length` pixels from `start`; negative lengths go up. */
export function linear(most: number, start: number, length: number): Scale {
  const step = roundStep(most / 5)
  const count = Math.max(1, Math.ceil(most / step - 1e-9))
  const end = step * count
  return {
    at: (value) => start + (value / end) * length,
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
  }
}

/** By powers of ten around `least` and `most`, both above 0. */
export function logarithmic(least: number, most: number, start: number, length: number): Scale {
  const [low, high] = [
    Math.floor(Math.log10(least)),
    Math.max(Math.ceil(Math.log10(most)), Math.floor(Math.log10(least)) + 1),
  ]
  return {
    at: (value) => start + ((Math.log10(value) - low) / (high - low)) * length,
    ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
  }
}

/** 1, 2 or 5 with zeros, not less than `least`. */
function roundStep(least: number): number {
  if (least <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least - 1e-12)!
}
