import { PointCloud, Scene, type VuerSession } from 'vuer-xr'

/** A hilly piece of ground, coloured by height. */
const SIDE = 90
const vertices = new Float32Array(SIDE * SIDE * 3)
const colors = new Uint8Array(SIDE * SIDE * 3)
for (let index = 0; index < SIDE * SIDE; index += 1) {
  const [x, z] = [(index % SIDE) / SIDE - 0.5, Math.floor(index / SIDE) / SIDE - 0.5]
  const y = 0.14 * Math.sin(9 * x) * Math.cos(7 * z) + 0.05 * Math.sin(21 * (x + z))
  const height = (y + 0.19) / 0.38
  vertices.set([1.8 * x, y, 1.8 * z], 3 * index)
  colors.set([40 + 200 * height, 90 + 120 * Math.sin(Math.PI * height), 220 - 180 * height], 3 * index)
}

export default (session: VuerSession) => {
  session.set(
    Scene({ camPosition: [0.85, 1, 1.5], grid: false }, PointCloud({ key: 'ground', vertices, colors, size: 0.022 })),
  )
}
