import type { Page } from 'playwright-core'

export interface Pixels {
  readonly width: number
  readonly height: number
  at(x: number, y: number): [red: number, green: number, blue: number]
}

/** A JPEG, decoded by the browser of a page. */
export async function decodeJpegIn(page: Page, bytes: Uint8Array): Promise<Pixels> {
  const { width, height, pixels } = await page.evaluate(async (text) => {
    const jpeg = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([jpeg]))
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    const context = canvas.getContext('2d')!
    context.drawImage(picture, 0, 0)
    const { data } = context.getImageData(0, 0, picture.width, picture.height)
    return { width: picture.width, height: picture.height, pixels: [...data] }
  }, Buffer.from(bytes).toString('base64'))
  return {
    width,
    height,
    at: (x, y) => [0, 1, 2].map((channel) => pixels[(y * width + x) * 4 + channel]!) as [number, number, number],
  }
}
