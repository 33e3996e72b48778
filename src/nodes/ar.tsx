import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

/** What a page without a headset never needs comes with the first node that does. */
const rooms = () => import('../xr/ar/RoomViews.tsx')

export const webXRMesh: View<'WebXRMesh'> = {
  component: lazyView(async () => ({ default: (await rooms()).WebXRMeshView })),
}
export const webXRPlanes: View<'WebXRPlanes'> = {
  component: lazyView(async () => ({ default: (await rooms()).WebXRPlanesView })),
}
export const hitTest: View<'HitTest'> = {
  component: lazyView(async () => ({ default: (await import('../xr/ar/HitTestView.tsx')).HitTestView })),
}
export const anchor: View<'Anchor'> = {
  component: lazyView(async () => ({ default: (await import('../xr/ar/AnchorView.tsx')).AnchorView })),
}
export const depthSensing: View<'DepthSensing'> = {
  component: lazyView(async () => ({ default: (await import('../xr/ar/DepthSensingView.tsx')).DepthSensingView })),
}
export const lightEstimation: View<'LightEstimation'> = {
  component: lazyView(async () => ({
    default: (await import('../xr/ar/LightEstimationView.tsx')).LightEstimationView,
  })),
}
