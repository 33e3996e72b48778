import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { Vector3 } from 'three'
import { describe, expect, it } from 'vitest'
import { silentLogger, VuerClient } from 'vuer-xr'
import { putIntoRoom, TABLE } from '../support/browser/emulatedRoom.ts'
import { Headset } from '../support/browser/headset.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { handPlaced, POINTING, pinchingHand } from '../support/placedHand.ts'
import { startExample } from '../support/server/startExample.ts'

const openPage = sharedBrowser()

/** A client for scripts at an example. */
const connect = (url: string) =>
  new VuerClient({
    url: `${url.replace('https', 'wss')}socket`,
    rejectUnauthorized: false,
    logger: silentLogger,
  }).connect()

type Matches = (red: number, green: number, blue: number) => boolean
const red: Matches = (r, g, b) => r > 120 && g < 90 && b < 90
const green: Matches = (r, g, b) => g > 110 && r < 110 && b < g - 20
const orange: Matches = (r, g, b) => r > 180 && g > 110 && b < 90
const blue: Matches = (r, g, b) => b > 130 && r < 60 && g < 60

/** Where something of that colour is on the page, once it is there. */
async function whereIs(page: Page, matches: Matches): Promise<{ x: number; y: number }> {
  const find = async () => new Picture(await page.screenshot()).centroid(matches)
  let found = await find()
  await expect
    .poll(
      async () => {
        found = await find()
        return found.count
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(50)
  return found
}

describe('examples', () => {
  it('hello-box shows the first scene', async () => {
    await using example = await startExample('hello-box')
    await example.prints(/is ready/)
    const { page, context, errors } = await openPage(example.url)
    await page.getByText('Connected').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  it('animated-box runs a task beside the animation and ends it', async () => {
    await using example = await startExample('animated-box')
    await example.prints(/is ready/)
    expect(example.output()).toContain('/?reconnect=true&collapseMenu=true&token=')
    const { page, context, errors } = await openPage(`${example.url}?reconnect=true&collapseMenu=true`)
    await whereIs(page, red)
    await example.prints(/Background task running: 2/)
    await example.prints(/The box has arrived/)
    expect(errors).toEqual([])
    await context.close()
  })

  it('hand-teleoperation follows a recorded pair of hands, and says when one is lost', async () => {
    await using example = await startExample('hand-teleoperation')
    await example.prints(/is ready/)
    const { page, context } = await openPage(`${example.url}?emulate=quest3`)
    await page.getByText('Connected').waitFor()
    const headset = new Headset(page)
    await headset.enter('VR')
    await headset.setInputMode('hand')
    const frames = recordedHands.frames.map(({ left, right }) => ({
      left: left && handNumbers(left),
      right: right && handNumbers(right),
    }))
    await headset.play(frames, recordedHands.hertz)
    await example.prints(/left tracked, right tracked, pose age \d/)
    await example.prints(/left absent, right tracked/)
    await context.close()
  })

  it('poses tells each wrist as a robot sees it from the head, and why there is none', async () => {
    await using example = await startExample('poses')
    await example.prints(/is ready/)
    const { page, context } = await openPage(`${example.url}?emulate=quest3`)
    await page.getByText('Connected').waitFor()
    const headset = new Headset(page)
    await headset.enter('VR')
    await headset.setHead([0, 1.6, 0], [0, 0, 0, 1])
    await headset.setInputMode('hand')
    await headset.setHand('left', handPlaced('left', POINTING, new Vector3(-0.2, 1.3, -0.5)))
    await example.prints(/left: 0\.500 m ahead, 0\.200 m left, -0\.300 m up, pinch 0\.\d{3} m, \d+\.\d ms old/)
    await headset.setHand('left', null)
    await example.prints(/left: hold: hand not seen, controller not seen/)
    await context.close()
  })

  it('safe-teleoperation lets a pinch take the arm, and stops with the reason when the hand is lost', async () => {
    await using example = await startExample('safe-teleoperation')
    await example.prints(/is ready/)
    const { page, context, errors } = await openPage(`${example.url}?emulate=quest3`)
    await page.getByText('Connected').waitFor()
    const headset = new Headset(page)
    await headset.enter('VR')
    await headset.setInputMode('hand')
    // Frames that come too late let the arm go again, or do not let it be taken.
    let isEngaged = false
    const engaged = example.prints(/engaged: the arm follows the hand/).finally(() => {
      isEngaged = true
    })
    for (let isPinched = false; !isEngaged; isPinched = !isPinched) {
      await headset.setHand('right', pinchingHand(0, isPinched ? 0.005 : 0.05))
      await headset.frames(3)
    }
    await engaged
    await headset.setHand('right', null)
    await example.prints(/stopped \((tracking-lost|silent)\): \S/)
    expect(errors).toEqual([])
    await context.close()
  })

  it('controllers puts a marker at each controller', async () => {
    await using example = await startExample('controllers')
    await example.prints(/is ready/)
    const { page, context } = await openPage(`${example.url}?emulate=quest3`)
    await page.getByText('Connected').waitFor()
    const headset = new Headset(page)
    await headset.enter('VR')
    await headset.setController('right', [0.25, 1.125, -0.5], [0, 0, 0, 1])
    await headset.pressButton('right', 'squeeze', 1)
    await example.prints(/right: 0\.250, 1\.125, -0\.500 m/)
    await context.close()
  })

  it('grab-render writes two pictures', async () => {
    rmSync('renders', { recursive: true, force: true })
    await using example = await startExample('grab-render')
    await example.prints(/is ready/)
    const { context } = await openPage(example.url)
    await example.prints(/renders\/view\.jpg: 640 x 360/)
    await example.prints(/renders\/above\.png: 180 x 180/)
    expect(existsSync('renders/view.jpg')).toBe(true)
    expect(readFileSync('renders/above.png').subarray(1, 4).toString()).toBe('PNG')
    await context.close()
  })

  it('scene-store shows a box that stands and a ball that moves', async () => {
    await using example = await startExample('scene-store')
    await example.prints(/is ready/)
    const { page, context, errors } = await openPage(example.url)
    await whereIs(page, red)
    const before = await whereIs(page, blue)
    await expect.poll(async () => Math.abs((await whereIs(page, blue)).x - before.x)).toBeGreaterThan(20)
    expect(errors).toEqual([])
    await context.close()
  })

  it('shared-clicks shows in each of two browsers what was clicked in the other', async () => {
    await using example = await startExample('shared-clicks')
    await example.prints(/is ready/)
    const [first, second] = await Promise.all([openPage(example.url), openPage(example.url)])
    const box = await whereIs(first.page, red)
    await whereIs(second.page, red)
    await first.page.mouse.click(box.x, box.y)
    await whereIs(first.page, green)
    const onTop = await whereIs(second.page, green)
    expect(onTop.y).toBeLessThan(box.y - 10)
    await second.page.mouse.click(onTop.x, onTop.y)
    await whereIs(second.page, orange)
    await whereIs(first.page, orange)
    await example.prints(/clicked box; there are 2 boxes, shown to 2/)
    await example.prints(/clicked box\+; there are 3 boxes, shown to 2/)
    expect([...first.errors, ...second.errors]).toEqual([])
    await Promise.all([first.context.close(), second.context.close()])
  })

  it('generator steps once a frame and turns round at a click', async () => {
    await using example = await startExample('generator')
    await example.prints(/is ready/)
    using client = await connect(example.url)
    await expect.poll(() => client.graph.get('moon')?.props.position).toBeDefined()
    client.send({ etype: 'ON_CLICK', value: { key: 'moon' } })
    await example.prints(/The moon turns back/)
  })

  it('calls asks a client for scripts, and gets one answer and many', async () => {
    await using example = await startExample('calls')
    await example.prints(/The elbow is at 0\.5 rad\./)
    await example.prints(/moves: 0\.75 rad[\s\S]*moves: 1 rad[\s\S]*moves: 1\.5 rad[\s\S]*The elbow has arrived/)
  })

  it('static-files serves a folder, a link and a route, and the page shows both pictures', async () => {
    await using example = await startExample('static-files')
    await example.prints(/is ready/)
    const { page, context, errors, requests } = await openPage(example.url)
    await page.getByText('Connected').waitFor()
    await expect.poll(() => requests.filter((url) => url.includes('/static/')).length).toBe(2)
    const status = await page.evaluate(async () => (await fetch('/status')).json())
    expect(status).toEqual({ sessions: 1 })
    for (const [path, file] of [
      ['desktop.png', 'desktop.png'],
      ['camera/latest.png', 'materials.png'],
    ] as const) {
      const bytes = await page.evaluate(
        async (url) => (await (await fetch(url)).arrayBuffer()).byteLength,
        `/static/${path}`,
      )
      expect(bytes).toBe(readFileSync(`docs/images/${file}`).length)
    }
    expect(errors).toEqual([])
    await context.close()
  })

  it('resume says when a client was away, and that it is in the same session again', async () => {
    await using example = await startExample('resume')
    await example.prints(/is ready/)
    using client = await connect(example.url)
    const { sessionId } = client
    client.cut()
    await example.prints(/disconnected: [\s\S]*resumed after \d+ ms/)
    await expect.poll(() => client.sessionId).toBe(sessionId)
    client.close()
    await example.prints(/the session has ended/)
  })

  it('move-things says what was moved, lets the part snap into its place, and puts it back at a click', async () => {
    await using example = await startExample('move-things')
    await example.prints(/is ready/)
    const { page, context, errors } = await openPage(`${example.url}?emulate=quest3`)
    await page.getByText('Connected').waitFor()
    const headset = new Headset(page)
    await headset.enter('VR')
    const aim = async (x: number, y: number) => {
      await headset.setController('right', [x, y, 0], [0, 0, 0, 1])
      await headset.frames(3)
    }
    const press = async (value: number) => {
      await headset.pressButton('right', 'trigger', value)
      await headset.frames(3)
    }
    await aim(-0.3, 0.98)
    // Its views are loaded when they are first needed: until then there is nothing to take.
    await expect
      .poll(
        async () => {
          await press(1)
          await aim(0.26, 1)
          await press(0)
          await aim(-0.3, 0.98)
          return example.output()
        },
        { timeout: 20_000 },
      )
      .toMatch(/part: released by ray at 0\.26, 1\.00, -0\.60 m\n.*the part is in its place/)
    // The lever goes along its rail only, and no farther than that.
    await aim(0, 1.05)
    await press(1)
    await aim(0.4, 1.2)
    await press(0)
    await example.prints(/lever: released by ray at 0\.20, 1\.00, -0\.80 m/)
    await aim(0, 0.95)
    await press(1)
    await press(0)
    await example.prints(/again, by ray/)
    expect(errors).toEqual([])
    await context.close()
  })

  it('ar-room names what the room has, and a click leaves a flag where the hand points', async () => {
    await using example = await startExample('ar-room')
    await example.prints(/is ready/)
    const { page, context, errors } = await openPage(`${example.url}?emulate=quest3`)
    await page.getByText('Connected').waitFor()
    await putIntoRoom(page)
    const headset = new Headset(page)
    await headset.enter('AR')
    await example.prints(/planes: (floor, wall|wall, floor)/)
    await example.prints(/estimate of the light: not given to this session/)
    // Straight down onto the middle of the table.
    await headset.setController('right', [TABLE.x, 1.4, TABLE.z], [-Math.SQRT1_2, 0, 0, Math.SQRT1_2])
    // Near to it, and looking down at it.
    await headset.setHead([TABLE.x, 1.2, TABLE.z + 0.7], [-0.3, 0, 0, 0.954])
    await whereIs(page, orange)
    for (const value of [1, 0]) {
      await headset.pressButton('right', 'trigger', value)
      await headset.frames(3)
    }
    await example.prints(/flag-1 is at 0\.600, 0\.700, -1\.400 m/)
    await whereIs(page, red)
    await headset.exit()
    await example.prints(/flag-1 is lost/)
    expect(errors).toEqual([])
    await context.close()
  })

  it('panel moves its box with a slider, and says so when it starts again', async () => {
    await using example = await startExample('panel')
    await example.prints(/is ready/)
    const { page, context, errors } = await openPage(example.url, { width: 900, height: 600 })
    const height = page.getByRole('slider', { name: 'Height' })
    await height.focus()
    await page.keyboard.press('End')
    await example.prints(/height: 2/)
    await page.getByRole('switch', { name: 'Turning' }).uncheck()
    await example.prints(/turning: false/)
    await page.getByRole('button', { name: 'Start again' }).click()
    await page.getByText('The box starts again').waitFor()
    await expect.poll(() => height.inputValue()).toBe('1')
    expect(errors).toEqual([])
    await context.close()
  })

  it('robot-arm shows a robot with all its meshes, which moves', async () => {
    await using example = await startExample('robot-arm')
    await example.prints(/is ready/)
    const { page, context, errors } = await openPage(example.url)
    await example.prints(/the arm is there/)
    const first = new Picture(await page.screenshot())
    await expect
      .poll(async () => new Picture(await page.screenshot()).differingPixels(first), { timeout: 20_000 })
      .toBeGreaterThan(1500)
    expect(await page.getByText(/on this scene/).count()).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })

  it.each([
    ['shapes', 'shape-23', 'Box'],
    ['materials', 'lineDashed', 'Sphere'],
    ['lights', 'ball', 'Sphere'],
    ['surroundings', 'environment', 'Environment'],
    ['three-tags', 'dots', 'points'],
    ['point-cloud', 'hills', 'PointCloud'],
    ['marks-and-lines', 'base', 'CoordsMarker'],
    ['text', 'letters', 'Text3D'],
    ['camera-stream', 'left', 'ImageBackground'],
    ['robot-cameras', 'ball', 'Sphere'],
    ['page', 'about', 'Markdown'],
    ['animation', 'time', 'TimelineControls'],
    ['many-things', 'sparks', 'Instances'],
  ])('%s is drawn, with no note on the scene and no error', async (name, key, tag) => {
    await using example = await startExample(name)
    await example.prints(/is ready/)
    using client = await connect(example.url)
    await expect.poll(() => client.graph.get(key)?.tag).toBe(tag)
    client.close()
    const { page, context, errors } = await openPage(example.url, { width: 960, height: 600 })
    await page.getByText('Connected').waitFor()
    const corner = { x: 940, y: 590 }
    await expect
      .poll(
        async () => {
          const picture = new Picture(await page.screenshot())
          const behind = picture.at(corner.x, corner.y)
          return picture.centroid((...color) => color.some((part, at) => Math.abs(part - behind[at]!) > 24)).count
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(6000)
    await expect.poll(() => page.getByRole('status', { name: 'Loading' }).count(), { timeout: 30_000 }).toBe(0)
    const folder = process.env.VUER_XR_PICTURES
    if (folder) await page.screenshot({ path: `${folder}/example-${name}.png` })
    expect(await page.getByText(/notes? on this scene/).count()).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })
})
