import type { Page } from 'playwright-core'
import { Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, it } from 'vitest'
import {
  Button,
  type ClientEvent,
  GUI,
  GuiText,
  Scene,
  type SceneProps,
  Select,
  Slider,
  Toggle,
  type VuerSession,
} from 'vuer-xr'
import { LiveScene } from '../../src/scene/LiveScene.ts'
import { ProblemList } from '../../src/scene/ProblemList.ts'
import { Gui } from '../../src/ui/gui/Gui.ts'
import { PageStatus } from '../../src/ui/gui/PageStatus.ts'
import { layOutPanel, PANEL_WIDTH, type PanelLayout, RAIL } from '../../src/xr/panel/panelLayout.ts'
import { METRES_PER_PIXEL, type Pose, poseAtWrist, poseBefore } from '../../src/xr/panel/panelPose.ts'
import { controlRows, statusRows } from '../../src/xr/panel/panelRows.ts'
import { Headset } from '../support/browser/headset.ts'
import { Picture } from '../support/browser/picture.ts'
import { allowSafariOnly } from '../support/browser/safariOnly.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handPlaced, POINTING, WATCHED } from '../support/placedHand.ts'
import { startProxy } from '../support/server/cuttableProxy.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

const openPage = sharedBrowser()

/** Drawn by software, and with others on the machine: what comes, comes late. */
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 30_000 })

const CONTROLS = [
  GuiText({ key: 'battery', label: 'Battery', text: '84 %' }),
  Slider({ key: 'speed', label: 'Speed', max: 2, step: 0.1, value: 0.5, unit: 'm/s' }),
  Toggle({ key: 'grip', label: 'Gripper closed' }),
  Select({ key: 'mode', label: 'Mode', options: ['slow', 'fast'] }),
  Button({ key: 'home', label: 'Go home' }),
]
const ARM = GUI({ key: 'arm', title: 'Arm', button: 'y' }, ...CONTROLS)
const SCENE: SceneProps = { grid: false, background: '#000000', htmlChildren: [ARM] }

/** A server whose scene has controls, and what its handlers hear of them. */
async function startControls() {
  const sessions = new SessionQueue()
  const heard: [string, string | undefined, unknown][] = []
  const hear = ({ etype, key, value }: ClientEvent) => void heard.push([etype, key, value ?? undefined])
  const server = await startServer({}, (app) => {
    app.addHandler('CLICK', hear)
    app.addHandler('SET', hear)
    app.spawn((session) => {
      session.set(Scene(SCENE))
      sessions.add(session)
    })
  })
  return { ...server, sessions, heard }
}

describe('controls on the desktop', () => {
  it('reach the script by mouse and keyboard, and show what the script writes', async () => {
    await using server = await startControls()
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/?stats`, {
      width: 900,
      height: 600,
    })
    const session = await server.sessions.next()
    const { heard } = server
    const slider = page.getByRole('slider', { name: 'Speed' })
    await eventually(() => slider.inputValue()).toBe('0.5')

    await slider.focus()
    await page.keyboard.press('ArrowRight')
    await eventually(() => heard).toEqual([['SET', 'speed', 0.6]])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await eventually(() => heard.slice(1)).toEqual([
      ['SET', 'grip', true],
      ['SET', 'mode', 'fast'],
      ['CLICK', 'home', undefined],
    ])

    session.update([
      { key: 'speed', value: 1.5 },
      { key: 'battery', text: 'empty', level: 'error' },
      { key: 'home', disabled: true },
      { key: 'grip', value: false },
    ])
    await eventually(() => slider.inputValue()).toBe('1.5')
    await page.getByText('1.5 m/s').waitFor()
    await page.getByText('empty').waitFor()
    expect(await page.getByRole('switch', { name: 'Gripper closed' }).isChecked()).toBe(false)
    expect(await page.getByRole('button', { name: 'Go home' }).isDisabled()).toBe(true)

    // A drag: the person has the say until they let go, and then the script.
    const box = (await slider.boundingBox())!
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width * 0.75, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 })
    await page.mouse.move(box.x + box.width * 0.25, y, { steps: 4 })
    await eventually(() => heard.at(-1)?.[2]).toBeLessThan(0.7)
    session.update([
      { key: 'speed', value: 2 },
      { key: 'battery', text: 'charging' },
    ])
    await page.getByText('charging').waitFor()
    expect(Number(await slider.inputValue())).toBeLessThan(0.7)
    await page.mouse.move(box.x - 200, y + 300)
    await page.mouse.up()
    await eventually(() => slider.inputValue()).toBe('2')

    // The scene was never turned by any of this, and the figures are there.
    expect(heard.map(([etype]) => etype).filter((etype) => etype === 'CAMERA_MOVE')).toEqual([])
    await page.getByText(/Connected · round trip \d+ ms · .* · poses –/).waitFor()
    await page.getByRole('button', { name: 'Arm' }).click()
    await eventually(() => slider.isVisible()).toBe(false)
    expect(errors).toEqual([])
    await context.close()
  })

  it('keep what the person set when the connection comes back, and show what the script says', async () => {
    await using server = await startControls()
    await using wire = await startProxy(server.port)
    const { page, context } = await openPage(`https://127.0.0.1:${wire.port}/`)
    const session = await server.sessions.next()
    await page.getByRole('switch', { name: 'Gripper closed' }).check()
    await eventually(() => server.heard).toEqual([['SET', 'grip', true]])
    const back = session.till('resumed')
    wire.cut()
    await back
    session.notify('The gripper is stuck', { level: 'error', forMs: 60_000 })
    await page.getByRole('alert').getByText('The gripper is stuck').waitFor()
    expect(await page.getByRole('switch', { name: 'Gripper closed' }).isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Close this message' }).click()
    await eventually(() => page.getByText('The gripper is stuck').count()).toBe(0)
    await context.close()
  })

  it('leave most of a small screen to the scene', async () => {
    await using server = await startControls()
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/`, { width: 360, height: 640 })
    const panel = page.getByRole('region', { name: 'Controls of the scene' })
    await panel.waitFor()
    const box = (await panel.boundingBox())!
    expect(box.height).toBeLessThan(640 * 0.4)
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(360)
    await page.getByRole('button', { name: 'Go home' }).click()
    await eventually(() => server.heard).toEqual([['CLICK', 'home', undefined]])
    await context.close()
  })

  it('do nothing for somebody who only watches', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({ token: 'operator-token', viewerToken: 'viewer-token' }, (app) =>
      app.spawn((session) => {
        session.set(Scene(SCENE))
        sessions.add(session)
      }),
    )
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/?token=viewer-token`)
    await page.getByText('Connected, watching').waitFor()
    await eventually(() => page.getByRole('button', { name: 'Go home' }).isDisabled()).toBe(true)
    expect(await page.getByRole('slider', { name: 'Speed' }).isDisabled()).toBe(true)
    await context.close()
  })
})

/** The panel of this scene as the headset lays it out. */
function layoutOf(): PanelLayout {
  const scene = new LiveScene()
  const gui = new Gui(scene, () => {})
  scene.apply({ op: 'set', scene: Scene(SCENE) })
  const status = new PageStatus(new ProblemList(), () => undefined)
  const moment = { now: 0, timeMs: 0, displayRate: 90 }
  return layOutPanel(statusRows(status, moment), controlRows(gui.groups(), false))
}
const layout = layoutOf()
const HEIGHT = layout.height * METRES_PER_PIXEL

/** Where a pixel of a control is in the room, and so far before the panel's face, in metres. */
function placeOf(pose: Pose, key: string, x = PANEL_WIDTH / 2, before = 0): Vector3 {
  const box = layout.controls!.boxes.find(({ row }) => row.id === `control ${key}`)!
  const y = box.top + (key === 'speed' ? 104 : box.height / 2)
  const local = new Vector3((x - PANEL_WIDTH / 2) * METRES_PER_PIXEL, (layout.height / 2 - y) * METRES_PER_PIXEL, 0)
  local.multiplyScalar(pose.scale).z = before
  return local.applyQuaternion(pose.quaternion).add(pose.position)
}

const newPose = (): Pose => ({ position: new Vector3(), quaternion: new Quaternion(), scale: 1 })

type Matches = (red: number, green: number, blue: number) => boolean
const accent: Matches = (r, g, b) => Math.abs(r - 83) < 25 && Math.abs(g - 177) < 25 && b > 225
const green: Matches = (r, g, b) => r < 90 && g > 180 && b < 170 && b > 90
const amber: Matches = (r, g, b) => r > 220 && g > 170 && b < 120
const red: Matches = (r, g, b) => r > 140 && g < 125 && b < 120 && r > g + 60 && r > b + 60

/** Pixels of a colour in the picture of each eye, with the middle of them, in pixels of that eye. */
async function inEyes(page: Page, matches: Matches) {
  const picture = new Picture(await page.screenshot())
  const half = picture.width / 2
  const eyes = [0, half].map((from) => {
    let [count, sum] = [0, 0]
    for (let y = 0; y < picture.height; y += 1) {
      for (let x = 0; x < half; x += 1) {
        if (!matches(...picture.at(from + x, y))) continue
        count += 1
        sum += x
      }
    }
    return { count, x: sum / count }
  })
  return { left: eyes[0]!, right: eyes[1]!, fewest: Math.min(eyes[0]!.count, eyes[1]!.count) }
}

const eyes: readonly [number, number, number] = [0, 1.6, 0]
const AHEAD = [0, 0, 0, 1] as const
const size = { width: 900, height: 460 }

describe('the panel in the headset', () => {
  it('comes when the wrist is looked at, is seen by both eyes, and is touched with the other hand', async () => {
    await using server = await startControls()
    const { page, context, errors } = await openPage(`https://127.0.0.1:${server.port}/?emulate=quest3`, size)
    const headset = new Headset(page)
    await server.sessions.next()
    await headset.enter('VR')
    await headset.setHead(eyes, AHEAD)
    const wrist = new Vector3(0, 1.45, -0.4)
    const resting = handPlaced('left', POINTING, new Vector3(-0.3, 1.1, -0.3))
    const looked = handPlaced('left', WATCHED, wrist)
    await headset.setInputMode('hand')
    await headset.setHand('right', handPlaced('right', POINTING, new Vector3(0.4, 1.1, -0.3)))
    await headset.setHand('left', resting)
    await headset.frames(10)
    expect((await inEyes(page, accent)).fewest).toBe(0)
    await headset.setHand('left', looked)
    await eventually(async () => (await inEyes(page, accent)).fewest).toBeGreaterThan(12)
    const { left, right } = await inEyes(page, accent)
    // The left eye sees what is near farther to the right: by 64 mm at about 0.4 m.
    expect(left.x - right.x).toBeGreaterThan(15)

    const pose = newPose()
    poseAtWrist(pose, new Vector3(...eyes), { position: wrist, fingers: new Vector3(1, 0, 0), side: 'left' }, HEIGHT)
    const touch = async (key: string, x: number, ...way: number[]) => {
      for (const before of way) {
        await headset.setHand('right', handPlaced('right', POINTING, placeOf(pose, key, x, before), 'index-finger-tip'))
        await headset.frames(3)
      }
    }
    await touch('home', 512, 0.05, 0.02)
    expect(server.heard).toEqual([])
    await touch('home', 512, -0.005, 0.004, -0.004, 0.03)
    await eventually(() => server.heard).toEqual([['CLICK', 'home', undefined]])
    await touch('speed', RAIL.left + RAIL.width * 0.8, 0.04, -0.005)
    await touch('speed', RAIL.left + RAIL.width * 0.3, -0.005, 0.04)
    await eventually(() => server.heard.at(-1)).toEqual(['SET', 'speed', 0.6])

    await headset.setHand('left', resting)
    await headset.setHand('right', null)
    await eventually(async () => (await inEyes(page, accent)).fewest).toBe(0)
    await headset.exit()
    expect(errors).toEqual([])
    await context.close()
  }, 120_000)

  it('is pressed by a look and a pinch where there are no controllers', async () => {
    await using server = await startControls()
    const url = `https://127.0.0.1:${server.port}/?emulate=visionpro`
    const { page, context, errors } = await openPage(url, size, allowSafariOnly)
    const headset = new Headset(page)
    await server.sessions.next()
    await headset.enter('VR')
    await headset.setHead(eyes, AHEAD)
    const wrist = new Vector3(0, 1.45, -0.4)
    await headset.setHand('right', handPlaced('right', POINTING, new Vector3(0.4, 1.1, -0.3)))
    await headset.setHand('left', handPlaced('left', WATCHED, wrist))
    await eventually(async () => (await inEyes(page, accent)).fewest).toBeGreaterThan(12)
    const pose = newPose()
    poseAtWrist(pose, new Vector3(...eyes), { position: wrist, fingers: new Vector3(1, 0, 0), side: 'left' }, HEIGHT)
    const choose = async (key: string, x?: number) => {
      const turn = new Matrix4().lookAt(new Vector3(...eyes), placeOf(pose, key, x), new Vector3(0, 1, 0))
      const { x: qx, y: qy, z: qz, w: qw } = new Quaternion().setFromRotationMatrix(turn)
      await headset.aimPinch('right', eyes, [qx, qy, qz, qw])
      await headset.pinchAtGaze('right')
      await headset.unpinchAtGaze('right')
    }
    await choose('home')
    await eventually(() => server.heard).toEqual([['CLICK', 'home', undefined]])
    await choose('grip')
    await eventually(() => server.heard.at(-1)).toEqual(['SET', 'grip', true])
    await choose('speed', RAIL.left + RAIL.width * 0.75)
    await eventually(() => server.heard.at(-1)).toEqual(['SET', 'speed', 1.5])
    await headset.exit()
    expect(errors).toEqual([])
    await context.close()
  }, 120_000)

  it('comes at a button, is pressed by a ray, and says when the connection is lost', async () => {
    await using server = await startControls()
    await using wire = await startProxy(server.port)
    const { page, context } = await openPage(`https://127.0.0.1:${wire.port}/?emulate=quest3`, size)
    const headset = new Headset(page)
    const session = await server.sessions.next()
    await headset.enter('VR')
    await headset.setHead(eyes, AHEAD)
    await headset.setController('left', [-0.4, 1, -0.2], AHEAD)
    await headset.frames(5)
    const pressY = async () => {
      for (const value of [1, 0]) {
        await headset.pressButton('left', 'y-button', value)
        await headset.frames(3)
      }
    }
    await pressY()
    await eventually(async () => (await inEyes(page, green)).fewest).toBeGreaterThan(3)

    const pose = newPose()
    poseBefore(pose, new Vector3(...eyes), new Vector3(0, 0, -1))
    const from = new Vector3(0.15, 1.25, -0.1)
    const aim = async (key: string, x?: number) => {
      const turn = new Matrix4().lookAt(from, placeOf(pose, key, x), new Vector3(0, 1, 0))
      const { x: qx, y: qy, z: qz, w: qw } = new Quaternion().setFromRotationMatrix(turn)
      await headset.setController('right', from.toArray(), [qx, qy, qz, qw])
      await headset.frames(3)
    }
    const trigger = async (value: number) => {
      await headset.pressButton('right', 'trigger', value)
      await headset.frames(3)
    }
    const click = async (key: string, x?: number) => {
      await aim(key, x)
      await trigger(1)
      await trigger(0)
    }
    await click('home')
    await eventually(() => server.heard).toEqual([['CLICK', 'home', undefined]])
    await click('grip')
    await eventually(() => server.heard.at(-1)).toEqual(['SET', 'grip', true])
    await click('mode', 900)
    await eventually(() => server.heard.at(-1)).toEqual(['SET', 'mode', 'fast'])
    await aim('speed', RAIL.left + RAIL.width * 0.25)
    await trigger(1)
    await aim('speed', RAIL.left + RAIL.width * 0.75)
    await trigger(0)
    await eventually(() => server.heard.at(-1)).toEqual(['SET', 'speed', 1.5])

    // What the script writes is on the panel: the slider goes to its left end, and its blue part with it.
    await trigger(0)
    const before = (await inEyes(page, accent)).left.count
    await aim('battery')
    session.update({ key: 'speed', value: 0 })
    session.update({ key: 'grip', value: false })
    await eventually(async () => (await inEyes(page, accent)).left.count).toBeLessThan(before / 4)

    wire.down()
    await eventually(async () => (await inEyes(page, amber)).fewest).toBeGreaterThan(3)
    expect((await inEyes(page, green)).fewest).toBe(0)
    wire.up()
    await eventually(async () => (await inEyes(page, green)).fewest).toBeGreaterThan(3)

    await pressY()
    await eventually(async () => (await inEyes(page, green)).fewest).toBe(0)
    await headset.exit()
    await context.close()
  }, 150_000)

  it('is not in grabbed pictures, and says what the script says without being asked', async () => {
    await using server = await startControls()
    const { page, context } = await openPage(`https://127.0.0.1:${server.port}/?emulate=quest3`, size)
    const headset = new Headset(page)
    const session: VuerSession = await server.sessions.next()
    await headset.enter('VR')
    await headset.setHead(eyes, AHEAD)
    await headset.frames(5)
    expect((await inEyes(page, red)).fewest).toBe(0)
    session.notify('The gripper is stuck', { level: 'error', forMs: 60_000 })
    await eventually(async () => (await inEyes(page, red)).fewest).toBeGreaterThan(5)
    const grab = new Picture((await session.grabRender({ format: 'png' }, { ttlMs: 20_000 })).frame)
    expect(grab.centroid(red).count).toBe(0)
    await headset.exit()
    await context.close()
  }, 90_000)
})
