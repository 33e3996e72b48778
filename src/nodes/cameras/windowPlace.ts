/** A rectangle of the window: pixels from its upper left corner. */
export interface WindowPlace {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Pixels, or `25%` of the window. */
export type WindowLength = number | string

export interface WrittenPlace {
  readonly top?: WindowLength | undefined
  readonly right?: WindowLength | undefined
  readonly bottom?: WindowLength | undefined
  readonly left?: WindowLength | undefined
  readonly width?: WindowLength | undefined
  readonly height?: WindowLength | undefined
}

/** Where that is in a window of this size, by the rules of CSS: without a size it reaches from edge to edge. */
export function placeInWindow(written: WrittenPlace, window: { width: number; height: number }): WindowPlace {
  const across = along(written.left, written.right, written.width, window.width)
  const down = along(written.top, written.bottom, written.height, window.height)
  return { left: across.start, top: down.start, width: across.length, height: down.length }
}

function along(
  start: WindowLength | undefined,
  end: WindowLength | undefined,
  size: WindowLength | undefined,
  whole: number,
) {
  const [before, after, written] = [start, end, size].map((length) => pixels(length, whole))
  const length = Math.max(0, written ?? whole - (before ?? 0) - (after ?? 0))
  return { start: before ?? (after === undefined ? 0 : whole - after - length), length }
}

function pixels(length: WindowLength | undefined, whole: number): number | undefined {
  if (length === undefined) return undefined
  const value = Number.parseFloat(String(length))
  return String(length).endsWith('%') ? (value / 100) * whole : value
}
