import { Image, Scene, type VuerSession } from 'vuer-xr'

/** A test card, as a camera would send it. */
const [width, height] = [160, 90]
const data = new Uint8Array(width * height * 3)
for (let y = 0, at = 0; y < height; y += 1) {
  for (let x = 0; x < width; x += 1, at += 3) {
    const bar = Math.floor((x * 7) / width)
    const color = [(bar + 1) & 4, (bar + 1) & 2, (bar + 1) & 1].map((bit) => (bit ? 235 : 30))
    data.set(Math.hypot(x - 80, y - 45) < 30 ? [40 + 2 * y, 40 + 2 * y, 40 + 2 * y] : color, at)
  }
}

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0.5, 0.2, 1.5], grid: false },
      // The server encodes raw pixels; bytes of a JPEG or PNG and addresses are taken as well.
      Image({ key: 'picture', rgb: { data, width, height }, height: 0.9 }),
    ),
  )
}
