import { Frustum, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.45, 0.3, 0.35], grid: false },
      Frustum({ key: 'camera', position: [0, -0.04, 0.22], fov: 50, near: 0.1, far: 0.35, focus: 0.22 }),
    ),
  )
}
