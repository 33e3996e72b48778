import { ProtocolError } from './errors.ts'
import { isRecord, type NodeData, type SceneData, SLOTS, type Slot, TEXT_TAG } from './node.ts'
import type { SceneGraph } from './SceneGraph.ts'

/** A node of a {@link RestoredScene}. Without `tag` it stands for the node of that key as the reader has it. */
export type RestoredNode = string | { key: string; tag?: string; children?: RestoredNode[]; [prop: string]: unknown }

/** A whole scene for a reader that has most of it: its structure in full, the props of nodes only where they changed. */
export type RestoredScene = { [Name in Slot]?: RestoredNode[] } & {
  tag: 'Scene'
  key?: string
  [prop: string]: unknown
}

/** The scene for a reader that has every node as it was at `revision` of this graph; 0 for one that has nothing. */
export function restoredScene(graph: SceneGraph, revision: number): RestoredScene {
  const written = (key: string): RestoredNode => {
    const node = graph.get(key)!
    if (node.tag === TEXT_TAG) return node.props.text as string
    const data: RestoredNode = { key }
    if (node.revision > revision) Object.assign(data, { tag: node.tag }, node.props)
    if (node.children.length > 0) data.children = node.children.map(written)
    return data
  }
  const scene: RestoredScene = { tag: 'Scene', ...graph.sceneProps }
  if (graph.sceneKey !== undefined) scene.key = graph.sceneKey
  for (const slot of SLOTS) if (graph.slots[slot].length > 0) scene[slot] = graph.slots[slot].map(written)
  return scene
}

/**
 * Fills in what the reader has. Throws `INVALID_FRAME` when the scene counts on a node that the reader does not have:
 * it must then ask for all of it.
 */
export function fillRestoredScene(scene: Record<string, unknown>, graph: SceneGraph): SceneData {
  const filled = (node: unknown): NodeData | string => {
    if (typeof node === 'string') return node
    if (!isRecord(node) || typeof node.key !== 'string') {
      throw new ProtocolError('INVALID_FRAME', 'RESTORE: expected nodes with a key')
    }
    const { key, tag, children } = node
    const known = graph.get(key)
    if (tag === undefined && !known) {
      throw new ProtocolError('INVALID_FRAME', `RESTORE: ${JSON.stringify(key)} is not here`)
    }
    const data = (tag === undefined ? { tag: known!.tag, key, ...known!.props } : { ...node }) as NodeData
    if (Array.isArray(children)) data.children = children.map(filled)
    return data
  }
  const whole: SceneData = { ...scene, tag: 'Scene' }
  for (const slot of SLOTS) {
    const nodes = scene[slot]
    if (Array.isArray(nodes)) whole[slot] = nodes.map(filled)
  }
  return whole
}
