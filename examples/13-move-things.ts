// Things to take with hands, controllers or the mouse: a part that snaps into its place, a lever, and a button.
import { Box, Clickable, DefaultScene, Locomotion, Movable, Sphere, Vuer } from 'vuer-xr'

const app = new Vuer()
const START = [-0.3, 0.98, -0.6] as const
const PLACE = [0.3, 0.98, -0.6] as const
const SHORT = { strength: 0.8, durationMs: 30, pauseMs: 60 }
const LOOK = { handle: 0, showFrame: false } as const

const table = Box({ key: 'table', args: [1.2, 0.04, 0.6], position: [0, 0.9, -0.65], color: '#667085' })
const place = Box({ key: 'place', args: [0.14, 0.01, 0.14], position: [0.3, 0.925, -0.6], color: '#fec84b' })
const block = Box({ key: 'block', args: [0.12, 0.12, 0.12], color: '#2e90fa' })
const part = Movable({ key: 'part', position: [...START], rotate: 'yaw', ...LOOK }, block)
const knob = Box({ key: 'knob', args: [0.05, 0.16, 0.05], color: '#f79009' })
const lever = Movable(
  {
    key: 'lever',
    position: [0, 1, -0.8],
    rotate: 'none',
    activeAxes: [true, false, false],
    translationLimits: [[-0.2, 0.2], null, null],
    ...LOOK,
  },
  knob,
)
const cap = Sphere({ key: 'cap', args: [0.04], color: '#f04438' })
const again = Clickable({ key: 'again', position: [0, 0.95, -0.45] }, cap)

app.spawn(async (session) => {
  session.set(DefaultScene({ bgChildren: [Locomotion()] }, table, place, part, lever, again))

  // While it is held: the newest each time that the script asks again.
  session.spawnTask(async () => {
    for await (const { key, value } of session.events('OBJECT_MOVE')) {
      const isRight = (value.position?.[0] ?? 0) > 0
      if (key === 'lever') session.update({ key: 'place', color: isRight ? '#12b76a' : '#fec84b' })
    }
  })
  session.spawnTask(async () => {
    for await (const { value } of session.events('ON_CLICK')) {
      if (value.key !== 'again') continue
      console.log(`again, by ${value.pointer}`)
      session.update({ key: 'part', position: [...START], rotation: [0, 0, 0] })
      session.recenter()
    }
  })
  // Once, when nobody holds it any longer.
  for await (const { key, value } of session.events('OBJECT_MOVE_END')) {
    const { position, hands = [] } = value
    if (!position) continue
    console.log(`${key}: ${value.reason} by ${value.pointer} at ${position.map((at) => at.toFixed(2)).join(', ')} m`)
    if (key !== 'part' || Math.hypot(...position.map((at, axis) => at - PLACE[axis]!)) > 0.08) continue
    console.log('the part is in its place')
    session.update({ key: 'part', position: [...PLACE], rotation: [0, 0, 0] })
    for (const hand of hands) session.pulse({ [hand]: [SHORT, SHORT] })
  }
})

await app.start()
