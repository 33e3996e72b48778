export interface SliderRange {
  readonly min: number
  readonly max: number
  /** 0 is any value. */
  readonly step: number
}

/** The nearest value that the slider can have. */
export function nearestValue(value: number, { min, max, step }: SliderRange): number {
  const stepped = step > 0 ? min + Math.round((value - min) / step) * step : value
  const within = Math.min(max, Math.max(min, stepped))
  return step > 0 ? Number(within.toFixed(decimalsOf({ min, max, step }))) : within
}

/** Where a value lies on the way from `min` (0) to `max` (1). */
export const fractionOf = (value: number, { min, max }: SliderRange): number =>
  max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0

export const valueAt = (fraction: number, range: SliderRange): number =>
  nearestValue(range.min + Math.min(1, Math.max(0, fraction)) * (range.max - range.min), range)

/** `0.50 m/s`: as many decimals as the steps need, so that the text does not jump while it changes. */
export function sliderText(value: number, range: SliderRange, unit = ''): string {
  const number = range.step > 0 ? value.toFixed(decimalsOf(range)) : String(Number(value.toPrecision(4)))
  return unit === '' ? number : `${number} ${unit}`
}

/** What JavaScript writes of a number says how many decimals it has; more than ten are rounding. */
const decimalsOf = ({ min, step }: SliderRange): number => Math.max(decimals(step), decimals(min))

function decimals(value: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e')
  return Math.min(10, Math.max(0, (mantissa!.split('.')[1]?.length ?? 0) - Number(exponent)))
}
