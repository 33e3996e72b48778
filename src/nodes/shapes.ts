import type { DataTag } from './dataGeometries.ts'
import { lazyView } from './lazyView.tsx'
import { paintedSurface, STEADY_SURFACE } from './paintedSurface.ts'
import type { EdgeTag } from './shapeViews.tsx'
import type { View } from './View.ts'

const DataShape = lazyView(async () => ({ default: (await import('./shapeViews.tsx')).DataShape }))
const EdgesView = lazyView(async () => ({ default: (await import('./shapeViews.tsx')).EdgesView }))

export const dataShape: View<DataTag> = { component: DataShape, live: paintedSurface, steady: STEADY_SURFACE }
export const roundedBox: View<'RoundedBox'> = {
  component: DataShape as unknown as View<'RoundedBox'>['component'],
  live: {
    ...paintedSurface,
    color: (object, value, props) => paintedSurface.color(object, value ?? props.materialColor, props),
    materialColor: (object, value, props) => paintedSurface.color(object, props.color ?? value, props),
  },
}
export const edges: View<EdgeTag> = { component: EdgesView, live: paintedSurface }
