// A scene that every browser shows: a red box, and a blue ball that goes around it. Open the page twice.
import { setTimeout as sleep } from 'node:timers/promises'
import { Box, SceneStore, Sphere, Vuer } from 'vuer-xr'

const app = new Vuer()
const store = new SceneStore()

app.spawn(async (session) => {
  await using _ = store.subscribe(session)
  await session.forever()
})

await store.setScene({ children: [Box({ key: 'box-1', position: [0, 0, 0], color: 'red' })] })
await app.start()

for (let t = 0; ; t += 0.1) {
  await store.upsert(
    Sphere({ key: 'sphere-1', args: [0.5], position: [2 * Math.sin(t), 0, 2 * Math.cos(t)], color: 'blue' }),
  )
  await sleep(50)
}
