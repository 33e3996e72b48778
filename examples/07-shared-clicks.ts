// Many browsers, one scene: click a box in one of them, and all of them see another box on top of it.
import { Box, SceneStore, Vuer } from 'vuer-xr'

const app = new Vuer()
const store = new SceneStore()
const COLORS = ['#2e90fa', '#12b76a', '#f79009']

await store.setScene({
  children: [Box({ key: 'box', args: [0.5, 0.5, 0.5], position: [0, 0.25, 0], color: '#f04438' })],
})

app.spawn(async (session) => {
  await using _ = store.subscribe(session)
  for await (const { value } of session.events('ON_CLICK')) {
    const clicked = store.getNode(value.key)
    if (!clicked || store.hasNode(`${clicked.key}+`)) continue
    const [x = 0, y = 0, z = 0] = clicked.properties.position as number[]
    const color = COLORS[store.size % COLORS.length]!
    await store.upsert(Box({ key: `${clicked.key}+`, args: [0.5, 0.5, 0.5], position: [x, y + 0.5, z], color }))
    console.log(`${session.id} clicked ${clicked.key}; there are ${store.size} boxes, shown to ${store.subscribers}`)
  }
})

await app.start()
