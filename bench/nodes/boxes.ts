/** Both pages show these. This module runs in Node and in the browser. */
export const COLORS = ['#f97066', '#fdb022', '#32d583', '#36bffa', '#a48afb'] as const
export const BACKGROUND = '#202225'
export const CAMERA = { position: [0, 0, 24], fov: 60 } as const
export const LIGHT = { ambient: 1, directional: 2, position: [3, 5, 4] } as const
export const SIZE = 0.4

export const keyOf = (index: number): string => `box-${index}`
export const colorOf = (index: number): string => COLORS[index % COLORS.length]!

/** Ticks are told to the page by the first box: it stands where nobody looks, at this depth per tick. */
export const DEPTH_PER_TICK = 1e-6

/** Where a box is at a tick: on a circle around its place in a field of 40 columns. */
export function positionAt(index: number, tick: number): [number, number, number] {
  const angle = tick * 0.05 + index
  const column = (index % 40) - 19.5
  const row = Math.floor(index / 40) - 12
  return [column + 0.3 * Math.cos(angle), row + 0.3 * Math.sin(angle), index === 0 ? tick * DEPTH_PER_TICK : 0]
}

export function motionAt(count: number, tick: number) {
  const nodes = []
  for (let index = 0; index < count; index++) nodes.push({ key: keyOf(index), position: positionAt(index, tick) })
  return nodes
}
