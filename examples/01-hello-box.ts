// The first scene: one box, and nothing else. Open the printed address in a browser or a headset.
import { Box, Scene, Vuer } from 'vuer-xr'

const app = new Vuer()

app.spawn(async (session) => {
  session.set(
    Scene(
      { up: [0, 1, 0], grid: false },
      Box({ key: 'simple-box', args: [1.2, 1.2, 1.2], position: [0.4, 0.5, -2], materialType: 'basic' }),
    ),
  )
  await session.forever()
})

await app.start()
