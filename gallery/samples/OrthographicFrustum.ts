import { OrthographicFrustum, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.1, 0.7, 1], grid: false },
      OrthographicFrustum({
        key: 'camera',
        position: [0, 0, 0.6],
        width: 0.8,
        height: 0.6,
        far: 1,
        colorFrustum: '#53b1fd',
      }),
    ),
  )
}
