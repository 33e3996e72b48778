import { isKnownTag, type NodeDeclaration } from '../../protocol/index.ts'
import { views } from '../../src/nodes/index.ts'
import type { View } from '../../src/nodes/View.ts'
import { PLACEMENT_PROPS } from '../../src/scene/placement.ts'

/** The props of a node type that are written onto what is drawn, without it being drawn anew by React: see View. */
export function liveProps({ tag, props }: NodeDeclaration): ReadonlySet<string> {
  if (!isKnownTag(tag)) return new Set()
  const { live = {}, placedBy = [] } = views[tag] as View
  return new Set([...PLACEMENT_PROPS, ...placedBy, ...Object.keys(live)].filter((name) => Object.hasOwn(props, name)))
}
