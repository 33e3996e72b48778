import type { Slot } from './node.ts'

/** What one operation did. `missing` are keys that an update or a removal named and that no node had. */
export interface Change {
  /** Keys whose tag or list of children changed. */
  readonly structural: Set<string>
  /** Root lists that changed. */
  readonly slots: Set<Slot>
  readonly inserted: string[]
  readonly removed: string[]
  /** Nodes that were there before and whose props were written. */
  readonly patched: Patched[]
  readonly missing: string[]
  /** Props of the scene itself changed. */
  scene: boolean
}

/** The props that were written. `repeated` are names of those that had that value before, from a graph that compares. */
export interface Patched {
  key: string
  props: Record<string, unknown>
  repeated?: readonly string[]
}

export const noChange = (): Change => ({
  structural: new Set(),
  slots: new Set(),
  inserted: [],
  removed: [],
  patched: [],
  missing: [],
  scene: false,
})
