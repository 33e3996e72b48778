// A scene as a generator: it yields a step a frame, and receives what the client did. Click the ball.
import { Box, Frame, Op, Scene, Sphere, Vuer } from 'vuer-xr'

const app = new Vuer()

app.bind(async function* () {
  const earth = Box({ key: 'earth', args: [0.5, 0.5, 0.5], position: [0, 0.3, 0], color: '#2e90fa' })
  yield Op.set(Scene({}, earth, Sphere({ key: 'moon', args: [0.15], color: '#fdb022' })))
  let direction = 1
  for (let angle = 0; ; angle += 0.02 * direction) {
    const event = yield Frame(Op.update({ key: 'moon', position: [1.2 * Math.cos(angle), 0.3, 1.2 * Math.sin(angle)] }))
    if (event?.etype !== 'ON_CLICK') continue
    direction = -direction
    console.log(`The moon turns ${direction > 0 ? 'forward' : 'back'}.`)
  }
})

await app.start()
