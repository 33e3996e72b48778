import { type NodeData, type SceneData, type SceneGraph, TEXT_TAG } from '../../protocol/index.ts'
import { copyValue } from './copyValue.ts'

/**
 * A store's scene as it was at one moment, with its values: nothing that happens later changes it. It is a scene itself:
 * read its `children`, or set a session or another store to it.
 */
export class SceneSnapshot implements SceneData {
  readonly tag = 'Scene'
  declare readonly key?: string
  declare readonly children?: readonly (NodeData | string)[]
  declare readonly bgChildren?: readonly (NodeData | string)[]
  declare readonly rawChildren?: readonly (NodeData | string)[]
  declare readonly htmlChildren?: readonly (NodeData | string)[];
  [prop: string]: unknown

  constructor(graph: SceneGraph) {
    Object.assign(this, copyValue(graph.toJSON()))
  }

  /** The scene as nested plain data. Typed arrays stay what they are. */
  toJSON(): SceneData {
    return { ...this }
  }
}

/** A node of a store as it was at one moment. */
export interface SceneNode {
  readonly key: string
  readonly tag: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly children: readonly (SceneNode | string)[]
}

/** A copy of a node with its values and everything below it; `undefined` if there is none with this key. */
export function readNode(graph: SceneGraph, key: string): SceneNode | undefined {
  const node = graph.get(key)
  if (!node || node.tag === TEXT_TAG) return undefined
  const children = node.children.map((child) => readNode(graph, child) ?? (graph.get(child)!.props.text as string))
  return { key, tag: node.tag, properties: copyValue(node.props), children }
}
