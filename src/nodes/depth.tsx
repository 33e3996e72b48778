import { lazy } from 'react'
import type { View } from './View.ts'

const DepthView = lazy(() => import('./depth/DepthView.tsx'))

export const depthPointCloud: View<'DepthPointCloud'> = { component: DepthView }
export const inPlaceDepthPointCloud = depthPointCloud as unknown as View<'InPlaceDepthPointCloud'>
export const depthPointCloudProvider: View<'DepthPointCloudProvider'> = {
  component: lazy(() => import('./depth/DepthProviderView.tsx')),
}
