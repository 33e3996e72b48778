import { DepthPointCloud, DepthPointCloudProvider, Scene, type VuerSession } from 'vuer-xr'

/** What a depth camera tells that looks at a ball before a wall: millimetres, row by row. */
const [width, height] = [200, 150]
const depth = Uint16Array.from({ length: width * height }, (_, at) => {
  const [x, y] = [(at % width) - width / 2, Math.floor(at / width) - height / 2]
  const inside = 48 ** 2 - x ** 2 - y ** 2
  return inside > 0 ? 1550 - 8 * Math.sqrt(inside) : 1700
})

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.75, 0.5, 1.3], grid: false },
      // Clouds need no provider here; scenes of older programs have one.
      DepthPointCloudProvider(
        { key: 'provider', position: [0, 0, 1.4] },
        DepthPointCloud({ key: 'seen', depth, width, fov: 40, depthMin: 1, depthMax: 1.8, pointSize: 3 }),
      ),
    ),
  )
}
