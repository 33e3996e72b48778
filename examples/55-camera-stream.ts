// The pictures of a robot's cameras, before the eyes: in a headset, each eye sees its own. On the desktop the left one.
// A real camera gives JPEGs; here they are drawn in software, and the server encodes the pixels.
import { DefaultScene, encodePng, ImageBackground, Vuer } from 'vuer-xr'

const app = new Vuer()
const [width, height] = [320, 180]

/** What a camera sees that looks at a turning wheel; `shift` is where the eye is, in pixels. */
function picture(seconds: number, shift: number) {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      const [dx, dy] = [x - width / 2 - shift, y - height / 2]
      const radius = Math.hypot(dx, dy)
      const spoke = Math.cos(Math.atan2(dy, dx) * 5 + seconds * 2)
      const wheel = radius < 70 && (radius > 58 || radius < 9 || spoke > 0.7)
      data.set(wheel ? [240, 176, 64] : [24 + y / 5, 34 + y / 4, 52 + y / 3], at)
    }
  }
  return { data, width, height }
}

app.spawn(async (session) => {
  session.set(DefaultScene({ grid: false }))
  const before = { distanceToCamera: 2, interpolate: true }
  for (let frame = 0; ; frame += 1) {
    const [left, right] = await Promise.all([4, -4].map((shift) => encodePng(picture(frame / 30, shift))))
    session.upsert(
      [
        ImageBackground({ key: 'left', src: left, layers: 1, ...before }),
        ImageBackground({ key: 'right', src: right, layers: 2, ...before }),
      ],
      { to: 'bgChildren' },
    )
    await session.sleep(1000 / 30)
  }
})

await app.start()
