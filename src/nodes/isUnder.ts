import type { SceneGraph } from '../../protocol/index.ts'

/** Whether a node stands in another one, however deep. */
export function isUnder(graph: SceneGraph, key: string, ancestor: string): boolean {
  for (let at = graph.get(key)?.parent; at; at = graph.get(at)?.parent) if (at === ancestor) return true
  return false
}
