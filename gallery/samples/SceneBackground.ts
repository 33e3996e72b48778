import { Box, encodePng, Scene, SceneBackground, type VuerSession } from 'vuer-xr'

/** Evening over hills, as a picture of the script. */
const [width, height] = [240, 180]
const pixels = new Uint8Array(width * height * 3)
for (let y = 0, at = 0; y < height; y += 1) {
  for (let x = 0; x < width; x += 1, at += 3) {
    const hill = y > 125 + 14 * Math.sin(x / 26) + 6 * Math.sin(x / 9)
    const sun = Math.hypot(x - 170, y - 96) < 20
    pixels.set(hill ? [38, 60, 58] : sun ? [255, 236, 170] : [60 + y, 60 + y / 2, 120], at)
  }
}

export default async (session: VuerSession) => {
  const src = await encodePng({ data: pixels, width, height })
  session.set(
    Scene(
      { camPosition: [0.9, 0.7, 1.5], grid: false },
      SceneBackground({ key: 'evening', src }),
      Box({ key: 'box', args: [0.6, 0.6, 0.6], color: '#f97066' }),
    ),
  )
}
