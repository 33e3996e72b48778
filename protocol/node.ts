/** The four lists of children that a scene's root has. Nodes below the root have `children` only. */
export const SLOTS = ['children', 'bgChildren', 'rawChildren', 'htmlChildren'] as const
export type Slot = (typeof SLOTS)[number]

export const isSlot = (name: unknown): name is Slot => SLOTS.includes(name as Slot)

/** A node as it is written and as it travels: tag, key, its props beside them, and its children. */
export interface NodeData {
  tag: string
  key: string
  children?: readonly (NodeData | string)[]
  [prop: string]: unknown
}

/** A change to a node that exists: its key and the props that change. `null` takes a prop away. */
export interface NodePatch {
  key: string
  tag?: string
  children?: readonly (NodeData | string)[]
  [prop: string]: unknown
}

/** The root: scene props and up to four lists of nodes. */
export interface SceneData {
  tag: 'Scene'
  key?: string
  children?: readonly (NodeData | string)[]
  bgChildren?: readonly (NodeData | string)[]
  rawChildren?: readonly (NodeData | string)[]
  htmlChildren?: readonly (NodeData | string)[]
  [prop: string]: unknown
}

/** Names that belong to the structure of a node and are never props. */
export const STRUCTURAL_NAMES: ReadonlySet<string> = new Set(['key', 'tag', 'children'])

/** Names that could reach an object's prototype. They are refused as keys and as props, wherever they come from. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])

/** The tag of a string child: a node of its own, so that one flat table holds everything. */
export const TEXT_TAG = '#text'

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !ArrayBuffer.isView(value) &&
  !(value instanceof Date)
