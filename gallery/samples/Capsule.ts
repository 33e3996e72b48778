import { Capsule, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      Capsule({ key: 'capsule', args: [0.35, 0.6], color: '#9b8afb' }),
    ),
  )
}
