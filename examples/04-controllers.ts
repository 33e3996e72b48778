// Controllers: a marker at each one, longer while its trigger is pressed. Squeeze prints where it is.
import { CoordsMarker, DefaultScene, Vuer } from 'vuer-xr'

const app = new Vuer()

app.spawn((session) => session.set(DefaultScene()))

app.addHandler('CONTROLLER_MOVE', ({ value }, session) => {
  for (const side of ['left', 'right'] as const) {
    const key = `${side}-controller`
    const matrix = value[side]
    if (!matrix) {
      if (session.graph.has(key)) session.remove(key)
      continue
    }
    const { triggerValue = 0, squeeze = false } = value[`${side}State`] ?? {}
    const [x = 0, y = 0, z = 0] = matrix.slice(12, 15)
    session.upsert(CoordsMarker({ key, matrix: Array.from(matrix), headScale: 1 + triggerValue, visible: true }))
    if (squeeze) console.log(`${side}: ${x.toFixed(3)}, ${y.toFixed(3)}, ${z.toFixed(3)} m`)
  }
})

await app.start()
