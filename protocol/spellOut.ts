import { bytesForVuer } from './bytesForVuer.ts'
import { normalizeNode } from './defineNode.ts'
import { isRecord, type NodeData, type NodePatch, type SceneData, SLOTS } from './node.ts'
import { isKnownTag, NODE_TYPES } from './nodes/index.ts'
import type { Operation } from './operations.ts'

/** Props whose defaults Vuer's browser client has the other way round than Vuer's documentation, which we follow. */
const SPELLED_OUT = ['stream', 'left', 'right', 'leftHand', 'rightHand', 'showBody'] as const

/**
 * An operation for Vuer's browser client: `Hands()` streams by its documentation, and does not in that client unless
 * the prop is written. So for new nodes such defaults are written. Arrays of clouds and meshes become the bytes that its
 * programs read.
 */
export function spellOut(operation: Operation): Operation {
  switch (operation.op) {
    case 'set': {
      const scene: SceneData = { ...operation.scene }
      for (const slot of SLOTS) if (scene[slot]) scene[slot] = scene[slot].map(spelledOut)
      return { ...operation, scene }
    }
    case 'add':
      return { ...operation, nodes: operation.nodes.map(spelledOut) }
    case 'upsert':
      return { ...operation, nodes: operation.nodes.map(changed) }
    case 'update':
      return { ...operation, nodes: operation.nodes.map(changed) }
    case 'remove':
      return operation
    default:
      return operation satisfies never
  }
}

function spelledOut(node: NodeData | string): NodeData | string {
  if (!isRecord(node)) return node
  const written: NodeData = { ...normalizeNode(node) }
  for (const name of SPELLED_OUT) {
    const value = defaultOf(written.tag, name)
    if (value !== undefined) written[name] ??= value
  }
  if (written.children) written.children = written.children.map(spelledOut)
  return bytesForVuer(written)
}

/** What a change says is left as it is, apart from bytes; so are the defaults of the children that it brings. */
function changed<N extends NodePatch>(node: N): N {
  const written = bytesForVuer(node)
  if (!Array.isArray(written.children)) return written
  return { ...written, children: written.children.map((child) => (typeof child === 'string' ? child : changed(child))) }
}

function defaultOf(tag: string, name: (typeof SPELLED_OUT)[number]): unknown {
  const props: Readonly<Record<string, { default?: unknown }>> = isKnownTag(tag) ? NODE_TYPES[tag].props : {}
  // `stream` of camera controls is off in both.
  const value = Object.hasOwn(props, name) ? props[name]?.default : undefined
  return value === true ? true : undefined
}
