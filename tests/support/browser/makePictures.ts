import type { Page } from 'playwright-core'

interface Wanted {
  width: number
  height: number
  count: number
  type: 'image/jpeg' | 'image/png' | 'image/webp'
  /** Without one, each picture is busy, and differs from the others as those of a camera do. */
  color?: string
}

/** Encoded pictures, made by the browser. */
export async function makePictures(page: Page, wanted: Wanted): Promise<Uint8Array[]> {
  const encoded = await page.evaluate(async ({ width, height, count, type, color }) => {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')!
    const pictures: string[] = []
    for (let picture = 0; picture < count; picture += 1) {
      if (color) {
        context.fillStyle = color
        context.fillRect(0, 0, width, height)
      } else {
        for (let spot = 0; spot < 600; spot += 1) {
          const turn = spot * 2.4 + picture * 0.05
          context.fillStyle = `hsl(${(spot * 37 + picture * 5) % 360} 60% ${30 + (spot % 40)}%)`
          context.fillRect(
            width * (0.5 + 0.5 * Math.cos(turn) * Math.sqrt(spot / 600)),
            height * (0.5 + 0.5 * Math.sin(turn) * Math.sqrt(spot / 600)),
            width / 14,
            height / 18,
          )
        }
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type, quality: 0.85 })).arrayBuffer())
      let text = ''
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
      pictures.push(btoa(text))
    }
    return pictures
  }, wanted)
  return encoded.map((text) => new Uint8Array(Buffer.from(text, 'base64')))
}
