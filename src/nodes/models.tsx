import type { ModelTag, SplatTag } from '../../protocol/index.ts'
import { lazyView } from './lazyView.tsx'
import { paintedBySelf } from './models/painted.ts'
import type { View, ViewProps } from './View.ts'

const paint = { color: paintedBySelf('color'), opacity: paintedBySelf('opacity') }

/** Models from files. What reads them is loaded when a scene has one. */
const component = lazyView<ViewProps<ModelTag>>(() => import('./models/ModelView.tsx'))
export const model = { component, live: paint }
export const sizedModel = { component, live: { ...paint, size: paintedBySelf('size') } }

const joints = paintedBySelf('jointValues')
export const robot: View<'Urdf'> = {
  component: lazyView(() => import('./models/UrdfView.tsx')),
  live: {
    ...paint,
    jointValues: joints,
    ignoreLimits: (object, _, props) => joints(object, props.jointValues, props),
  },
}

export const splats: View<SplatTag> = {
  component: lazyView(() => import('./models/SplatView.tsx')),
  live: {
    ...paint,
    centerPointsColor: paintedBySelf('centerPointsColor'),
    centerPointsSize: paintedBySelf('centerPointsSize'),
    ellipsoidColor: paintedBySelf('ellipsoidColor'),
    ringSize: paintedBySelf('ringSize'),
    innerAlpha: paintedBySelf('innerAlpha'),
    outerAlpha: paintedBySelf('outerAlpha'),
  },
}
