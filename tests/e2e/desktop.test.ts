import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  Box,
  decodeFrame,
  Group,
  type NodeData,
  OrbitControls,
  PerspectiveCamera,
  Scene,
  type SceneData,
} from 'vuer-xr'
import { foreignRequests } from '../support/browser/chromium.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { pngFile } from '../support/pictures.ts'
import { startProxy } from '../support/server/cuttableProxy.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()

const tutorial = JSON.parse(
  readFileSync(new URL('../fixtures/tutorial-scenes.json', import.meta.url), 'utf8'),
) as Record<'materials' | 'box', string>

/** A server that gives each client this scene, and hands out the sessions. */
async function startSceneServer(scene: () => SceneData) {
  const sessions = new SessionQueue()
  const server = await startServer({}, (app) =>
    app.spawn((session) => {
      session.set(scene())
      sessions.add(session)
    }),
  )
  return { ...server, sessions }
}

const red = (r: number, g: number, b: number) => r > 170 && g < 60 && b < 60
const redBox = () =>
  Scene(
    { grid: false, background: '#000000' },
    Box({ key: 'box', args: [1, 1, 1], materialType: 'basic', color: '#ff0000' }),
    PerspectiveCamera({ key: 'main', makeDefault: true, position: [0, 0, 5], lookAt: [0, 0, 0], fov: 45 }),
    PerspectiveCamera({ key: 'far', position: [0, 0, 20], lookAt: [0, 0, 0], fov: 45, aspect: 2 }),
    OrbitControls({ key: 'orbit', stream: true }),
  )

/** React does its work in tasks of a `MessageChannel`: they come later than a frame. */
async function slowTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.MessageChannel = class {
      port1 = { onmessage: () => {} }
      port2 = { postMessage: () => setTimeout(() => this.port1.onmessage(), 200) }
    } as never
  })
}

describe('the desktop', () => {
  it('shows the scene, says that it is connected, and asks nobody but its server', async () => {
    await using server = await startSceneServer(redBox)
    const { page, context, errors, requests } = await openPage(`https://127.0.0.1:${server.port}/?token=secret-token`)
    await page.getByText('Connected').waitFor()
    expect(page.url()).toBe(`https://127.0.0.1:${server.port}/`)
    await expect.poll(async () => new Picture(await page.screenshot()).centroid(red).count).toBeGreaterThan(1000)
    const box = new Picture(await page.screenshot()).centroid(red)
    expect(Math.abs(box.x - 320)).toBeLessThan(3)
    expect(Math.abs(box.y - 180)).toBeLessThan(3)
    expect(foreignRequests(requests, server.port)).toEqual([])
    // What only a headset or its emulator needs is not loaded without one.
    expect(requests.filter((url) => /XRLayer|emulat|webxr-profiles/i.test(url))).toEqual([])
    await page.getByText('No headset found.').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  it('turns with the mouse, and sends camera moves when the script asked for them', async () => {
    await using server = await startSceneServer(redBox)
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    const moved = session.till('CAMERA_MOVE')
    await page.mouse.move(300, 180)
    await page.mouse.down()
    await page.mouse.move(420, 200, { steps: 5 })
    await page.mouse.up()
    const { value, key } = await moved
    expect(key).toBe('defaultCamera')
    expect(value.camera?.matrix).toHaveLength(16)
    expect(value.camera).toMatchObject({ ctype: 'perspective', fov: 45 })
    await context.close()
  })

  it('[CA4] a picture holds everything that was sent before it', async () => {
    await using server = await startSceneServer(redBox)
    const { context } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    const grab = (options = {}) => session.grabRender({ format: 'png', ...options }, { ttlMs: 20_000 })
    const before = new Picture((await grab()).frame).centroid(red)
    for (let step = 0; step < 5; step++) {
      // Motion, a new node and a removal, each asked for in the same breath as the picture.
      session.update({ key: 'box', position: [step % 2 ? 1 : -1, 0, 0] })
      const moved = new Picture((await grab()).frame).centroid(red)
      expect(Math.sign(moved.x - before.x)).toBe(step % 2 ? 1 : -1)
      session.add(
        Group({ key: 'late', position: [0, 1, 0] }, Box({ key: 'child', materialType: 'basic', color: '#00ff00' })),
      )
      const added = new Picture((await grab()).frame).centroid((r, g, b) => g > 170 && r < 60 && b < 60)
      expect(added.count).toBeGreaterThan(500)
      session.remove('late')
      const removed = new Picture((await grab()).frame).centroid((r, g, b) => g > 170 && r < 60 && b < 60)
      expect(removed.count).toBe(0)
    }
    await context.close()
  })

  it('[CA4] so it does on a page that comes to its work late: what has been loaded is in it', async () => {
    await using server = await startSceneServer(redBox)
    const { context } = await openPage(`https://127.0.0.1:${server.port}/`, undefined, slowTasks)
    const session = await server.sessions.next()
    const colors = { red, green: (r: number, g: number, b: number) => g > 170 && r < 60 && b < 60 }
    for (const [name, matches] of Object.entries(colors)) {
      const map = pngFile(4, 4, () => (name === 'red' ? [255, 0, 0] : [0, 255, 0]))
      const textured = Box({ key: name, args: [1, 1, 1], materialType: 'basic', material: { map } })
      session.set({ ...redBox(), children: [textured] })
      const { frame } = await session.grabRender({ format: 'png' }, { ttlMs: 20_000 })
      expect(new Picture(frame).centroid(matches).count, name).toBeGreaterThan(1000)
    }
    await context.close()
  })

  it('[CA16] a picture waits for a texture, says if it was taken without it, and has it when it has come', async () => {
    await using server = await startSceneServer(redBox)
    let answer = () => {}
    const { context } = await openPage(`https://127.0.0.1:${server.port}/`, undefined, async (page) => {
      await page.route('**/late.png', async (route) => {
        await new Promise<void>((resolve) => {
          answer = resolve
        })
        await route.fulfill({ body: Buffer.from(pngFile(4, 4, () => [255, 0, 0])) })
      })
    })
    const session = await server.sessions.next()
    const late = Box({ key: 'late', materialType: 'basic', material: { map: '/late.png' } })
    const beside = Box({ key: 'beside', materialType: 'basic', color: '#ff0000', position: [3, 0, 0] })
    session.set({ ...redBox(), children: [late, beside] })
    const without = await session.grabRender({ format: 'png', loadingMs: 500 }, { ttlMs: 60_000 })
    expect(without.loading).toEqual(['late'])
    const shown = new Picture(without.frame).centroid(red)
    expect(shown.x, 'beside the middle, where the other is').toBeGreaterThan(450)
    const waiting = session.grabRender({ format: 'png' }, { ttlMs: 60_000 })
    answer()
    const { frame, loading } = await waiting
    expect(loading).toBeUndefined()
    expect(new Picture(frame).centroid(red).count).toBeGreaterThan(shown.count + 5000)
    await context.close()
  })

  it('[CA4] pictures that are asked for together come in order, each in its own size, the last with everything', async () => {
    await using server = await startSceneServer(redBox)
    const { context } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    const placeOfBox = async (subsample: number) => {
      const { frame, width } = await session.grabRender({ format: 'png', subsample }, { ttlMs: 20_000 })
      const picture = new Picture(frame)
      expect([width, picture.width]).toEqual([640 / subsample, 640 / subsample])
      const { x, count } = picture.centroid(red)
      expect(count).toBeGreaterThan(100)
      return x / width
    }
    const places = await Promise.all(
      Array.from({ length: 8 }, (_, step) => {
        session.update({ key: 'box', position: [step / 4 - 1, 0, 0] })
        return placeOfBox(step % 3 === 0 ? 2 : 1)
      }),
    )
    const last = await placeOfBox(1)
    for (const [index, place] of places.entries()) expect(place).toBeGreaterThan((places[index - 1] ?? 0) - 0.01)
    expect(places.at(-1)).toBeCloseTo(last, 2)
    expect(last).toBeGreaterThan(0.55)
    await context.close()
  })

  it('[CA5] [CA10] a picture comes as JPEG, PNG or WebP, smaller when asked, and through a camera by its key', async () => {
    await using server = await startSceneServer(redBox)
    const { context } = await openPage(`https://127.0.0.1:${server.port}/`)
    const session = await server.sessions.next()
    const timing = { ttlMs: 20_000 }
    const jpeg = await session.grabRender({ quality: 0.9 }, timing)
    expect([...jpeg.frame.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect([jpeg.width, jpeg.height]).toEqual([640, 360])
    const low = await session.grabRender({ quality: 0.1 }, timing)
    expect(low.frame.length).toBeLessThan(jpeg.frame.length)
    const webp = await session.grabRender({ format: 'webp', downsample: 2 }, timing)
    expect(Buffer.from(webp.frame.slice(8, 12)).toString()).toBe('WEBP')
    expect([webp.width, webp.height]).toEqual([320, 180])
    const far = await session.grabRender({ key: 'far', format: 'png' }, timing)
    expect([far.width, far.height]).toEqual([720, 360])
    const near = new Picture((await session.grabRender({ format: 'png' }, timing)).frame).centroid(red)
    const small = new Picture(far.frame).centroid(red)
    expect(small.count).toBeGreaterThan(0)
    expect(small.count).toBeLessThan(near.count / 8)
    await expect(session.grabRender({ key: 'nowhere' }, timing)).rejects.toMatchObject({
      code: 'NO_SUCH_CAMERA',
      message: expect.stringMatching(/"nowhere".*"far"/),
    })
    await context.close()
  })

  it('[CA6] the picture has the colours of the canvas', async () => {
    await using server = await startSceneServer(() =>
      Scene(
        { grid: false, background: '#204060' },
        Box({ key: 'lit', args: [3, 3, 3], materialType: 'standard', color: '#c08040', rotation: [0.4, 0.5, 0] }),
        PerspectiveCamera({ key: 'main', makeDefault: true, position: [0, 0, 8], lookAt: [0, 0, 0] }),
      ),
    )
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/?hideUI`)
    const session = await server.sessions.next()
    const grabbed = new Picture((await session.grabRender({ format: 'png' }, { ttlMs: 20_000 })).frame)
    const shown = new Picture(await page.screenshot())
    for (const [x, y] of [
      [320, 180],
      [300, 150],
      [345, 200],
      [20, 20],
      [620, 340],
    ] as const) {
      const [a, b] = [grabbed.at(x, y), shown.at(x, y)]
      for (const channel of [0, 1, 2] as const) expect(Math.abs(a[channel] - b[channel])).toBeLessThanOrEqual(2)
    }
    await context.close()
  })

  it('keeps the scene when the connection is lost, says so, and comes back by itself', async () => {
    await using server = await startSceneServer(redBox)
    await using wire = await startProxy(server.port)
    const { page, context } = await openPage(`https://127.0.0.1:${wire.port}/`)
    await page.getByText('Connected').waitFor()
    await expect.poll(async () => new Picture(await page.screenshot()).centroid(red).count).toBeGreaterThan(1000)
    const session = await server.sessions.next()
    const back = session.till('resumed')
    wire.down()
    await page.getByText('The scene stays').waitFor()
    expect(new Picture(await page.screenshot()).centroid(red).count).toBeGreaterThan(1000)
    session.remove('box')
    wire.up()
    expect((await back).value).toMatchObject({ lostEvents: 0, reloaded: false })
    await page.getByText('Connected').waitFor()
    await expect.poll(async () => new Picture(await page.screenshot()).centroid(red).count).toBe(0)
    await context.close()
  })

  it('[RS3] [RS12] a page that is loaded anew is in the same session; a copy of the tab is in another', async () => {
    await using server = await startSceneServer(redBox)
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/`)
    await page.getByText('Connected').waitFor()
    const session = await server.sessions.next()
    const back = session.till('resumed')
    await page.reload()
    expect((await back).value).toMatchObject({ reloaded: true })
    await expect.poll(async () => new Picture(await page.screenshot()).centroid(red).count).toBeGreaterThan(1000)
    const opened = context.waitForEvent('page')
    await page.evaluate(() => window.open(location.href))
    const copy = await opened
    await copy.getByText('Connected').waitFor()
    expect((await server.sessions.next()).id).not.toBe(session.id)
    expect(session.connected).toBe(true)
    await context.close()
  })

  it('[HS7] a restarted server gives the page a new session, and nothing of the old scene stays', async () => {
    const sessions = new SessionQueue()
    const server = await startServer({}, (app) => app.spawn(sessions.add))
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/`)
    const first = await sessions.next()
    first.set(redBox())
    await expect.poll(async () => new Picture(await page.screenshot()).centroid(red).count).toBeGreaterThan(1000)
    await server.app.close()
    await page.getByText('The scene stays').waitFor()
    const { port, folder: certsFolder } = server
    await using again = await startServer({ port, certsFolder }, (app) => app.spawn(sessions.add))
    const second = await sessions.next()
    expect(second.id).not.toBe(first.id)
    await expect.poll(async () => new Picture(await page.screenshot()).centroid(red).count).toBe(0)
    expect(again.app.sessions).toEqual([second])
    await context.close()
  })

  it('says that the script closed the session, and offers to connect again', async () => {
    await using server = await startServer({}, (app) => app.spawn((session) => session.close('all done here')))
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/`)
    await page.getByText('All done here.').waitFor()
    await page.getByRole('button', { name: 'Connect again' }).waitFor()
    await context.close()
  })

  it('says why it was refused, and waits for the person', async () => {
    let sessions = 0
    await using theirs = await startServer({}, (app) =>
      app.spawn(() => {
        sessions += 1
      }),
    )
    await using ours = await startServer()
    const elsewhere = encodeURIComponent(theirs.url)
    const { page, context } = await openPage(`https://127.0.0.1:${ours.port}/?ws=${elsewhere}`)
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    expect(await page.locator('.status').innerText()).toMatch(/origin|page|site/i)
    expect(sessions).toBe(0)
    await context.close()
  })
})

/** Whoever wrote a scene may ask for its two textures elsewhere, and nobody asks for anything else. */
function expectTexturesOf(encoded: string, foreign: readonly string[]): void {
  const scene = JSON.stringify(decodeFrame(Buffer.from(encoded, 'base64')))
  expect(new Set(foreign).size).toBe(2)
  expect(foreign.filter((url) => !scene.includes(url))).toEqual([])
}

describe('scenes in the address', () => {
  it('the tutorial’s first scene opens without a server speaking: a box on a dark stage', async () => {
    await using server = await startServer()
    const { page, context, errors, requests } = await openPage(
      `https://127.0.0.1:${server.port}/?hideUI=true&reconnect=True&scene=${encodeURIComponent(tutorial.box)}`,
    )
    const white = (r: number, g: number, b: number) => r > 200 && g > 200 && b > 200
    await expect.poll(async () => new Picture(await page.screenshot()).centroid(white).count).toBeGreaterThan(500)
    const picture = new Picture(await page.screenshot())
    expect(Math.max(...picture.at(10, 10))).toBeLessThan(40)
    expect(requests.filter((url) => url.startsWith('ws'))).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  it('the tutorial’s rich scene opens: every object there, floor and backdrop too though their textures cannot come', async () => {
    await using server = await startServer()
    const { page, context, takeForeign } = await openPage(
      `https://127.0.0.1:${server.port}/?scene=${encodeURIComponent(tutorial.materials)}`,
      { width: 960, height: 600 },
    )
    const notes = page.getByRole('button', { name: /2 notes on this scene/ })
    await notes.waitFor({ timeout: 30_000 })
    await notes.click()
    await page.getByText(/Plane "floor".*map/).waitFor()
    await page.getByText(/Plane "backdrop".*map/).waitFor()
    const picture = new Picture(await page.screenshot())
    expect(picture.brightness).toBeGreaterThan(8)
    expect(picture.brightness).toBeLessThan(120)
    expectTexturesOf(tutorial.materials, takeForeign())
    await context.close()
  })

  it('each of its eight objects, its three lights and its shadows make a difference to the picture', async () => {
    const scene = decodeFrame(Buffer.from(tutorial.materials, 'base64')) as SceneData
    await using server = await startSceneServer(() => scene)
    const { context, takeForeign } = await openPage(`https://127.0.0.1:${server.port}/`, { width: 480, height: 300 })
    const session = await server.sessions.next()
    const grab = async () => new Picture((await session.grabRender({ format: 'png' }, { ttlMs: 30_000 })).frame)
    const whole = await grab()
    const objects = (scene.children as NodeData[]).map(({ key }) => key)
    expect(objects).toHaveLength(8)
    for (const key of [...objects, 'key-light', 'rim-light', 'fill-light']) {
      session.update({ key, hide: true })
      const without = await grab()
      expect(whole.differingPixels(without), key).toBeGreaterThan(300)
      session.update({ key, hide: null })
    }
    session.update([
      { key: 'key-light', castShadow: false },
      { key: 'rim-light', castShadow: false },
    ])
    expect(whole.differingPixels(await grab()), 'shadows').toBeGreaterThan(300)
    expectTexturesOf(tutorial.materials, takeForeign())
    await context.close()
  }, 120_000)

  it('a damaged scene is one sentence on the page', async () => {
    await using server = await startServer()
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/?scene=%25%25`)
    await page.getByRole('button', { name: /1 note on this scene/ }).click()
    await page.getByText('The scene in this address is damaged').waitFor()
    await context.close()
  })
})
