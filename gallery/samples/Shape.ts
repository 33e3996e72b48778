import { Scene, Shape, type VuerSession } from 'vuer-xr'

const points: [number, number][] = [
  [-0.7, -0.5],
  [0.7, -0.5],
  [0.7, 0.2],
  [0, 0.7],
  [-0.7, 0.2],
]
const door: [number, number][] = [
  [-0.15, -0.5],
  [0.15, -0.5],
  [0.15, 0],
  [-0.15, 0],
]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.6, 0.4, 1.8], grid: false },
      Shape({ key: 'house', args: [{ points, holes: [door] }], color: '#fdb022', side: 'double' }),
    ),
  )
}
