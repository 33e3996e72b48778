import { isKnownTag, NODE_TYPES, type Tag } from '../../protocol/index.ts'
import { group } from './groups.tsx'
import type { BodyTag, GeometryTag, MaterialTag } from './intrinsicViews.tsx'
import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

const BODIES = ['mesh', 'points', 'line', 'lineLoop', 'lineSegments', 'sprite'] as const satisfies BodyTag[]

const BodyView = lazyView(async () => ({ default: (await import('./intrinsicViews.tsx')).BodyView }))
const GeometryView = lazyView(async () => ({ default: (await import('./intrinsicViews.tsx')).GeometryView }))
const MaterialView = lazyView(async () => ({ default: (await import('./intrinsicViews.tsx')).MaterialView }))

const all = <T extends Tag>(tags: readonly T[], component: unknown) =>
  Object.fromEntries(tags.map((tag) => [tag, { component }])) as { readonly [Each in T]: View<Each> }
const tagsThatEndWith = <Ending extends 'Geometry' | 'Material'>(ending: Ending) =>
  Object.keys(NODE_TYPES).filter(
    (tag): tag is Extract<Tag, `${string}${Ending}`> => isKnownTag(tag) && tag.endsWith(ending),
  )

/** Views of the tags of three.js, lights apart. They are loaded with the first of them. */
export const intrinsics: { readonly [T in BodyTag | GeometryTag | MaterialTag | 'object3D']: View<T> } = {
  object3D: group as unknown as View<'object3D'>,
  ...all(BODIES, BodyView),
  ...all(tagsThatEndWith('Geometry'), GeometryView),
  ...all(tagsThatEndWith('Material'), MaterialView),
}
