import type { NodeTable } from './NodeTable.ts'

/**
 * Remembers the nodes of a graph as they are. The returned function brings them back: the same objects, in the same
 * order, with what they held.
 */
export function rememberNodes({ nodes, slots }: NodeTable): () => void {
  const saved = [...nodes].map(([key, node]) => {
    const { tag, props, children, revision } = node
    return { key, node, held: { tag, props: { ...props }, children: [...children], revision } }
  })
  const lists = structuredClone(slots)
  return () => {
    nodes.clear()
    for (const { key, node, held } of saved) nodes.set(key, Object.assign(node, held))
    Object.assign(slots, lists)
  }
}
