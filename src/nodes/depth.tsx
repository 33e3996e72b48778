import { lazy } from 'react'
import { group } from './groups.tsx'
import type { View } from './View.ts'

const DepthView = lazy(() => import('./depth/DepthView.tsx'))

export const depthPointCloud: View<'DepthPointCloud'> = { component: DepthView }
export const inPlaceDepthPointCloud = depthPointCloud as unknown as View<'InPlaceDepthPointCloud'>
export const depthPointCloudProvider = group as unknown as View<'DepthPointCloudProvider'>
