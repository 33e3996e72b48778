// Index finger tips drive two boxes. In the headset: enter VR, put the controllers down, and move your hands.
import { Box, DefaultScene, Hands, positionOf, Vuer } from 'vuer-xr'

const app = new Vuer()
const COLORS = { left: '#2e90fa', right: '#f04438' }

app.spawn(async (session) => {
  session.set(DefaultScene({ bgChildren: [Hands({ fps: 60 })] }))
  let reported = { text: '', at: 0 }

  for await (const { value, ageMs, receivedAt } of session.events('HAND_MOVE')) {
    for (const side of ['left', 'right'] as const) {
      const hand = value[side]
      // An absent hand has no numbers: the box stays where it was last seen, and turns grey.
      if (hand) {
        const position = positionOf(hand, 'index-finger-tip')
        session.upsert(Box({ key: `${side}-tip`, args: [0.04, 0.04, 0.04], position, color: COLORS[side] }))
      } else if (session.graph.has(`${side}-tip`)) {
        session.update({ key: `${side}-tip`, color: '#667085' })
      }
    }

    // Says at once when a hand comes or goes, and once a second how old the poses are.
    const text = `left ${value.tracking.left}, right ${value.tracking.right}`
    if (text === reported.text && receivedAt - reported.at < 1000) continue
    reported = { text, at: receivedAt }
    console.log(`${text}, pose age ${ageMs === undefined ? 'unknown' : `${ageMs.toFixed(1)} ms`}`)
  }
})

await app.start()
