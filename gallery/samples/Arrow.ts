import { Arrow, Scene, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.6, 0.45, 1], grid: false },
      Arrow({ key: 'force', direction: [0.6, 0.5, 0.2], position: [-0.1, -0.25, 0], color: '#f97066' }),
      Arrow({
        key: 'speed',
        direction: [-0.25, 0.45, -0.1],
        position: [-0.1, -0.25, 0],
        color: '#53b1fd',
        headScale: 0.7,
      }),
    ),
  )
}
