import { Box, ImageBackground, Scene, type VuerSession } from 'vuer-xr'

/** What a camera sees that looks along a corridor. */
const [width, height] = [240, 180]
const data = new Uint8Array(width * height * 3)
for (let y = 0, at = 0; y < height; y += 1) {
  for (let x = 0; x < width; x += 1, at += 3) {
    const [dx, dy] = [(x - 120) / 120, (y - 80) / 90]
    const near = Math.max(Math.abs(dx), Math.abs(dy))
    const stripe = Math.floor(3 / Math.max(near, 0.08)) % 2 ? 1 : 0.8
    const wall = Math.abs(dx) > Math.abs(dy) ? [110, 150, 190] : dy > 0 ? [150, 120, 90] : [215, 215, 205]
    data.set(
      wall.map((value) => value * stripe * (0.3 + 0.7 * near)),
      at,
    )
  }
}

export default (session: VuerSession) => {
  session.set(
    Scene(
      {
        grid: false,
        camPosition: [0, 0, 2],
        bgChildren: [ImageBackground({ key: 'eye', src: { data, width, height }, interpolate: true })],
      },
      // What the robot sees fills the view; the scene stands before it.
      Box({ key: 'target', args: [0.5, 0.5, 0.5], rotation: [0.3, 0.6, 0], color: '#fdb022' }),
    ),
  )
}
