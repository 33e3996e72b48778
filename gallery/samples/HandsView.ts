import { HandsView, Scene, type VuerSession } from 'vuer-xr'

/** An open hand: the wrist, and five fingers that spread. Of each joint a matrix, turned nowhere. */
const place = (x: number, y: number, z: number) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1]
const hand = (side: -1 | 1) => [
  ...place(0, 0, 0),
  ...[1, 0.5, 0.15, -0.2, -0.55].flatMap((spread, finger) =>
    Array.from({ length: finger === 0 ? 4 : 5 }, (_, joint) => {
      const reach = 0.035 * (joint + 1) * (finger === 0 ? 0.9 : 1)
      return place(-side * reach * Math.sin(spread), reach * Math.cos(spread), 0.006 * joint)
    }).flat(),
  ),
]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.05, 0.12, 0.42], grid: false },
      HandsView({ key: 'left', position: [-0.13, -0.09, 0], left: hand(-1), frameScale: 0.025 }),
      HandsView({ key: 'right', position: [0.13, -0.09, 0], right: hand(1), frameScale: 0.025 }),
    ),
  )
}
