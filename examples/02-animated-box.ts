// Asynchronous programming: a box on a circle, and a background task beside it that ends when the box has arrived.
import { Box, Vuer } from 'vuer-xr'

const app = new Vuer({ queries: { reconnect: true, collapseMenu: true } })

app.spawn(async (session) => {
  const counter = session.spawnTask(async (signal) => {
    for (let count = 0; !signal.aborted; count++) {
      console.log(`Background task running: ${count}`)
      await session.sleep(1000)
    }
  })

  for (let step = 0; step < 100; step++) {
    const angle = step * 0.1
    session.upsert(
      Box({
        key: 'animated-box',
        args: [0.1, 0.1, 0.1],
        position: [0.5 * Math.cos(angle), 0.05, 0.5 * Math.sin(angle)],
        materialType: 'standard',
        color: 'red',
      }),
    )
    await session.sleep(50)
  }

  counter.cancel()
  console.log('The box has arrived.')
})

await app.start()
