import { Box, PerspectiveCamera, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {},
      // The desktop looks through this one …
      PerspectiveCamera({ key: 'view', makeDefault: true, position: [1.6, 1.3, 1.6], lookAt: [0, 0.3, 0], fov: 50 }),
      // … any other is drawn as lines, and can be grabbed from.
      PerspectiveCamera({
        key: 'wrist',
        position: [-0.7, 0.9, 0.5],
        lookAt: [0, 0.2, 0],
        fov: 45,
        previewDistance: 0.6,
      }),
      Box({ key: 'part', args: [0.4, 0.4, 0.4], position: [0, 0.2, 0], color: '#53b1fd' }),
    ),
  )
}
