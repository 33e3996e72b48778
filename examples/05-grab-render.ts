// Takes a picture of what the first client sees, and of what a camera in its scene sees, and writes both to files.
import { mkdir, writeFile } from 'node:fs/promises'
import { Box, DefaultScene, PerspectiveCamera, Sphere, Vuer } from 'vuer-xr'

const app = new Vuer()

app.spawn(async (session) => {
  session.set(
    DefaultScene(
      {},
      Box({ key: 'box', args: [0.4, 0.4, 0.4], position: [-0.4, 0.2, 0], color: '#2e90fa' }),
      Sphere({ key: 'ball', args: [0.25], position: [0.4, 0.25, 0], color: '#f79009' }),
      PerspectiveCamera({ key: 'above', position: [0, 3, 0.01], lookAt: [0, 0, 0], aspect: 1, fov: 45 }),
    ),
  )

  await mkdir('renders', { recursive: true })
  const view = await session.grabRender({ quality: 0.9 }, { ttlMs: 10_000 })
  await writeFile('renders/view.jpg', view.frame)
  console.log(`renders/view.jpg: ${view.width} x ${view.height}`)

  const above = await session.grabRender({ key: 'above', format: 'png', subsample: 2 }, { ttlMs: 10_000 })
  await writeFile('renders/above.png', above.frame)
  console.log(`renders/above.png: ${above.width} x ${above.height}`)
})

await app.start()
