import { FisheyeFrustum, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.6, 0.8, 0.6], grid: false },
      FisheyeFrustum({ key: 'camera', position: [0, -0.2, 0.3], fov: 160, near: 0.2, far: 0.8, colorNear: '#53b1fd' }),
    ),
  )
}
