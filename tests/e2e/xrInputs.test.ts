import type { Page } from 'playwright-core'
import { describe, expect, it, vi } from 'vitest'
import {
  Body,
  type ClientEvent,
  Gamepad,
  Hands,
  Head,
  type KnownEvent,
  MotionControllers,
  type NodeData,
  Plane,
  Scene,
  type VuerOptions,
  type VuerSession,
  XRSettings,
} from 'vuer-xr'
import { Headset, type Side } from '../support/browser/headset.ts'
import { Picture } from '../support/browser/picture.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { allNear, aroundAxis, near, poseMatrix } from '../support/pose.ts'
import { startProxy } from '../support/server/cuttableProxy.ts'
import { Heard, POLL } from '../support/server/heard.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

vi.setConfig({ testTimeout: 150_000 })

const NAMES = [
  'HAND_MOVE',
  'CONTROLLER_MOVE',
  'HEAD_MOVE',
  'BODY_MOVE',
  'GAMEPAD',
  'XR_SESSION',
  'FEATURE_MISSING',
] as const

const openPage = sharedBrowser()

const EVERYTHING = () => [
  Hands({ fps: 120, radii: true }),
  MotionControllers({ fps: 120 }),
  Head({ fps: 120 }),
  Body({ fps: 120 }),
]

/** A page in an emulated headset. */
async function stage({
  nodes = EVERYTHING,
  query = '',
  options = {},
}: {
  nodes?: () => NodeData[]
  query?: string
  options?: VuerOptions
} = {}) {
  const sessions = new SessionQueue()
  const server = await startServer(options, (app) =>
    app.spawn(async (session) => {
      heardOf.set(session, new Heard(session, NAMES))
      session.set(Scene({ background: '#000000', grid: false, bgChildren: nodes() }))
      sessions.add(session)
      await session.forever()
    }),
  )
  const wire = await startProxy(server.port)
  const url = `https://127.0.0.1:${wire.port}/?emulate=quest3${query}`
  const errors: string[] = []
  const { page, context } = await openPage(url, { width: 800, height: 450 }, async (opened) => {
    opened.on('pageerror', (error) => errors.push(error.message))
  })
  const session = await sessions.next()
  return {
    page,
    wire,
    session,
    sessions,
    errors,
    headset: new Headset(page),
    heard: heardOf.get(session)!,
    async [Symbol.asyncDispose]() {
      await context.close()
      await wire[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
const heardOf = new WeakMap<VuerSession, Heard>()

const recorded = recordedHands.frames[20]!
const joints = { left: handNumbers(recorded.left!), right: handNumbers(recorded.right!) }

async function showHands(headset: Headset): Promise<void> {
  await headset.setInputMode('hand')
  await headset.setHand('left', joints.left)
  await headset.setHand('right', joints.right)
}

/** Where the emulator holds the grip of a controller, in the frame of its ray. */
const rayFromGrip = (page: Page, side: Side) =>
  page.evaluate((name) => {
    const { xrDevice } = globalThis as unknown as {
      xrDevice: {
        controllers: Record<string, { inputSource: { gripSpace: Record<symbol, { offsetMatrix: number[] }> } }>
      }
    }
    const { gripSpace } = xrDevice.controllers[name]!.inputSource
    const hidden = Object.getOwnPropertySymbols(gripSpace).map((symbol) => gripSpace[symbol])
    return [...hidden.find((part) => part?.offsetMatrix)!.offsetMatrix]
  }, side)

function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 16 }, (_, at) => {
    const [column, row] = [Math.floor(at / 4), at % 4]
    return [0, 1, 2, 3].reduce((sum, k) => sum + a[k * 4 + row]! * b[column * 4 + k]!, 0)
  })
}

describe('what the headset gives', () => {
  it('both poses of both controllers, every button and axis, and the head, within a millimetre and a tenth of a degree', async () => {
    await using under = await stage()
    const { headset, heard, page } = under
    await headset.enter('VR')
    await heard.until('XR_SESSION', ({ value }) => value.state === 'started', 0)
    const left = [[-0.31, 1.12, -0.27], aroundAxis([1, 0.2, 0], -35)] as const
    const right = [[0.24, 1.31, -0.42], aroundAxis([0, 0.3, 1], 48)] as const
    const head = [[0.12, 1.55, 0.2], aroundAxis([0.1, 1, 0.05], 12)] as const
    await headset.setController('left', ...left)
    await headset.setController('right', ...right)
    await headset.setHead(...head)
    await headset.pressButton('left', 'squeeze', 0.4)
    await headset.pressButton('left', 'y-button', 1)
    await page.evaluate(() => {
      const { xrDevice } = globalThis as unknown as {
        xrDevice: { controllers: { left: { updateAxes(id: string, x: number, y: number): void } } }
      }
      xrDevice.controllers.left.updateAxes('thumbstick', 0.25, -0.75)
    })
    const grips = {
      left: product(poseMatrix(...left), await rayFromGrip(page, 'left')),
      right: product(poseMatrix(...right), await rayFromGrip(page, 'right')),
    }
    const { value } = await heard.until(
      'CONTROLLER_MOVE',
      ({ value: { left: ray, leftGrip, right: other, rightGrip, leftState } }) =>
        near(ray, poseMatrix(...left)) &&
        near(leftGrip, grips.left) &&
        near(other, poseMatrix(...right)) &&
        near(rightGrip, grips.right) &&
        leftState?.bButton === true &&
        leftState.thumbstickValue?.[1] === -0.75,
    )
    expect(value.tracking).toEqual({ left: 'tracked', right: 'tracked' })
    expect(value.leftState).toMatchObject({ squeezeValue: 0.4, thumbstickValue: [0.25, -0.75] })
    expect(value.leftState?.buttons?.slice(0, 2)).toEqual([0, 0.4])
    expect(value.leftState?.pressed?.[5]).toBe(true)
    expect(value.leftState?.axes).toEqual([0, 0, 0.25, -0.75])
    await heard.until('HEAD_MOVE', ({ value: { matrix } }) => near(matrix, poseMatrix(...head)))
    await headset.exit()
    expect(under.errors).toEqual([])
  })

  it('hands with all joints, their rays and radii; controllers and hands that take turns are never both told', async () => {
    await using under = await stage()
    const { headset, heard } = under
    await headset.enter('VR')
    const isBoth = (state: string) => (event: ClientEvent<'HAND_MOVE'> | ClientEvent<'CONTROLLER_MOVE'>) =>
      event.value.tracking.left === state && event.value.tracking.right === state
    // The first samples of a session say of each side what it is: controllers in both hands, and no hands.
    await heard.until('CONTROLLER_MOVE', isBoth('tracked'), 0)
    expect(heard.of('HAND_MOVE')[0]!.value).toMatchObject({ left: null, tracking: { left: 'absent', right: 'absent' } })

    await showHands(headset)
    const { value } = await heard.until(
      'HAND_MOVE',
      ({ value: { left, right } }) => allNear(left, joints.left) && allNear(right, joints.right),
    )
    expect(value.tracking).toEqual({ left: 'tracked', right: 'tracked' })
    expect(value.leftRadii).toHaveLength(25)
    expect(near(value.leftRay, joints.left.slice(0, 16))).toBe(true)
    await heard.until('CONTROLLER_MOVE', isBoth('absent'), 0)

    await headset.setInputMode('controller')
    await heard.until('CONTROLLER_MOVE', isBoth('tracked'))
    await heard.until('HAND_MOVE', isBoth('absent'))
    await headset.setInputMode('hand')
    await heard.until('HAND_MOVE', isBoth('tracked'))

    // In no frame of the headset were there both: what was put down is gone in the frame in which the other one comes.
    const handFrames = new Set(
      heard
        .of('HAND_MOVE')
        .filter(isBoth('tracked'))
        .map(({ xrFrame }) => xrFrame),
    )
    const controllerFrames = heard.of('CONTROLLER_MOVE').filter(isBoth('tracked'))
    expect(handFrames.size).toBeGreaterThan(1)
    expect(controllerFrames.filter(({ xrFrame }) => handFrames.has(xrFrame))).toEqual([])

    // A hand out of sight is absent, with all that belongs to it, and the other one stays.
    await headset.setHand('left', null)
    const lost = await heard.until('HAND_MOVE', ({ value: { left } }) => left === null)
    expect(lost.value).toMatchObject({
      leftRay: null,
      leftRadii: null,
      leftState: {},
      tracking: { left: 'absent', right: 'tracked' },
    })
    await headset.exit()
    expect(under.errors).toEqual([])
  })

  it('the body, where the browser tracks one', async () => {
    await using under = await stage()
    const { headset, heard, page } = under
    const left = [[-0.31, 1.12, -0.27], aroundAxis([1, 0.2, 0], -35)] as const
    await headset.setController('left', ...left)
    // The emulator has no body: one of which every joint is where the left controller is, but for its left hand.
    await page.evaluate(() => {
      const { xrDevice, XRFrame } = globalThis as unknown as {
        xrDevice: { controllers: { left: { inputSource: { targetRaySpace: unknown } } } }
        XRFrame: { prototype: object }
      }
      const space = xrDevice.controllers.left.inputSource.targetRaySpace
      const everything = { get: (name: string) => (name.startsWith('left-hand-thumb') ? undefined : space) }
      Object.defineProperty(XRFrame.prototype, 'body', { get: () => everything })
    })
    await headset.enter('VR')
    const expected = poseMatrix(...left)
    const { value } = await heard.until('BODY_MOVE', ({ value: { body } }) => near(body?.slice(0, 16), expected), 0)
    expect(allNear(value.body, Array.from({ length: 33 }, () => expected).flat())).toBe(true)
    expect(allNear(value.rightHand, Array.from({ length: 25 }, () => expected).flat())).toBe(true)
    expect(value).toMatchObject({
      leftHand: null,
      tracking: { body: 'tracked', leftHand: 'absent', rightHand: 'tracked' },
    })
    await headset.exit()
    await heard.until('BODY_MOVE', ({ value: { tracking } }) => tracking.body === 'absent', 0)
    expect(under.errors).toEqual([])
  })

  it('a gamepad that is no controller of the headset, while it is there', async () => {
    await using under = await stage({ nodes: () => [Gamepad({ key: 'pad', fps: 240 })] })
    const { headset, heard, page } = under
    await headset.enter('VR')
    await page.evaluate(() => {
      const buttons = [{ pressed: true, touched: true, value: 0.75 }]
      const pad = { id: 'Pad', index: 0, connected: true, mapping: 'standard', axes: [0.5, -1], buttons }
      navigator.getGamepads = () => [pad as unknown as Gamepad]
    })
    const { key, value } = await heard.until('GAMEPAD', () => true, 0)
    expect({ key, ...value }).toEqual({
      key: 'pad',
      id: 'Pad',
      connected: true,
      mapping: 'standard',
      axes: [0.5, -1],
      buttons: [0.75],
      pressed: [true],
      touched: [true],
    })
    await page.evaluate(() => {
      navigator.getGamepads = () => []
    })
    await heard.until('GAMEPAD', ({ value }) => !value.connected, 0)
    await headset.exit()
    expect(under.errors).toEqual([])
  })

  it('tells at once when a menu covers it, when it is taken off, and when the session ends', async () => {
    await using under = await stage()
    const { headset, heard } = under
    await headset.enter('VR')
    await heard.until('CONTROLLER_MOVE', ({ value }) => value.tracking.right === 'tracked', 0)
    expect(heard.states()).toEqual(['started'])

    for (const state of ['visible-blurred', 'hidden'] as const) {
      const from = heard.events.length
      await headset.setVisibility(state)
      await heard.until('XR_SESSION', ({ value }) => value.state === state, from)
      const gone = await heard.until('CONTROLLER_MOVE', ({ value }) => value.tracking.right === 'absent', from)
      expect(gone.value).toMatchObject({ right: null, rightGrip: null, tracking: { left: 'absent', right: 'absent' } })
      await heard.until('HEAD_MOVE', ({ value }) => value.tracking === 'absent', from)
      // And then there is nothing more to say, until it is in front again.
      expect(heard.of('HEAD_MOVE', from).filter(({ value }) => value.tracking === 'absent')).toHaveLength(1)
      await headset.setVisibility('visible')
      await heard.until('CONTROLLER_MOVE', ({ value }) => value.tracking.right === 'tracked', heard.events.length)
    }
    const from = heard.events.length
    await headset.exit()
    await heard.until('XR_SESSION', ({ value }) => value.state === 'ended', from)
    await heard.until('CONTROLLER_MOVE', ({ value }) => value.tracking.right === 'absent', from)
    expect(heard.states()).toEqual(['started', 'visible-blurred', 'visible', 'hidden', 'visible', 'ended'])
    expect(under.errors).toEqual([])
  })
})

/** Steps a centimetre to the right in each frame of the headset, until the returned function is called. */
async function walk(page: Page): Promise<() => Promise<{ taken: number; seconds: number }>> {
  const steps = await page.evaluateHandle(() => {
    const { xrDevice } = globalThis as unknown as {
      xrDevice: { activeSession: XRSession; position: { set(x: number, y: number, z: number): void } }
    }
    const steps = { taken: 0, isOver: false, beganAt: performance.now() }
    const step = () => {
      if (steps.isOver) return
      steps.taken += 1
      xrDevice.position.set(steps.taken / 100, 1.5, 0)
      xrDevice.activeSession.requestAnimationFrame(step)
    }
    xrDevice.activeSession.requestAnimationFrame(step)
    return steps
  })
  return () =>
    steps.evaluate((walked) => {
      walked.isOver = true
      return { taken: walked.taken, seconds: (performance.now() - walked.beganAt) / 1000 }
    })
}

describe.each([72, 90, 120])('a display that is asked for %i Hz', (hertz) => {
  it('has that rate; each of its frames is told at most once, at no more than fps, in order, and exactly', async () => {
    await using under = await stage({
      nodes: () => [
        XRSettings({ frameRate: hertz }),
        Head({ fps: 240 }),
        Hands({ fps: hertz }),
        MotionControllers({ fps: 10 }),
      ],
    })
    const { headset, heard, page } = under
    await headset.enter('VR')
    const { value } = await heard.until('XR_SESSION', ({ value }) => value.frameRate === hertz, 0)
    expect(value.frameRates).toContain(hertz)
    await showHands(headset)
    await heard.until('HAND_MOVE', ({ value: { left, right } }) => left !== null && right !== null)
    const end = await walk(page)
    await heard.until('HEAD_MOVE', ({ value: { matrix } }) => (matrix?.[12] ?? 0) > 0)
    const from = heard.events.length
    await expect.poll(() => heard.of('HEAD_MOVE', from).length, POLL).toBeGreaterThan(90)
    const during = new Set(heard.events.slice(from))
    const { taken, seconds } = await end()
    const told = <Name extends KnownEvent>(name: Name) => heard.of(name, from).filter((event) => during.has(event))

    const streams = [
      [told('HEAD_MOVE'), hertz],
      [told('HAND_MOVE'), hertz],
      [told('CONTROLLER_MOVE'), 10],
    ] as const
    for (const [events, fps] of streams) {
      const pairs = events.slice(1).map((event, index) => [events[index]!, event] as const)
      expect(pairs.length).toBeGreaterThan(1)
      expect(pairs.filter(([before, after]) => after.xrFrame! <= before.xrFrame!)).toEqual([])
      expect(pairs.filter(([before, after]) => after.sequence !== before.sequence! + 1)).toEqual([])
      expect(events.length).toBeLessThanOrEqual(taken)
      // One more than periods; and a frame may be a little early.
      expect(events.length).toBeLessThanOrEqual(seconds * fps + 2)
    }
    // The head has come as many steps as frames have gone by, whatever was told in between.
    const [first, ...others] = told('HEAD_MOVE')
    const stepsOf = ({ value: { matrix } }: ClientEvent<'HEAD_MOVE'>) => matrix![12]! * 100
    const wrong = others.filter((event) => {
      const expected = event.xrFrame! - first!.xrFrame!
      return Math.abs(stepsOf(event) - stepsOf(first!) - expected) > 0.01
    })
    expect(wrong.map((event) => [event.xrFrame, stepsOf(event)])).toEqual([])
    // And hands that rest are where they are, in each sample.
    expect(
      told('HAND_MOVE').filter(
        ({ value: { left, right } }) => !allNear(left, joints.left) || !allNear(right, joints.right),
      ),
    ).toEqual([])
    await headset.exit()
    expect(under.errors).toEqual([])
  })
})

describe('how a session is', () => {
  it('a feature that is refused keeps nobody out, and script and page are told', async () => {
    await using under = await stage()
    const { headset, heard, page } = under
    await headset.enter('VR')
    const { value } = await heard.until('XR_SESSION', ({ value }) => value.state === 'started', 0)
    expect(value).toMatchObject({ mode: 'immersive-vr', referenceSpace: 'local-floor' })
    expect(value.refused).toContain('body-tracking')
    expect(value.features).toEqual(expect.arrayContaining(['local-floor', 'hand-tracking']))
    expect(value.features).not.toContain('anchors')
    const body = await heard.until('BODY_MOVE', () => true, 0)
    expect(body.value).toEqual({
      body: null,
      leftHand: null,
      rightHand: null,
      tracking: { body: 'absent', leftHand: 'absent', rightHand: 'absent' },
    })
    expect((await heard.until('FEATURE_MISSING', () => true, 0)).value).toMatchObject({
      feature: 'body-tracking',
      reason: 'refused',
    })
    expect(await page.getByRole('note').filter({ hasText: 'VR has' }).textContent()).toMatch(
      /^VR has hand-tracking\. It did not get body-tracking\.$/,
    )
    await expect.poll(() => noticeIn(page), POLL).toBeGreaterThan(8)
    await headset.exit()
  })

  it('features are asked for only when a node needs them; settings come from the script and from the address', async () => {
    await using under = await stage({
      nodes: () => [Head(), XRSettings({ frameRate: 72, referenceSpace: 'unbounded', mode: 'immersive-vr' })],
      query: '&frameRate=120&foveation=0.2&features=anchors,no-such-thing',
    })
    const { headset, heard, page, session } = under
    await page.getByRole('button', { name: 'Enter VR' }).waitFor()
    expect(await page.getByRole('button', { name: 'Enter AR' }).count()).toBe(0)
    await headset.enter('VR')
    const { value } = await heard.until('XR_SESSION', ({ value }) => value.frameRate === 120, 0)
    expect(value.referenceSpace).toBe('unbounded')
    expect(value.features).toEqual(expect.arrayContaining(['anchors', 'unbounded']))
    expect(value.features).not.toContain('hand-tracking')
    expect(value.refused).toContain('no-such-thing')
    // The floor is at 0 in that space too.
    const head = [[0.3, 1.4, -0.2], aroundAxis([0, 1, 0], 30)] as const
    await headset.setHead(...head)
    await heard.until('HEAD_MOVE', ({ value: { matrix } }) => near(matrix, poseMatrix(...head)))

    // A node that comes after the session began says that it came too late.
    session.add(Hands({ key: 'late-hands' }), { to: 'bgChildren' })
    expect((await heard.until('FEATURE_MISSING', ({ key }) => key === 'late-hands', 0)).value.reason).toBe('late')
    await headset.exit()
    session.update({ key: 'xr-settings', mode: null })
    await page.getByRole('button', { name: 'Enter AR' }).waitFor()
    await headset.enter('VR')
    await heard.until('XR_SESSION', ({ value: { features } }) => features?.includes('hand-tracking') === true, 0)
    await headset.exit()
    expect(under.errors).toEqual([])
  })
})

/** The amber edge of a message below the line of sight, which is about a pixel wide here. */
const isNotice = (red: number, green: number, blue: number) => red > 100 && green > 0.65 * red && red - blue > 50
const noticeIn = async (page: Page) => new Picture(await page.screenshot()).centroid(isNotice).count

describe('what goes wrong', () => {
  it('an exception in a view or in a frame leaves the rest of the session alone, and is said in the headset', async () => {
    await using under = await stage()
    const { headset, heard, page, session } = under
    await headset.enter('VR')
    await heard.until('HEAD_MOVE', ({ value }) => value.tracking === 'tracked', 0)
    await expect.poll(() => noticeIn(page), POLL).toBe(0)

    session.add(Plane({ key: 'broken', args: [1, 1, 99_999] }))
    await expect.poll(() => noticeIn(page), POLL).toBeGreaterThan(8)
    await heard.until('HEAD_MOVE', ({ value }) => value.tracking === 'tracked')

    // From here on the device fails at whoever reads hands.
    await showHands(headset)
    await heard.until('HAND_MOVE', ({ value }) => value.tracking.left === 'tracked')
    const from = heard.events.length
    await page.evaluate(() => {
      const frames = (globalThis as unknown as { XRFrame: { prototype: Record<string, unknown> } }).XRFrame
      frames.prototype.fillPoses = () => {
        throw new Error('the device is confused')
      }
    })
    await heard.until('HAND_MOVE', ({ value }) => value.left === null && value.right === null, from)
    await heard.until('HEAD_MOVE', ({ value }) => value.tracking === 'tracked')
    await expect.poll(() => under.errors, POLL).toContain('the device is confused')
    // The head is told in every frame: so many have gone by.
    await expect.poll(() => heard.of('HEAD_MOVE', from).length, POLL).toBeGreaterThan(20)
    const hands = heard.of('HAND_MOVE', from)
    expect(hands.at(-1)!.value).toMatchObject({ left: null, right: null })
    expect(hands.filter(({ value }) => value.left === null)).toHaveLength(1)
    expect(new Set(under.errors)).toEqual(
      new Set(['args[2]: 99999 is too many, at most 1024', 'the device is confused']),
    )
    await headset.exit()
    await page.getByRole('button', { name: 'notes on this scene' }).click()
    await page.getByText('failed in 10 frames in a row and was switched off: the device is confused').first().waitFor()
    await page.getByText('99999 is too many').waitFor()
  })

  it('a model of a hand or controller that does not come is not drawn, and poses are sent as ever', async () => {
    await using under = await stage()
    const { headset, heard, page } = under
    await page.route('**/*.glb', (route) => route.fulfill({ status: 503, body: '' }))
    await headset.enter('VR')
    await heard.until('CONTROLLER_MOVE', ({ value }) => value.tracking.right === 'tracked', 0)
    await showHands(headset)
    await heard.until('HAND_MOVE', ({ value }) => allNear(value.right, joints.right))
    await expect.poll(() => under.errors.join(), POLL).toContain('left.glb')
    await expect.poll(() => noticeIn(page), POLL).toBeGreaterThan(8)
    await heard.until('HAND_MOVE', ({ value }) => value.tracking.right === 'tracked')
    await headset.exit()
    await page.getByRole('button', { name: 'on this scene' }).click()
    await page.getByText('The model of a hand could not be loaded. Its poses are sent as ever.').waitFor()
  })

  it('a controller that was put down before its model is known does not stay in the room', async () => {
    const nodes = () => [Hands({ hideLeft: true, hideRight: true, showFrame: false }), MotionControllers()]
    await using under = await stage({ nodes })
    const { headset, heard, page } = under
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/profile.json', async (route) => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest('**/profile.json')
    await headset.enter('VR')
    await page.addStyleTag({ content: '.overlay, [role=note] { display: none }' })
    for (const side of ['left', 'right'] as const) await headset.setController(side, [0, 1.5, -0.4], [0, 0, 0, 1])
    await asked
    await showHands(headset)
    await heard.until('HAND_MOVE', ({ value }) => value.tracking.left === 'tracked')
    const answered = page.waitForResponse('**/profile.json')
    release()
    await (await answered).finished()
    await headset.frames(60)
    const isLit = (red: number, green: number, blue: number) => Math.max(red, green, blue) > 20
    expect(new Picture(await page.screenshot()).centroid(isLit).count).toBe(0)

    // One that is taken up again is there.
    await headset.setInputMode('controller')
    await expect.poll(async () => new Picture(await page.screenshot()).centroid(isLit).count, POLL).toBeGreaterThan(500)
    await headset.exit()
    expect(under.errors).toEqual([])
  })

  it('a connection that is lost is said in the headset, whose session goes on; a new session of the server is told of it', async () => {
    await using under = await stage({ nodes: () => [Head({ fps: 120 })], options: { resumeSeconds: 0 } })
    const { headset, heard, page, wire, sessions } = under
    await headset.enter('VR')
    await heard.until('HEAD_MOVE', ({ value }) => value.tracking === 'tracked', 0)
    await expect.poll(() => noticeIn(page), POLL).toBe(0)
    wire.down()
    await expect.poll(() => noticeIn(page), POLL).toBeGreaterThan(8)
    wire.up()
    const session = await sessions.next()
    const again = heardOf.get(session)!
    const { value } = await again.until('XR_SESSION', () => true, 0)
    expect(value).toMatchObject({ state: 'started', mode: 'immersive-vr' })
    await again.until('HEAD_MOVE', ({ value }) => value.tracking === 'tracked', 0)
    await expect.poll(() => noticeIn(page), POLL).toBe(0)
    await headset.exit()
    await again.until('XR_SESSION', ({ value }) => value.state === 'ended', 0)
  })
})
