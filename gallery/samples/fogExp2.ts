import { FogExp2, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.5, 1.5], background: '#252b3a', grid: false },
      FogExp2({ color: '#252b3a', density: 0.28 }),
      ...[0, 1, 2, 3, 4].map((row) =>
        Sphere({ key: `ball-${row}`, args: [0.35], position: [0.25 * row - 0.3, 0, -1.2 * row], color: '#fdb022' }),
      ),
    ),
  )
}
