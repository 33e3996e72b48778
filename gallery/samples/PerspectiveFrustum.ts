import { PerspectiveFrustum, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.2, 0.7, 0.9], grid: false },
      PerspectiveFrustum({
        key: 'camera',
        position: [0, -0.08, 0.6],
        fov: 45,
        near: 0.25,
        far: 1,
        colorFrustum: '#32d583',
      }),
    ),
  )
}
