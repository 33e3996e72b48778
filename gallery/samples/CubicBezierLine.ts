import { CubicBezierLine, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.3, 0.3, 1.5], grid: false },
      CubicBezierLine({
        key: 'bend',
        start: [-0.7, -0.4, 0],
        midA: [-0.2, 1, 0],
        midB: [0.2, -1, 0],
        end: [0.7, 0.4, 0],
        segments: 60,
        lineWidth: 5,
        color: '#32d583',
      }),
      Sphere({ key: 'from', args: [0.06], position: [-0.7, -0.4, 0], color: '#53b1fd' }),
      Sphere({ key: 'to', args: [0.06], position: [0.7, 0.4, 0], color: '#f97066' }),
    ),
  )
}
