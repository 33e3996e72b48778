import { HandsView, Scene, type VuerSession } from 'vuer-xr'

/** A flat hand: a wrist, then four or five joints of each finger in a row. */
const hand = (side: number) =>
  Array.from({ length: 25 }, (_, joint) => {
    const [finger, along] = joint === 0 ? [2, 0] : [Math.floor((joint - 1) / 5), ((joint - 1) % 5) + 1]
    const x = side * (0.1 + 0.025 * (2 - finger))
    return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, 0.2 + 0.03 * along, 0, 1]
  }).flat()

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.2, 0.4, 0.6] },
      HandsView({ key: 'recorded', left: hand(-1), right: hand(1), frameScale: 0.015 }),
    ),
  )
}
