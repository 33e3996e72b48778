import { Box, encodePng, Img, Scene, type VuerSession } from 'vuer-xr'

/** Stripes, as a picture of the script. */
const [width, height] = [120, 80]
const data = new Uint8Array(width * height * 3)
for (let at = 0; at < width * height; at += 1) {
  const diagonal = Math.floor(((at % width) + Math.floor(at / width)) / 16) % 2
  data.set(diagonal ? [247, 144, 9] : [16, 24, 40], 3 * at)
}

export default async (session: VuerSession) => {
  const src = await encodePng({ data, width, height })
  session.set(
    Scene(
      {
        camPosition: [1.1, 0.9, 1.5],
        grid: false,
        htmlChildren: [Img({ key: 'stripes', src, alt: 'Stripes', width: 150 })],
      },
      Box({ key: 'box', args: [0.7, 0.7, 0.7], position: [0.35, -0.25, 0], color: '#53b1fd' }),
    ),
  )
  for await (const { key } of session.events('CLICK')) {
    if (key === 'stripes') session.update({ key: 'box', color: '#f79009' })
  }
}
