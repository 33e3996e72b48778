import { type ComponentType, lazy } from 'react'
import type { ModelTag, SplatTag } from '../../protocol/index.ts'
import { paintedBySelf } from './models/painted.ts'
import type { View, ViewProps } from './View.ts'

const paint = { color: paintedBySelf('color'), opacity: paintedBySelf('opacity') }

/** Models from files. What reads them is loaded when a scene has one. */
const component: ComponentType<ViewProps<ModelTag>> = lazy(() => import('./models/ModelView.tsx'))
export const model = { component, live: paint }
export const sizedModel = { component, live: { ...paint, size: paintedBySelf('size') } }

const joints = paintedBySelf('jointValues')
export const robot: View<'Urdf'> = {
  component: lazy(() => import('./models/UrdfView.tsx')),
  live: {
    ...paint,
    jointValues: joints,
    ignoreLimits: (object, _, props) => joints(object, props.jointValues, props),
  },
}

export const splats: View<SplatTag> = {
  component: lazy(() => import('./models/SplatView.tsx')),
  live: paint,
}
