import type { ComponentType } from 'react'
import { lazyView } from './lazyView.tsx'
import type { FrustumTag } from './marks/FrustumView.tsx'
import type { View } from './View.ts'

const component = lazyView(() => import('./marks/FrustumView.tsx'))

/** All of them are drawn by one view, which looks at the tag. */
const drawn = <T extends FrustumTag>() => ({ component: component as unknown as ComponentType<never> }) as View<T>

export const frustum = drawn<'Frustum'>()
export const perspectiveFrustum = drawn<'PerspectiveFrustum'>()
export const orthographicFrustum = drawn<'OrthographicFrustum'>()
export const fisheyeFrustum = drawn<'FisheyeFrustum'>()
