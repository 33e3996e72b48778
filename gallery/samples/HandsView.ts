import { HandsView, Scene, type VuerSession } from 'vuer-xr'

/** An open hand that shows its back: the wrist, and five fingers that spread. Of each joint, -z points to the tip. */
const place = (angle: number, reach: number, height = 0) => {
  const [across, along] = [Math.sin(angle), Math.cos(angle)]
  return [along, -across, 0, 0, 0, 0, 1, 0, -across, -along, 0, 0, ...[reach * across, reach * along, height, 1]]
}
const hand = (side: -1 | 1) => [
  ...place(0, 0),
  ...[1, 0.5, 0.15, -0.2, -0.55].flatMap((spread, finger) =>
    Array.from({ length: finger === 0 ? 4 : 5 }, (_, joint) =>
      place(-side * spread, 0.035 * (joint + 1) * (finger === 0 ? 0.9 : 1), 0.006 * joint),
    ).flat(),
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
