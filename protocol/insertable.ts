import { checkKey, normalizeNode } from './defineNode.ts'
import { ProtocolError } from './errors.ts'
import { FORBIDDEN_NAMES, isRecord, type NodeData, type NodePatch, TEXT_TAG } from './node.ts'
import { quoted } from './quoted.ts'

type Child = NodeData | string

/**
 * How many nodes may be above a node: enough for any robot, few enough for every recursive reader. A whole scene of this
 * depth, written as one frame, stays below the depth of lists and maps that {@link MAX_FRAME_DEPTH} allows.
 */
export const MAX_DEPTH = 48

/** Every key of `children` and below must be new: neither taken in the graph nor written twice. */
export function checkInsertable(
  children: readonly Child[],
  written: Set<string>,
  isTaken: (key: string) => boolean,
  depth: number,
): void {
  if (!Array.isArray(children)) throw new ProtocolError('INVALID_NODE', 'children: expected a list of nodes')
  for (const entry of children as readonly Child[]) {
    if (depth > MAX_DEPTH) throw new ProtocolError('INVALID_NODE', `nodes are nested deeper than ${MAX_DEPTH} levels`)
    if (typeof entry === 'string') continue
    const child = isRecord(entry) ? normalizeNode(entry) : undefined
    if (typeof child?.tag !== 'string' || child.tag === '') {
      throw new ProtocolError('INVALID_NODE', `node ${quoted(child?.key)}: a new node needs a tag`)
    }
    checkTag(child.tag)
    checkKey(child.key, child.tag)
    checkNames(child, child.tag)
    if (written.has(child.key)) {
      throw new ProtocolError('INVALID_NODE', `${child.tag}: two nodes have the key ${JSON.stringify(child.key)}`)
    }
    if (isTaken(child.key)) {
      throw new ProtocolError(
        'INVALID_OPERATION',
        `${child.tag}: the key ${JSON.stringify(child.key)} is taken; update it, or remove it first`,
      )
    }
    written.add(child.key)
    if (child.children !== undefined && child.children !== null)
      checkInsertable(child.children, written, isTaken, depth + 1)
  }
}

/** A node that must bring what a new one needs. */
export function asNew(node: NodeData | NodePatch): NodeData {
  if (typeof node.tag !== 'string') {
    throw new ProtocolError(
      'INVALID_NODE',
      `node ${quoted(node.key)}: there is none with this key, and a new node needs a tag`,
    )
  }
  return node as NodeData
}

export function checkTag(tag: unknown): void {
  if (typeof tag !== 'string' || tag === '') {
    throw new ProtocolError('INVALID_NODE', `tag: expected the name of a node type, got ${quoted(tag)}`)
  }
  if (tag === TEXT_TAG) throw new ProtocolError('INVALID_NODE', `"${TEXT_TAG}": a text is written as a string`)
}

export function checkNames(record: Record<string, unknown>, tag: string): void {
  for (const name of Object.keys(record)) {
    if (FORBIDDEN_NAMES.has(name)) throw new ProtocolError('INVALID_NODE', `${tag}: "${name}" is not allowed as a prop`)
  }
}
