import type { InstanceSet } from './instances/InstanceSet.ts'
import { lazyView } from './lazyView.tsx'
import { paintedSurface } from './paintedSurface.ts'
import type { LiveApplier, View } from './View.ts'

const showInstances: LiveApplier = (object, _value, props) => (object as InstanceSet).show(props)

export const instances: View<'Instances'> = {
  component: lazyView(() => import('./instances/InstancesView.tsx')),
  live: {
    matrices: showInstances,
    positions: showInstances,
    quaternions: showInstances,
    scales: showInstances,
    colors: showInstances,
    ...paintedSurface,
  },
}
