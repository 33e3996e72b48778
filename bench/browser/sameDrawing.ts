import type { Facts } from './Recording.ts'

const seen = new Map<string, { who: string; facts: Facts }>()

/** How a page draws the same is its own affair: with how many calls, textures and buffers. */
const FREE = new Set(['calls', 'textures', 'geometries'])

/** Throws where two pages that are compared do not draw the same number of triangles and points in the same way. */
export function expectSameDrawing(what: string, who: string, facts: Facts): void {
  const other = seen.get(what)
  if (!other) {
    seen.set(what, { who, facts })
    return
  }
  const differing = Object.keys(facts).filter((name) => !FREE.has(name) && facts[name] !== other.facts[name])
  if (differing.length === 0) return
  const told = differing.map((name) => `${name} ${facts[name]} and ${other.facts[name]}`).join(', ')
  throw new Error(`${what}: ${who} and ${other.who} do not draw the same: ${told}`)
}
