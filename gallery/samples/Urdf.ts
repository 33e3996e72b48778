import { Grid, Scene, Urdf, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.65, 0.3, 0.75] },
      Grid({ offset: -0.4 }),
      // The robot’s z is up, the scene’s y.
      Urdf({
        key: 'arm',
        src: '/static/arm/urdf/arm.urdf',
        position: [-0.25, -0.4, 0.05],
        rotation: [-Math.PI / 2, 0, 0],
        jointValues: { pan: 0.5, lift: 0.25, elbow: 1.3, wrist_pitch: 0.9, grip: 0.03 },
      }),
    ),
  )
}
