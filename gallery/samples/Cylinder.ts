import { Cylinder, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      Cylinder({ key: 'can', args: [0.45, 0.45, 1.1], color: '#32d583' }),
    ),
  )
}
