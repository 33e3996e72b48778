import { Scene, type VuerSession, Wireframe } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.9, 1.5], grid: false },
      Wireframe({ key: 'wires', geometry: 'Sphere', args: [0.6, 24, 16], color: '#32d583' }),
    ),
  )
}
