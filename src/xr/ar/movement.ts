/** How far a pose may drift before somebody has to be told. */
export interface Tolerance {
  metres: number
  degrees: number
}

/** Whether a pose is another one by more than the tolerance. Both are 16 numbers, column-major, without scale. */
export function hasMoved(from: ArrayLike<number>, to: ArrayLike<number>, { metres, degrees }: Tolerance): boolean {
  const distance = Math.hypot(to[12]! - from[12]!, to[13]! - from[13]!, to[14]! - from[14]!)
  if (distance > metres) return true
  // The trace of the turn between them is 1 + 2 cos(angle).
  let trace = 0
  for (let column = 0; column < 12; column += 4) {
    trace += from[column]! * to[column]! + from[column + 1]! * to[column + 1]! + from[column + 2]! * to[column + 2]!
  }
  return (trace - 1) / 2 < Math.cos((degrees * Math.PI) / 180)
}
