import type { GraphNode } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'

/** What a node says: its `text`, or the strings among its children. */
export function useWrittenText({ children }: GraphNode, text: string | number | undefined): string {
  const { scene } = useScene()
  if (text !== undefined) return String(text)
  return children
    .map((key) => scene.graph.get(key)?.props.text)
    .filter((part) => typeof part === 'string')
    .join('')
}
