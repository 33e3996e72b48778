import type { Object3D } from 'three'
import { isKnownTag, type Tag } from '../../protocol/index.ts'
import { views } from '../nodes/index.ts'
import type { LiveApplier, RawProps, View } from '../nodes/View.ts'
import type { Applier, PropKind } from './NodeEntry.ts'
import { PLACEMENT_PROPS, place, upOf } from './placement.ts'

/** For objects that stand in for a node: they are placed like it and have none of its other props. */
export const bareApplier: Applier<Object3D> = {
  kindOf: (prop) => (PLACEMENT_PROPS.has(prop) ? 'placement' : undefined),
  place,
  paint: () => true,
}

const APPLIERS = Object.fromEntries(
  Object.entries(views).map(([tag, view]) => [tag, applierFor(view as unknown as View)]),
) as unknown as Readonly<Record<Tag, Applier<Object3D>>>

/** How nodes with this tag write their live props. */
export const applierOf = (tag: string): Applier<Object3D> => (isKnownTag(tag) ? APPLIERS[tag] : bareApplier)

function applierFor({ live = {}, urgent = [], steady = [], placedBy = [], settle }: View): Applier<Object3D> {
  const entries = Object.entries(live) as [string, LiveApplier][]
  const kinds = new Map<string, PropKind>(entries.map(([name]) => [name, 'paint']))
  for (const name of steady) kinds.set(name, 'steady')
  for (const name of urgent) kinds.set(name, 'urgent')
  for (const name of [...PLACEMENT_PROPS, ...placedBy]) kinds.set(name, 'placement')
  return {
    kindOf: (prop) => kinds.get(prop),
    place(object, props, sceneProps) {
      const isRight = place(object, props)
      settle?.(object, props, upOf(sceneProps))
      return isRight
    },
    paint(object, props: RawProps) {
      let isRight = true
      for (let index = 0; index < entries.length; index += 1) {
        const [name, apply] = entries[index]!
        isRight = apply(object, props[name], props) && isRight
      }
      return isRight
    },
  }
}
