// Questions and answers: the server asks a robot, which is a client for scripts, and hears one answer or many.
import { Vuer, VuerClient } from 'vuer-xr'

const app = new Vuer()

app.spawn(
  async (session) => {
    const { value } = await session.rpc({ etype: 'READ_JOINT', data: { joint: 'elbow' } }, { ttlMs: 1000 })
    console.log(`The elbow is at ${value} rad.`)
    const moved = session.rpcStream({ etype: 'MOVE_JOINT', data: { joint: 'elbow', to: 1.5 } })
    for await (const { value: angle } of moved) console.log(`The elbow moves: ${angle} rad.`)
    console.log('The elbow has arrived.')
  },
  { filter: { client: 'robot' } },
)
const { urls } = await app.start()

const angles = new Map<unknown, number>([['elbow', 0.5]])
const robot = new VuerClient({ url: urls.loopback!, rejectUnauthorized: false, introduction: { client: 'robot' } })
robot.answer('READ_JOINT', ({ data }) => angles.get(data.joint))
robot.answer('MOVE_JOINT', async function* ({ data }, signal) {
  for (let angle = angles.get(data.joint) ?? 0; angle < Number(data.to) && !signal.aborted; ) {
    angle += 0.25
    angles.set(data.joint, angle)
    yield angle
  }
})
await robot.connect()
