import { Line, Scene, type VuerSession } from 'vuer-xr'

const points = Array.from({ length: 120 }, (_, at) => {
  const turn = at / 8
  return [0.5 * Math.cos(turn), at / 110 - 0.55, 0.5 * Math.sin(turn)]
})

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.9, 0.6, 1.4], grid: false },
      Line({
        key: 'path',
        points,
        lineWidth: 4,
        vertexColors: points.map((_, at) => [at / 120, 0.6, 1 - at / 120]),
      }),
    ),
  )
}
