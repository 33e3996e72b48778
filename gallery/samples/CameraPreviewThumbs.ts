import {
  Box,
  CameraPreviewOverlay,
  CameraPreviewThumbs,
  Cylinder,
  PerspectiveCamera,
  Scene,
  type VuerSession,
} from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.3, 1, 1.9], grid: false },
      CameraPreviewThumbs({ key: 'thumbs', previewHeight: 90 }),
      // With it, a click on a picture makes that one large.
      CameraPreviewOverlay({ key: 'large' }),
      PerspectiveCamera({ key: 'above', position: [0, 2.4, 0.01], lookAt: [0, 0, 0], fov: 40, showFrustum: false }),
      PerspectiveCamera({ key: 'side', position: [-1.6, 0.4, 0.4], lookAt: [0, 0.2, 0], fov: 40, showFrustum: false }),
      Box({ key: 'part', args: [0.4, 0.4, 0.4], position: [-0.3, 0.2, 0.3], color: '#f97066' }),
      Cylinder({ key: 'can', args: [0.16, 0.16, 0.5], position: [0.3, 0.25, 0], color: '#53b1fd' }),
    ),
  )
}
