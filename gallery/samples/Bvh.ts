import { Bvh, Grid, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.4, 0.2, 2] },
      Grid({ offset: -0.95 }),
      Bvh({ key: 'person', src: '/static/wave.bvh', position: [0, -0.1, 0], boneRadius: 0.035 }),
    ),
  )
}
