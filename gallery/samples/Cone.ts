import { Cone, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene({ camPosition: [1.1, 0.9, 1.5], grid: false }, Cone({ key: 'cone', args: [0.55, 1.2], color: '#fdb022' })),
  )
}
