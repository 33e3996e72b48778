import { settleHeld } from './interaction/PlacedByHand.ts'
import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

/** Cameras that take pictures by themselves, and what shows pictures of cameras. Loaded when a scene has one. */
export const cameraView: View<'CameraView'> = {
  component: lazyView(() => import('./sensors/CameraView.tsx')),
  settle: settleHeld,
}
export const cameraPreviewThumbs: View<'CameraPreviewThumbs'> = {
  component: lazyView(() => import('./sensors/CameraPreviewThumbs.tsx')),
}
export const cameraPreviewOverlay: View<'CameraPreviewOverlay'> = {
  component: lazyView(() => import('./sensors/CameraPreviewOverlay.tsx')),
}
