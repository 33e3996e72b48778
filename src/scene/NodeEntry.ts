import type { GraphNode } from '../../protocol/index.ts'
import { Listeners } from '../Listeners.ts'

type Props = Readonly<Record<string, unknown>>

/**
 * `placement`: where and whether the object is seen. `paint`: other props that change without React. `steady`: those of
 * them that nobody but the script changes. `urgent`: those that do not wait for the next frame.
 */
export type PropKind = 'placement' | 'paint' | 'steady' | 'urgent'

/** How one kind of node writes its props onto its object. Each answers false when a value was of the wrong form. */
export interface Applier<Target> {
  /** `undefined`: React has to know of the prop. */
  kindOf(prop: string): PropKind | undefined
  place(target: Target, props: Props, sceneProps: Props): boolean
  paint(target: Target, props: Props): boolean
}

export interface Binding {
  readonly target: unknown
  readonly applier: Applier<unknown>
}

/** What React and the frame loop need to know about one key. It outlives its node while somebody still listens. */
export class NodeEntry {
  readonly key: string
  node: GraphNode | undefined
  /** The tag under which the node is counted; the node's own may already be another. */
  tag = ''
  version: number
  readonly listeners = new Listeners()
  binding: Binding | undefined
  isDirty = false
  /** A patch has written values that nobody has checked yet. */
  isUnchecked = false
  placementIsDirty = false
  paintIsDirty = false

  constructor(key: string, version: number) {
    this.key = key
    this.version = version
  }
}
