import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

const DepthView = lazyView(() => import('./depth/DepthView.tsx'))

export const depthPointCloud: View<'DepthPointCloud'> = { component: DepthView }
export const inPlaceDepthPointCloud = depthPointCloud as unknown as View<'InPlaceDepthPointCloud'>
export const depthPointCloudProvider: View<'DepthPointCloudProvider'> = {
  component: lazyView(() => import('./depth/DepthProviderView.tsx')),
}
