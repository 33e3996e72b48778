import { Scene, TorusKnot, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.7, 0.6, 1.7], grid: false },
      TorusKnot({ key: 'knot', args: [0.45, 0.14, 200, 24], color: '#84caff', material: { roughness: 0.3 } }),
    ),
  )
}
