import { Scene, Stage, TorusKnot, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.8, 0.7, 1.2], grid: false, background: '#dfe3ea' },
      Stage(
        { key: 'stage', preset: 'soft', intensity: 0.8, position: [0, -0.5, 0] },
        TorusKnot({
          key: 'knot',
          args: [0.32, 0.11, 200, 24],
          position: [0, 0.55, 0],
          castShadow: true,
          material: { color: '#e8735a', roughness: 0.25 },
        }),
      ),
    ),
  )
}
