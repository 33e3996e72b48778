import { Box, ContactShadows, Scene, TorusKnot, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 1, 1.5], grid: false, background: '#d5d9e2' },
      ContactShadows({ key: 'shadow', position: [0, -0.5, 0], scale: 3, far: 1.2, blur: 1.6, opacity: 0.8 }),
      TorusKnot({ key: 'knot', args: [0.3, 0.1, 200, 24], position: [-0.15, 0.1, 0], color: '#e8735a' }),
      Box({ key: 'box', args: [0.3, 0.3, 0.3], position: [0.55, -0.35, 0.2], color: '#5a8fe8' }),
    ),
  )
}
