// Files for the scene: a folder, a picture that is read anew each time, and an answer of the script at /status.
import { readFile } from 'node:fs/promises'
import { Plane, Scene, Vuer } from 'vuer-xr'

const app = new Vuer({ staticRoot: 'docs/images' })

const latest = app.link('camera/latest.png', () => readFile('docs/images/materials.png'))
app.addRoute('/status', () => ({ sessions: app.sessions.length }))

app.spawn((session) => {
  const picture = (key: string, x: number, map: string) =>
    Plane({ key, args: [1.6, 1], position: [x, 1, 0], materialType: 'basic', material: { map } })
  session.set(Scene({}, picture('file', -0.9, '/static/desktop.png'), picture('link', 0.9, latest.url)))
})

await app.start()
