import { Pcd, Scene, type VuerSession } from 'vuer-xr'

/** A spiral of points, as a text of PCL. */
const points = Array.from({ length: 4000 }, (_, index) => {
  const turn = index / 180
  const radius = 0.036 * turn * (0.85 + 0.3 * ((index * 0.618) % 1))
  const arm = index % 2 ? Math.PI : 0
  const height = 0.1 * (((index * 0.755) % 1) - 0.5)
  return [radius * Math.cos(turn / 3 + arm), height, radius * Math.sin(turn / 3 + arm)]
    .map((at) => at.toFixed(4))
    .join(' ')
})
const text = `VERSION .7
FIELDS x y z
SIZE 4 4 4
TYPE F F F
COUNT 1 1 1
WIDTH ${points.length}
HEIGHT 1
POINTS ${points.length}
DATA ascii
${points.join('\n')}
`

export default (session: VuerSession) => {
  session.set(
    Scene({ camPosition: [0.5, 1.2, 1.5], grid: false }, Pcd({ key: 'galaxy', text, size: 0.016, color: '#84caff' })),
  )
}
