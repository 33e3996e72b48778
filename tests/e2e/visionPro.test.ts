import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it, vi } from 'vitest'
import {
  Anchor,
  Body,
  Box,
  Clickable,
  DepthSensing,
  Hands,
  Head,
  HitTest,
  LightEstimation,
  MotionControllers,
  Movable,
  type NodeData,
  Scene,
  WebXRMesh,
  WebXRPlanes,
} from 'vuer-xr'
import { foreignRequests } from '../support/browser/chromium.ts'
import { Headset } from '../support/browser/headset.ts'
import { allowSafariOnly, MISSING } from '../support/browser/safariOnly.ts'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { allNear, near, poseMatrix } from '../support/pose.ts'
import { Heard, POLL } from '../support/server/heard.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

vi.setConfig({ testTimeout: 150_000 })
const openPage = sharedBrowser()

const AHEAD = [0, 0, 0, 1] as const
const EYES = [0, 1.6, 0] as const
const NAMES = [
  'HAND_MOVE',
  'CONTROLLER_MOVE',
  'HEAD_MOVE',
  'ON_CLICK',
  'OBJECT_MOVE',
  'OBJECT_MOVE_END',
  'FEATURE_MISSING',
  'XR_SESSION',
] as const

/** What the tests put on the page. */
interface OnPage {
  /** The features of each session that was asked for. */
  asked: string[][]
  /** What keeps videos and sounds playing: the page's own, which only views of the scene get hold of otherwise. */
  playingMedia: { keep(media: HTMLMediaElement | AudioContext): () => void }
  media: { sound: HTMLAudioElement; context: AudioContext; unwanted: HTMLAudioElement }
  xrDevice: { activeSession: XRSession }
}

/** A page in an emulated Vision Pro, with what its Safari has. */
async function stage(nodes: { children?: NodeData[]; bgChildren: NodeData[] }, prepare = allowSafariOnly) {
  const sessions = new SessionQueue()
  const heard: Heard[] = []
  const server = await startServer({}, (app) =>
    app.spawn(async (session) => {
      heard.push(new Heard(session, NAMES))
      session.set(
        Scene({ background: '#203040', grid: false, bgChildren: nodes.bgChildren }, ...(nodes.children ?? [])),
      )
      sessions.add(session)
      await session.forever()
    }),
  )
  const size = { width: 640, height: 320 }
  const watched = await openPage(`https://127.0.0.1:${server.port}/?emulate=visionpro`, size, async (page) => {
    await prepare(page)
    await page.addInitScript(() => {
      const { set } = WeakMap.prototype
      WeakMap.prototype.set = function (key, value) {
        if (value && typeof value === 'object' && 'resumeAll' in value)
          Object.assign(globalThis, { playingMedia: value })
        return set.call(this, key, value)
      }
    })
  })
  const { page, context, errors, requests } = watched
  const session = await sessions.next()
  await page.getByRole('button', { name: 'Enter VR' }).waitFor()
  await page.evaluate(() => {
    const asked: string[][] = []
    Object.assign(globalThis, { asked })
    const { requestSession } = XRSystem.prototype
    XRSystem.prototype.requestSession = function (mode, init) {
      asked.push([...(init?.requiredFeatures ?? []), ...(init?.optionalFeatures ?? [])])
      return requestSession.call(this, mode, init)
    }
  })
  return {
    page,
    session,
    errors,
    headset: new Headset(page),
    heard: heard[0]!,
    asked: () => page.evaluate(() => (globalThis as unknown as OnPage).asked),
    async [Symbol.asyncDispose]() {
      expect(foreignRequests(requests, server.port)).toEqual([])
      await context.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Keeps what a person should look at, where somebody asks for it. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.VUER_XR_PICTURES
  if (folder) writeFileSync(`${folder}/${name}.png`, await page.screenshot())
}

const basic = (color: string) => ({ materialType: 'basic', color }) as const

describe('on a Vision Pro', () => {
  it('VR alone is offered, hand tracking is asked for where a node needs it, and 25 joints of both hands arrive as they are', async () => {
    await using under = await stage({
      bgChildren: [Hands({ key: 'hands', fps: 120, radii: true }), Head({ fps: 120 })],
    })
    const { page, headset, heard, session } = under
    expect(await page.getByRole('button', { name: /Enter/ }).allTextContents()).toEqual(['Enter VR'])
    await headset.enter('VR')
    const started = await heard.until('XR_SESSION', ({ value }) => value.state === 'started', 0)
    // Its browser does not say what it granted.
    expect(started.value).toMatchObject({ mode: 'immersive-vr', referenceSpace: 'local-floor', features: null })
    expect(await under.asked()).toEqual([expect.arrayContaining(['local-floor', 'hand-tracking'])])

    const head = [
      [0.1, 1.5, -0.2],
      [0, Math.SQRT1_2, 0, Math.SQRT1_2],
    ] as const
    await headset.setHead(...head)
    const frame = recordedHands.frames.find(({ left, right }) => left && right)!
    const joints = { left: handNumbers(frame.left!), right: handNumbers(frame.right!) }
    await headset.setHand('left', joints.left)
    await headset.setHand('right', joints.right)
    await heard.until('HEAD_MOVE', ({ value: { matrix } }) => near(matrix, poseMatrix(...head)))
    const both = await heard.until(
      'HAND_MOVE',
      ({ value: { left, right } }) => allNear(left, joints.left) && allNear(right, joints.right),
    )
    expect(both.value).toMatchObject({ tracking: { left: 'tracked', right: 'tracked' } })
    expect(both.value.left).toHaveLength(25 * 16)
    // Each joint is asked for by itself, and has its radius all the same.
    expect(both.value.leftRadii).toHaveLength(25)
    await keepPicture(page, 'visionpro-hands')

    await headset.setHand('left', null)
    const gone = await heard.until('HAND_MOVE', ({ value }) => value.tracking.left === 'absent')
    expect(gone.value.left).toBeNull()

    // Leaving says so; a scene without hands asks for none the next time, and the next scene does again.
    await headset.exit()
    await heard.until('XR_SESSION', ({ value }) => value.state === 'ended', 0)
    const lost = await heard.until('HAND_MOVE', ({ value }) => value.tracking.right === 'absent', 0)
    expect(lost.value.right).toBeNull()
    session.remove('hands')
    const again = heard.events.length
    await headset.setHead(EYES, AHEAD)
    await headset.enter('VR')
    await heard.until('HEAD_MOVE', ({ value: { matrix } }) => near(matrix, poseMatrix(EYES, AHEAD)), again)
    await headset.exit()
    await expect.poll(() => heard.states(), POLL).toEqual(['started', 'ended', 'started', 'ended'])
    session.add(Hands({ key: 'hands-again' }), { to: 'bgChildren' })
    await expect.poll(() => heard.of('HAND_MOVE').length, POLL).toBeGreaterThan(0)
    await headset.enter('VR')
    await headset.setHand('right', joints.right)
    await heard.until('HAND_MOVE', ({ value: { right } }) => allNear(right, joints.right))
    const asked = await under.asked()
    expect(asked.map((features) => features.includes('hand-tracking'))).toEqual([true, false, true])
    await headset.exit()
    expect(under.errors).toEqual([])
  })

  it('looking and pinching clicks and moves; a pinch is no controller', async () => {
    await using under = await stage({
      bgChildren: [MotionControllers({ key: 'controllers', fps: 120 }), Head({ fps: 120 })],
      children: [
        Clickable(
          { key: 'button' },
          Box({ key: 'face', args: [0.3, 0.3, 0.1], position: [-0.5, 1.6, -1.5], ...basic('#d04040') }),
        ),
        Movable(
          { key: 'part', position: [0.5, 1.6, -1.5], showFrame: false },
          Box({ key: 'cube', args: [0.3, 0.3, 0.1], ...basic('#40a0d0') }),
        ),
      ],
    })
    const { page, headset, heard } = under
    await headset.enter('VR')
    await heard.until('HEAD_MOVE', ({ value: { matrix } }) => near(matrix, poseMatrix(EYES, AHEAD)), 0)
    await keepPicture(page, 'visionpro-scene')

    // Over within the fewest frames that a pinch can take: nobody may be too late to notice it.
    await headset.aimPinch('right', [-0.5, 1.6, 0], AHEAD)
    await headset.pinchAtGaze('right')
    await headset.unpinchAtGaze('right')
    const click = await heard.until('ON_CLICK', () => true, 0)
    expect(click.value).toMatchObject({ key: 'button', target: 'face', pointer: 'gaze', hand: 'right' })
    expect(click.value.point).toEqual([expect.closeTo(-0.5, 3), expect.closeTo(1.6, 3), expect.closeTo(-1.45, 3)])

    // A look is enough to take hold, the hand moves it from then on.
    await headset.aimPinch('left', [0.5, 1.6, 0], AHEAD)
    await headset.pinchAtGaze('left')
    // Nothing is told before it moves, so the hand moves until it is.
    let x = 0.5
    await expect
      .poll(async () => {
        x += 0.01
        await headset.aimPinch('left', [x, 1.6, 0], AHEAD)
        return heard.of('OBJECT_MOVE').length
      }, POLL)
      .toBeGreaterThan(2)
    await keepPicture(page, 'visionpro-held')
    await headset.aimPinch('left', [0.9, 1.8, 0], AHEAD)
    const moved = await heard.until('OBJECT_MOVE', ({ value }) => (value.position?.[1] ?? 0) > 1.75, 0)
    expect(moved.value).toMatchObject({ pointer: 'gaze', hands: ['left'] })
    await headset.unpinchAtGaze('left')
    const { value, key } = await heard.until('OBJECT_MOVE_END', () => true, 0)
    expect([key, value.reason, value.pointer]).toEqual(['part', 'released', 'gaze'])
    expect(value.position![1]).toBeCloseTo(1.8, 2)
    expect(value.position![2]).toBeCloseTo(-1.5, 2)

    // What a hand did with its eyes is nowhere told as a controller that is tracked.
    expect(heard.of('CONTROLLER_MOVE').length).toBeGreaterThan(0)
    for (const { value: told } of heard.of('CONTROLLER_MOVE')) {
      expect(told).toMatchObject({ left: null, right: null, tracking: { left: 'absent', right: 'absent' } })
    }
    // Another look, another click: the first pinch took nothing with it. This one ends with the session.
    await headset.pinchAtGaze('right')
    await headset.unpinchAtGaze('right')
    await expect.poll(() => heard.of('ON_CLICK').length, POLL).toBe(2)
    await headset.aimPinch('left', [0.9, 1.8, 0], AHEAD)
    await headset.pinchAtGaze('left')
    await headset.exit()
    await expect.poll(() => heard.states().at(-1), POLL).toBe('ended')
    expect(heard.of('ON_CLICK')).toHaveLength(2)
    expect(under.errors).toEqual([])
  })

  it('a script that asks for the room, or for the body, hears that there is none, and the rest is shown', async () => {
    await using under = await stage({
      bgChildren: [
        Head({ fps: 120 }),
        WebXRMesh({ key: 'mesh' }),
        WebXRPlanes({ key: 'planes' }),
        HitTest({ key: 'hit' }),
        DepthSensing({ key: 'depth' }),
        LightEstimation({ key: 'light' }),
        Body({ key: 'body' }),
      ],
      children: [Anchor({ key: 'place', position: [0, 1.6, -1] }, Box({ args: [0.3, 0.3, 0.3], ...basic('#ff8000') }))],
    })
    const { page, headset, heard, session } = under
    await expect(session.getWebXRMesh({}, { ttlMs: 20_000 })).rejects.toMatchObject({ code: 'NO_SESSION' })
    await headset.enter('VR')
    await expect.poll(() => heard.of('FEATURE_MISSING').length, POLL).toBe(7)
    const missing = heard.of('FEATURE_MISSING').map(({ key, value }) => [key, value.feature, value.reason])
    expect(missing.sort()).toEqual([
      ['body', 'body-tracking', 'refused'],
      ['depth', 'depth-sensing', 'vr'],
      ['hit', 'hit-test', 'vr'],
      ['light', 'light-estimation', 'vr'],
      ['mesh', 'mesh-detection', 'vr'],
      ['place', 'anchors', 'vr'],
      ['planes', 'plane-detection', 'vr'],
    ])
    // None of it was asked for, which would have asked the person.
    const [asked] = await under.asked()
    expect(asked).not.toContain('hit-test')
    expect(asked).not.toContain('mesh-detection')
    await expect(session.getWebXRMesh({}, { ttlMs: 20_000 })).rejects.toMatchObject({ code: 'FEATURE_MISSING' })
    await headset.setHead([0, 1.5, 0.2], AHEAD)
    await heard.until('HEAD_MOVE', ({ value: { matrix } }) => near(matrix, poseMatrix([0, 1.5, 0.2], AHEAD)))
    await keepPicture(page, 'visionpro-no-room')
    await headset.exit()
    expect(under.errors).toEqual([])
  })

  it('what plays goes on playing in the headset and after it', async () => {
    await using under = await stage({ bgChildren: [Head({ fps: 120 })] })
    const { page, headset, heard } = under
    await page.evaluate(async () => {
      const { playingMedia } = globalThis as unknown as OnPage
      // A second of silence: a header of 44 bytes and 8000 samples of 8 bits.
      const wave = new DataView(new ArrayBuffer(44 + 8000))
      const text = (at: number, letters: string) =>
        [...letters].forEach((letter, index) => {
          wave.setUint8(at + index, letter.charCodeAt(0))
        })
      text(0, 'RIFF')
      wave.setUint32(4, 36 + 8000, true)
      text(8, 'WAVEfmt ')
      wave.setUint32(16, 16, true)
      wave.setUint16(20, 1, true)
      wave.setUint16(22, 1, true)
      wave.setUint32(24, 8000, true)
      wave.setUint32(28, 8000, true)
      wave.setUint16(32, 1, true)
      wave.setUint16(34, 8, true)
      text(36, 'data')
      wave.setUint32(40, 8000, true)
      for (let at = 44; at < wave.byteLength; at += 1) wave.setUint8(at, 128)
      const url = URL.createObjectURL(new Blob([wave], { type: 'audio/wav' }))
      const make = () => Object.assign(new Audio(url), { loop: true, muted: true })
      const media = { sound: make(), unwanted: make(), context: new AudioContext() }
      Object.assign(globalThis, { media })
      await Promise.all([media.sound.play(), media.unwanted.play(), media.context.resume()])
      playingMedia.keep(media.sound)
      playingMedia.keep(media.context)
    })
    const state = () =>
      page.evaluate(() => {
        const { sound, unwanted, context } = (globalThis as unknown as OnPage).media
        return { sound: !sound.paused, unwanted: !unwanted.paused, context: context.state }
      })
    expect(await state()).toEqual({ sound: true, unwanted: true, context: 'running' })

    await headset.enter('VR')
    await heard.until('HEAD_MOVE', ({ value }) => value.tracking === 'tracked', 0)
    // What nobody keeps stays paused: so it was paused.
    const playing = { sound: true, unwanted: false, context: 'running' }
    await expect.poll(state, POLL).toEqual(playing)

    // The same as it ends.
    const pause = () =>
      page.evaluate(async () => {
        const { sound, context } = (globalThis as unknown as OnPage).media
        sound.pause()
        await context.suspend()
      })
    await headset.exit()
    await pause()
    await expect.poll(state, POLL).toEqual(playing)
    expect(under.errors).toEqual([])
  })
})

describe('the browser of these tests', () => {
  /** Calls from a frame of the session, as a view would, what Safari does not have. */
  const callWhatIsMissing = (page: Page) =>
    page.evaluate(() => {
      const session = (globalThis as unknown as OnPage).xrDevice.activeSession
      // Where it is there, whether the display can do it is another question.
      session.requestAnimationFrame(() => void session.updateTargetFrameRate(72).catch(() => undefined))
    })
  /** Which of the members that Safari lacks there are, on the classes themselves. */
  const present = (page: Page) =>
    page.evaluate(
      (missing) =>
        Object.entries(missing).flatMap(([name, members]) => {
          const { prototype } = (globalThis as unknown as Record<string, { prototype: object }>)[name]!
          return members.filter((member) => member in prototype).map((member) => `${name}.${member}`)
        }),
      MISSING,
    )

  it('has nothing of what Safari lacks, so that calling it is an error that the tests see', async () => {
    await using under = await stage({ bgChildren: [Head({ fps: 120 })] })
    const { page, headset, heard } = under
    // The client brings its own where it cannot do without.
    expect(await present(page)).toEqual(['XRFrame.fillPoses'])
    await headset.enter('VR')
    await heard.until('HEAD_MOVE', ({ value }) => value.tracking === 'tracked', 0)
    expect(under.errors).toEqual([])
    await callWhatIsMissing(page)
    await expect.poll(() => under.errors.join(), POLL).toMatch(/updateTargetFrameRate is not a function/)
    // The page is behind, as it is there.
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden')
    await headset.exit()
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible')
  })

  it('would have all of it otherwise', async () => {
    await using under = await stage({ bgChildren: [Head({ fps: 120 })] }, async () => {})
    const { page, headset, heard } = under
    expect((await present(page)).length).toBeGreaterThan(25)
    await headset.enter('VR')
    await heard.until('HEAD_MOVE', ({ value }) => value.tracking === 'tracked', 0)
    await callWhatIsMissing(page)
    await headset.exit()
    await expect.poll(() => heard.states().at(-1), POLL).toBe('ended')
    expect(under.errors).toEqual([])
  })
})
