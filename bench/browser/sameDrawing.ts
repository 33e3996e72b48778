import type { Facts } from './Recording.ts'

const seen = new Map<string, { who: string; facts: Facts }>()

/** How a page draws the same is its own affair: with how many calls, textures and buffers. */
const FREE = new Set(['calls', 'textures', 'geometries'])
/** Something at the rim is in view in one picture and out of it in another. */
const COUNTED = new Set(['triangles', 'points'])
const RIM = 0.01

/** Throws where two pages that are compared do not draw the same number of triangles and points in the same way. */
export function expectSameDrawing(what: string, who: string, facts: Facts): void {
  const other = seen.get(what)
  if (!other) {
    seen.set(what, { who, facts })
    return
  }
  const differing = Object.keys(facts).filter(
    (name) => !FREE.has(name) && !isSame(name, facts[name], other.facts[name]),
  )
  if (differing.length === 0) return
  const told = differing.map((name) => `${name} ${facts[name]} and ${other.facts[name]}`).join(', ')
  throw new Error(`${what}: ${who} and ${other.who} do not draw the same: ${told}`)
}

const isSame = (name: string, one: number | undefined, other: number | undefined): boolean =>
  one === other || (COUNTED.has(name) && Math.abs((one ?? 0) - (other ?? 0)) <= RIM * Math.max(one ?? 0, other ?? 0))
