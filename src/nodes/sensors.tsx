import { lazy } from 'react'
import { settleHeld } from './interaction/PlacedByHand.ts'
import type { View } from './View.ts'

/** Cameras that take pictures by themselves, and what shows pictures of cameras. Loaded when a scene has one. */
export const cameraView: View<'CameraView'> = {
  component: lazy(() => import('./sensors/CameraView.tsx')),
  settle: settleHeld,
}
export const cameraPreviewThumbs: View<'CameraPreviewThumbs'> = {
  component: lazy(() => import('./sensors/CameraPreviewThumbs.tsx')),
}
export const cameraPreviewOverlay: View<'CameraPreviewOverlay'> = {
  component: lazy(() => import('./sensors/CameraPreviewOverlay.tsx')),
}
