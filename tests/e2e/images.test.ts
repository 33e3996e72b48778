import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { HUDPlane, Image, ImageBackground, PerspectiveCamera, Plane, Scene } from 'vuer-xr'
import { foreignRequests } from '../support/browser/chromium.ts'
import { Headset } from '../support/browser/headset.ts'
import { makePictures } from '../support/browser/makePictures.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 30_000 })

const isRed = (r: number, g: number, b: number) => r > 200 && g < 60 && b < 60
const isGreen = (r: number, g: number, b: number) => g > 200 && r < 60 && b < 60
const isBlue = (r: number, g: number, b: number) => b > 200 && r < 60 && g < 60

/** Keeps what a person should look at, where somebody asks for it. */
async function keepPicture(page: Page, name: string): Promise<Picture> {
  const bytes = await page.screenshot()
  const folder = process.env.VUER_XR_PICTURES
  if (folder) writeFileSync(`${folder}/${name}.png`, bytes)
  return new Picture(bytes)
}

interface Counts {
  /** Times at which a picture went to the graphics card, in milliseconds. */
  uploads: number[]
  textures: number
  open: number
  /** Messages of workers. */
  fromWorkers: number
}

/** Counts what the page does with pictures, from before it is loaded. */
async function countPictures(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counts: Counts = { uploads: [], textures: 0, open: 0, fromWorkers: 0 }
    Object.assign(globalThis, { pictureCounts: counts })
    const decode = globalThis.createImageBitmap
    globalThis.createImageBitmap = (async (...args: [ImageBitmapSource]) => {
      const picture = await decode(...args)
      counts.open += 1
      return picture
    }) as typeof createImageBitmap
    // A worker decodes what comes as a stream.
    const Workers = globalThis.Worker
    globalThis.Worker = class extends Workers {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args)
        this.addEventListener('message', ({ data }) => {
          if (Object.values(data).some((value) => value instanceof ImageBitmap)) counts.open += 1
          counts.fromWorkers += 1
        })
      }
    }
    const close = ImageBitmap.prototype.close
    ImageBitmap.prototype.close = function () {
      if (this.width > 0) counts.open -= 1
      close.call(this)
    }
    const gl = WebGL2RenderingContext.prototype
    const upload = gl.texSubImage2D
    gl.texSubImage2D = function (this: WebGL2RenderingContext, ...args: unknown[]) {
      if (args.at(-1) instanceof ImageBitmap) counts.uploads.push(performance.now())
      return upload.apply(this, args as never)
    } as typeof upload
    const create = gl.createTexture
    gl.createTexture = function (this: WebGL2RenderingContext) {
      counts.textures += 1
      return create.call(this)
    }
  })
}
const countsOf = (page: Page) => page.evaluate(() => (globalThis as unknown as { pictureCounts: Counts }).pictureCounts)

describe('pictures', () => {
  it('are shown as they are, from JPEG, PNG, WebP and raw pixels, with those before the eyes over the scene', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(
          Scene({
            grid: false,
            background: '#000000',
            rawChildren: [PerspectiveCamera({ makeDefault: true, position: [0, 0, 2], fov: 90 })],
          }),
        )
        sessions.add(session)
      }),
    )
    const { page, context, errors, requests } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await sessions.next()
    const encoded = async (type: 'image/jpeg' | 'image/png' | 'image/webp', color: string) =>
      (await makePictures(page, { width: 64, height: 32, count: 1, type, color }))[0]!
    // The upper half is white, so that a picture that is upside down shows.
    const upright = { data: new Uint8Array(4 * 4 * 3).fill(255, 0, 24), width: 4, height: 4 }
    session.upsert([
      Image({ key: 'jpeg', rgb: await encoded('image/jpeg', '#ff0000'), position: [-2, 1, 0] }),
      Image({ key: 'png', rgb: await encoded('image/png', '#00ff00'), position: [0.4, 1, 0] }),
      Image({ key: 'webp', src: await encoded('image/webp', '#0000ff'), position: [-2, -1, 0] }),
      Image({ key: 'raw', rgb: upright, position: [1, -1, 0] }),
      HUDPlane(
        { key: 'hud', distanceToCamera: 1, position: [0.9, 0, 0], height: 0.2, aspect: 1, color: '#ff00ff' },
        Plane({ key: 'label', args: [0.1, 0.1], position: [0, 0, 0.01], materialType: 'basic', color: '#ffff00' }),
      ),
    ])
    const at = (picture: Picture, x: number, y: number) => picture.at(320 + x * 90, 180 - y * 90)
    await eventually(async () => {
      const picture = await keepPicture(page, 'images-desktop')
      return {
        jpeg: isRed(...at(picture, -2, 1)),
        png: isGreen(...at(picture, 0.4, 1)),
        webp: isBlue(...at(picture, -2, -1)),
        raw: [at(picture, 1, -0.7), at(picture, 1, -1.3)],
        hud: at(picture, 1.8 - 0.15, 0),
        label: at(picture, 1.8, 0),
      }
    }).toEqual({
      ...{ jpeg: true, png: true, webp: true, hud: [255, 0, 255], label: [255, 255, 0] },
      raw: [
        [255, 255, 255],
        [0, 0, 0],
      ],
    })
    expect(errors).toEqual([])
    expect(foreignRequests(requests, server.port)).toEqual([])
    await context.close()
  })

  it('of two cameras are seen by one eye each, and follow the head', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(Scene({ grid: false, background: '#000000' }))
        sessions.add(session)
      }),
    )
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/?emulate=quest3`)
    const headset = new Headset(page)
    const session = await sessions.next()
    const size = { width: 160, height: 90, count: 1, type: 'image/jpeg' } as const
    const [left] = await makePictures(page, { ...size, color: '#ff0000' })
    const [right] = await makePictures(page, { ...size, color: '#00ff00' })
    const both = { distanceToCamera: 1, height: 1, aspect: 16 / 9 }
    session.upsert(
      [
        ImageBackground({ key: 'left', src: left!, layers: 1, ...both }),
        ImageBackground({ key: 'right', src: right!, layers: 2, ...both }),
      ],
      { to: 'bgChildren' },
    )
    await headset.enter('VR')
    // The emulator draws both eyes beside each other on the page.
    const halves = async () => {
      const picture = new Picture(await page.screenshot())
      const [leftEye, rightEye] = [0.25, 0.75].map((x) => picture.at(picture.width * x, picture.height / 2))
      return [isRed(...leftEye!), isGreen(...rightEye!)]
    }
    await eventually(halves).toEqual([true, true])
    await headset.setHead([1, 1.2, 3], [0, Math.SQRT1_2, 0, Math.SQRT1_2])
    await eventually(halves).toEqual([true, true])
    const picture = await keepPicture(page, 'images-stereo')
    const side = (from: number) => (matches: typeof isRed) => {
      let count = 0
      for (let x = from; x < from + picture.width / 2; x += 8) {
        for (let y = 0; y < picture.height; y += 8) if (matches(...picture.at(x, y))) count += 1
      }
      return count
    }
    expect(side(0)(isGreen)).toBe(0)
    expect(side(picture.width / 2)(isRed)).toBe(0)
    expect(side(0)(isRed)).toBeGreaterThan(200)
    await headset.exit()
    await eventually(async () => isGreen(...(await keepPicture(page, 'images-left')).at(320, 180))).toBe(true)
    expect(errors).toEqual([])
    await context.close()
  })

  it('of a camera, 1280 by 720 at 30 Hz, are shown as they come, with one texture and no picture left open', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(Scene({ grid: false, background: '#000000' }))
        sessions.add(session)
      }),
    )
    const { page, context, errors } = await openPage(
      `https://127.0.0.1:${server.port}/`,
      { width: 640, height: 360 },
      countPictures,
    )
    const session = await sessions.next()
    const frames = await makePictures(page, { width: 1280, height: 720, count: 20, type: 'image/jpeg' })
    const show = (index: number) => session.upsert(ImageBackground({ key: 'cam', src: frames[index % frames.length]! }))
    show(0)
    await eventually(async () => (await countsOf(page)).uploads.length).toBe(1)
    const before = await countsOf(page)

    // Until a worker has decoded so many of them, however fast this machine is.
    const startedAt = performance.now()
    let sent = 0
    let after = before
    while (after.fromWorkers < 60) {
      for (let next = 0; next < 30; next += 1) {
        sent += 1
        show(sent)
        await session.sleep(Math.max(0, startedAt + (sent * 1000) / 30 - performance.now()))
      }
      after = await countsOf(page)
    }
    const shown = after.uploads.length - before.uploads.length
    expect(shown).toBeGreaterThan(30)
    expect(shown).toBeLessThanOrEqual(sent)
    await eventually(async () => (await countsOf(page)).open).toBe(1)
    expect((await countsOf(page)).textures).toBe(before.textures)
    await keepPicture(page, 'images-stream')

    session.remove('cam')
    await eventually(async () => (await countsOf(page)).open).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })

  it('of a JPEG without a profile are the same whether or not its numbers are asked for', async () => {
    const { page, context } = await openPage('about:blank')
    const [jpeg] = await makePictures(page, { width: 320, height: 180, count: 1, type: 'image/jpeg' })
    const differing = await page.evaluate(
      async (encoded) => {
        const pixelsOf = async (options?: ImageBitmapOptions) => {
          const picture = await createImageBitmap(new Blob([Uint8Array.from(encoded)]), options)
          const gl = new OffscreenCanvas(picture.width, picture.height).getContext('webgl2')!
          gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
          gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture)
          gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer())
          gl.framebufferTexture2D(
            gl.FRAMEBUFFER,
            gl.COLOR_ATTACHMENT0,
            gl.TEXTURE_2D,
            gl.getParameter(gl.TEXTURE_BINDING_2D),
            0,
          )
          const pixels = new Uint8Array(picture.width * picture.height * 4)
          gl.readPixels(0, 0, picture.width, picture.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
          return pixels
        }
        const plain = await pixelsOf()
        const numbers = await pixelsOf({ premultiplyAlpha: 'none', colorSpaceConversion: 'none' })
        return { differing: plain.filter((value, at) => value !== numbers[at]).length, tones: new Set(plain).size }
      },
      [...jpeg!],
    )
    expect(differing.differing).toBe(0)
    expect(differing.tones).toBeGreaterThan(50)
    await context.close()
  })
})
