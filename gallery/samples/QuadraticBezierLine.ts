import { QuadraticBezierLine, Scene, Sphere, type VuerSession } from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.3, 0.4, 1.5], grid: false },
      QuadraticBezierLine({
        key: 'throw',
        start: [-0.7, -0.45, 0],
        mid: [0, 1.3, 0],
        end: [0.7, -0.45, 0],
        lineWidth: 5,
        color: '#fdb022',
        dashed: true,
      }),
      Sphere({ key: 'from', args: [0.06], position: [-0.7, -0.45, 0], color: '#53b1fd' }),
      Sphere({ key: 'to', args: [0.06], position: [0.7, -0.45, 0], color: '#f97066' }),
    ),
  )
}
