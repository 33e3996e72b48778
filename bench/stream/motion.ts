/** What both pages show, and where it is at a tick. This module runs in Node and in the browser. */
export const COLORS = ['#f97066', '#fdb022', '#32d583', '#36bffa', '#a48afb'] as const
export const BACKGROUND = '#202225'
export const CAMERA = { position: [0, 0, 27], fov: 60 } as const
export const LIGHT = { ambient: 1, directional: 2, position: [3, 5, 4] } as const
/** Of a box in a field of 40 columns; more columns have smaller ones. */
const SIZE = 0.4
const COLUMNS = 40
const ROWS_PER_COLUMN = 0.625

export const keyOf = (index: number): string => `box-${index}`
export const colorOf = (index: number): string => COLORS[index % COLORS.length]!
/** The node that tells the tick: the first box, or the set of instances, whose first one does. */
export const FIRST_KEY = keyOf(0)

/** Ticks are told to the page by the first box: it stands where nobody looks, at this depth per tick. */
export const DEPTH_PER_TICK = 1e-6

/** Columns of a field that holds so many boxes, in the same part of the view. */
const columnsOf = (count: number) => Math.max(COLUMNS, Math.ceil(Math.sqrt(count / ROWS_PER_COLUMN)))
export const sizeOf = (count: number): number => (SIZE * COLUMNS) / columnsOf(count)

/** Where a box is: on a circle around its place in the field. */
export function positionAt(index: number, tick: number, count: number): [number, number, number] {
  const angle = tick * 0.05 + index
  const columns = columnsOf(count)
  const cell = COLUMNS / columns
  const column = (index % columns) - (columns - 1) / 2
  const row = Math.floor(index / columns) - (columns * ROWS_PER_COLUMN - 1) / 2
  return [
    cell * (column + 0.3 * Math.cos(angle)),
    cell * (row + 0.3 * Math.sin(angle)),
    index === 0 ? tick * DEPTH_PER_TICK : 0,
  ]
}

/** An entry for each box. */
export function motionAt(count: number, tick: number) {
  const nodes = []
  for (let index = 0; index < count; index++)
    nodes.push({ key: keyOf(index), position: positionAt(index, tick, count) })
  return nodes
}

/** The same with all that a box has. */
export const wholeBoxesAt = (count: number, tick: number) =>
  motionAt(count, tick).map((node, index) => ({
    ...node,
    tag: 'Box',
    args: [sizeOf(count), sizeOf(count), sizeOf(count)],
    materialType: 'standard',
    color: colorOf(index),
  }))

/** The same as one list of numbers. */
export function positionsAt(count: number, tick: number): Float32Array {
  const positions = new Float32Array(3 * count)
  for (let index = 0; index < count; index++) positions.set(positionAt(index, tick, count), 3 * index)
  return positions
}
