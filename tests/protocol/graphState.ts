import { type SceneGraph, SLOTS, type Slot } from '../../protocol/index.ts'

/** Everything a graph holds, but for how often it has changed, as plain data in one fixed order. Typed arrays become lists: the `vuer` dialect has no others. */
export function stateOf(graph: SceneGraph) {
  return plain({
    sceneKey: graph.sceneKey,
    sceneProps: graph.sceneProps,
    slots: graph.slots,
    nodes: Object.fromEntries(
      [...graph.nodes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { revision: _, ...node }]) => [key, node]),
    ),
  })
}

function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)]
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, plain(item)]),
  )
}

/** What must hold after every operation. Returns what does not. */
export function brokenInvariants(graph: SceneGraph): string[] {
  const broken: string[] = []
  const seen = new Set<string>()
  const visit = (keys: readonly string[], parent: string | null, slot: Slot, depth: number) => {
    for (const key of keys) {
      if (seen.has(key)) broken.push(`${key} is listed twice`)
      seen.add(key)
      const node = graph.get(key)
      if (!node) {
        broken.push(`${key} is listed and does not exist`)
        continue
      }
      if (node.key !== key) broken.push(`${key} is stored with the key ${node.key}`)
      if (typeof node.tag !== 'string' || node.tag === '') broken.push(`${key} has no tag`)
      if (node.parent !== parent) broken.push(`${key}: parent is ${node.parent}, listed under ${parent}`)
      if (node.slot !== slot) broken.push(`${key}: slot is ${node.slot}, listed in ${slot}`)
      if (Object.values(node.props).some((value) => value === null || value === undefined))
        broken.push(`${key} holds a prop that was taken away`)
      if (depth > 48) broken.push(`${key} is too deep`)
      if (depth <= 60) visit(node.children, key, 'children', depth + 1)
    }
  }
  for (const slot of SLOTS) visit(graph.slots[slot], null, slot, 0)
  for (const key of graph.nodes.keys()) if (!seen.has(key)) broken.push(`${key} is an orphan`)
  return broken
}
