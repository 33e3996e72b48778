import type { ComponentType, ReactNode } from 'react'
import type { Object3D } from 'three'
import type { GraphNode, NodeTypeOf, ResolvedProps, Tag } from '../../protocol/index.ts'

/** The props of a node type as a view reads them: checked, defaults filled in. */
export type PropsOf<T extends Tag> = ResolvedProps<NodeTypeOf<T>['props']>

/** Props as they are in the graph: nobody has checked them. */
export type RawProps = Readonly<Record<string, unknown>>

export interface ViewProps<T extends Tag = Tag> {
  readonly node: GraphNode
  readonly props: PropsOf<T>
  /** A ref for the view's root object: gives it name, placement and live props. Leave it out if nothing is drawn. */
  readonly objectRef: (object: Object3D | null) => undefined | (() => void)
  /** The views of the node's children, to be put inside the root object. */
  readonly children: ReactNode
  /** Says what is wrong with this node, or with `null` that `about` (a prop's name, say) is right again. */
  readonly report: (about: string, problem: string | null) => void
}

/**
 * Writes one prop onto the root object, outside React. It gets what the graph holds, unchecked, with all other props
 * beside it, and answers whether the value was of the right form; wrong ones are left alone and reported.
 */
export type LiveApplier = (object: Object3D, value: unknown, props: RawProps) => boolean

export interface View<T extends Tag = Tag> {
  readonly component: ComponentType<ViewProps<T>>
  /** Props, besides placement, that change without React rendering. */
  readonly live?: { readonly [P in keyof PropsOf<T>]?: LiveApplier }
  /** Live props that are written as soon as they come, and not with the next frame: they have work to do until then. */
  readonly urgent?: readonly (keyof PropsOf<T> & string)[]
  /** Live props that nobody but the script changes: a value that it writes again is there already. */
  readonly steady?: readonly (keyof PropsOf<T> & string)[]
  /** Props that belong to the placement of this kind of node, besides those that all nodes have. */
  readonly placedBy?: readonly (keyof PropsOf<T> & string)[]
  /**
   * Runs after each placement of the root object, for what follows from it: where a camera looks, where a light stands
   * that nobody placed. `up` is the scene's axis.
   */
  readonly settle?: (object: Object3D, props: RawProps, up: readonly number[]) => void
}
