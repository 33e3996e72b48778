/** A type and not an interface, so that it counts as a node's patch. */
export type Motion = { key: string; position: [number, number, number] }

export const keyOf = (index: number): string => `box-${index}`

/** New positions of the boxes, made anew for each step as a script does. */
export function motionOf(count: number, step: number): Motion[] {
  const nodes: Motion[] = []
  for (let index = 0; index < count; index++) {
    const angle = step * 0.01 + index
    nodes.push({ key: keyOf(index), position: [Math.cos(angle), index * 0.01, Math.sin(angle)] })
  }
  return nodes
}
