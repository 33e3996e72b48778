import { Box, Scene, type VuerSession, XRSettings } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      {
        // Read when the person enters.
        bgChildren: [XRSettings({ mode: 'immersive-vr', frameRate: 72, foveation: 0.5, framebufferScale: 1.2 })],
      },
      Box({ key: 'box', args: [0.4, 0.4, 0.4], position: [0, 1.2, -1.2], rotation: [0.4, 0.6, 0], color: '#53b1fd' }),
    ),
  )
}
