import { BufferGeometry, LineSegments, Vector3 } from 'three'
import { describe, expect, test, vi } from 'vitest'
import { Body, Gamepad, Hands, Head, MotionControllers } from '../../../protocol/index.ts'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { type InputLook, inputLooksOf } from '../../../src/xr/InputLooks.ts'
import { FakeSession, fakeBody, fakeController, someMatrix } from './fakeXR.ts'
import { inHands, stageOf, withControllers } from './inputStage.tsx'

type InputTag = 'Hands' | 'MotionControllers' | 'Head' | 'Body' | 'Gamepad'
type Props = Record<string, unknown>

const PAD = { id: 'Pad', connected: true, mapping: '', axes: [0.2], buttons: [] }
let pads: unknown[] = []

function stubPage(): void {
  pads = [PAD, { ...PAD, id: 'Second' }]
  vi.stubGlobal('navigator', { getGamepads: () => pads })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  for (const name of ['addEventListener', 'removeEventListener', 'cancelAnimationFrame']) vi.stubGlobal(name, () => {})
  vi.stubGlobal('requestAnimationFrame', () => 1)
}

function withBody(): FakeSession {
  const session = new FakeSession()
  session.body = fakeBody()
  return session
}

/** Where everything that the node can tell of is there. */
const SESSIONS: Record<InputTag, () => FakeSession> = {
  Hands: inHands,
  MotionControllers: withControllers,
  Head: () => new FakeSession(),
  Body: withBody,
  Gamepad: () => new FakeSession(),
}

const stage = (tag: InputTag, props: Props = {}, session = SESSIONS[tag]()) => stageOf(tag, props, { session })

const payloadOf = (event: SceneEvent | undefined) => event?.value as Record<string, never> | undefined

/** What a node sends in its first frame; `undefined` when it sends nothing. */
async function first(tag: InputTag, props: Props = {}, session?: FakeSession) {
  const { frame, sent } = await stage(tag, props, session)
  frame(0)
  return payloadOf(sent[0])
}

/** How many samples a node sends in a second on a display of 90 Hz. */
async function inOneSecond(tag: InputTag, props: Props = {}): Promise<number> {
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  let now = 0
  const { frame, sent } = await stage(tag, props)
  for (let count = 0; count < 90; count += 1) {
    now = (count * 1000) / 90
    frame(now)
  }
  vi.mocked(performance.now).mockRestore()
  return sent.length
}

/** The lengths of the axes that a node draws; bones, which are no axes, are left out. */
async function axes(tag: InputTag, props: Props = {}): Promise<number[]> {
  const { frame, drawn } = await stage(tag, props)
  frame(0)
  return drawn().flatMap((object) => {
    if (!(object instanceof LineSegments) || !(object.geometry instanceof BufferGeometry)) return []
    if (!object.geometry.hasAttribute('color')) return []
    const positions = object.geometry.getAttribute('position')
    const [from, to] = [0, 1].map((index) => new Vector3().fromBufferAttribute(positions as never, index))
    return [Math.round(from!.distanceTo(to!) * 1e4) / 1e4]
  })
}

async function looks(tag: 'Hands' | 'MotionControllers', props: Props): Promise<Record<string, InputLook>> {
  const { scene } = await stage(tag, props)
  return inputLooksOf(scene, tag === 'Hands' ? 'hand' : 'controller').getSnapshot()
}

const streams = (tag: InputTag) => async () => {
  expect(await first(tag)).toBeDefined()
  expect(await first(tag, { stream: false })).toBeUndefined()
}

const isSentAt = (tag: InputTag, byDefault: number) => async () => {
  expect(await inOneSecond(tag)).toBe(byDefault)
  expect(await inOneSecond(tag, { fps: 10 })).toBe(10)
  expect(await inOneSecond(tag, { fps: 1000 })).toBe(90)
}

const isSent = (tag: InputTag, prop: string, side: 'left' | 'right') => async () => {
  const other = side === 'left' ? 'right' : 'left'
  expect(await first(tag)).toMatchObject({ tracking: { left: 'tracked', right: 'tracked' } })
  expect(await first(tag, { [prop]: false })).toMatchObject({
    [side]: null,
    tracking: { [side]: 'absent', [other]: 'tracked' },
  })
}

const isDisabled = (tag: 'Hands' | 'MotionControllers', side: 'left' | 'right') => async () => {
  const prop = side === 'left' ? 'disableLeft' : 'disableRight'
  const other = side === 'left' ? 'right' : 'left'
  expect(await first(tag, { [prop]: true })).toMatchObject({
    [side]: null,
    tracking: { [side]: 'absent', [other]: 'tracked' },
  })
  expect(await looks(tag, { [prop]: true })).toEqual({ [side]: 'off', [other]: 'shown' })
}

const isHidden = (tag: 'Hands' | 'MotionControllers', side: 'left' | 'right', props: Props) => async () => {
  const other = side === 'left' ? 'right' : 'left'
  expect(await first(tag, props)).toMatchObject({ tracking: { left: 'tracked', right: 'tracked' } })
  expect(await looks(tag, props)).toEqual({ [side]: 'hidden', [other]: 'shown' })
  expect(await axes(tag, { ...props, showFrame: true })).toHaveLength(1)
}

const isAxisLength = (tag: InputTag, byDefault: number, shown: Props) => async () => {
  expect((await axes(tag, shown))[0]).toBe(byDefault)
  expect((await axes(tag, { ...shown, frameScale: 0.3 }))[0]).toBe(0.3)
}

const sides = (tag: 'Hands' | 'MotionControllers') => ({
  stream: streams(tag),
  fps: isSentAt(tag, 30),
  left: isSent(tag, 'left', 'left'),
  right: isSent(tag, 'right', 'right'),
  disableLeft: isDisabled(tag, 'left'),
  disableRight: isDisabled(tag, 'right'),
  hideLeft: isHidden(tag, 'left', { hideLeft: true }),
  hideRight: isHidden(tag, 'right', { hideRight: true }),
})

/** A controller pulses once for each hash that is another one, while somebody is in the headset. */
const pulses = (side: 'Left' | 'Right', part: Props, expected: readonly [number, number]) => async () => {
  const felt: Record<string, unknown[]> = { left: [], right: [] }
  const session = new FakeSession()
  session.controllers = (['left', 'right'] as const).map((hand) => {
    const controller = fakeController(hand, {})
    const actuator = { pulse: async (...pulse: number[]) => void felt[hand]!.push(pulse) }
    Object.assign(controller.source.gamepad as object, { hapticActuators: [actuator] })
    return controller
  })
  const { change, start } = await stage('MotionControllers', part, session)
  await change({ [`pulse${side}Hash`]: 'nobody is there yet' })
  start()
  await change({ [`pulse${side}Hash`]: 1 })
  await change({ [`pulse${side}Hash`]: 1, showFrame: true })
  await change({ [`pulse${side}Hash`]: 2 })
  const [own, other] = side === 'Left' ? ['left', 'right'] : ['right', 'left']
  expect(felt).toEqual({ [own!]: [expected, expected], [other!]: [] })
}

const TABLES = [
  {
    tag: 'Hands',
    declaration: Hands,
    cases: {
      ...sides('Hands'),
      showLeft: isHidden('Hands', 'left', { showLeft: false }),
      showRight: isHidden('Hands', 'right', { showRight: false }),
      showFrame: async () => {
        expect(await axes('Hands')).toHaveLength(2)
        expect(await axes('Hands', { showFrame: false })).toEqual([])
      },
      frameScale: isAxisLength('Hands', 0.02, {}),
      scale: async () => {
        // The wrist stays; what was a centimetre from it is three.
        const { left } = (await first('Hands', { scale: 3 }))!
        const [wrist, thumb] = [left![12]!, left![16 + 12]!]
        expect(thumb - wrist).toBeCloseTo(0.03, 6)
      },
      radii: async () => {
        expect(await first('Hands')).toMatchObject({ leftRadii: null, rightRadii: null })
        expect((await first('Hands', { radii: true }))!.rightRadii).toHaveLength(25)
      },
      hysteresis: async () => {
        // Thumb tip and index tip are 5 cm apart.
        const state = { pinch: true, tap: false }
        expect(await first('Hands')).toMatchObject({ leftState: { pinch: false, tap: false } })
        expect(await first('Hands', { hysteresis: { pinch: [0.06, 0.07] } })).toMatchObject({ leftState: state })
      },
    },
  },
  {
    tag: 'MotionControllers',
    declaration: MotionControllers,
    cases: {
      ...sides('MotionControllers'),
      showFrame: async () => {
        expect(await axes('MotionControllers')).toEqual([])
        expect(await axes('MotionControllers', { showFrame: true })).toHaveLength(2)
      },
      frameScale: isAxisLength('MotionControllers', 0.05, { showFrame: true }),
      pulseLeftStrength: pulses('Left', { pulseLeftStrength: 0.3 }, [0.3, 100]),
      pulseLeftDuration: pulses('Left', { pulseLeftDuration: 40 }, [1, 40]),
      pulseLeftHash: pulses('Left', {}, [1, 100]),
      pulseRightStrength: pulses('Right', { pulseRightStrength: 0.3 }, [0.3, 100]),
      pulseRightDuration: pulses('Right', { pulseRightDuration: 40 }, [1, 40]),
      pulseRightHash: pulses('Right', {}, [1, 100]),
    },
  },
  {
    tag: 'Head',
    declaration: Head,
    cases: {
      stream: streams('Head'),
      fps: isSentAt('Head', 30),
      show: async () => {
        expect(await axes('Head')).toEqual([])
        expect(await axes('Head', { show: true })).toHaveLength(1)
      },
      frameScale: isAxisLength('Head', 0.05, { show: true }),
    },
  },
  {
    tag: 'Body',
    declaration: Body,
    cases: {
      stream: streams('Body'),
      fps: isSentAt('Body', 60),
      leftHand: async () => {
        const value = await first('Body', { leftHand: false })
        expect(value).toMatchObject({ leftHand: null, tracking: { leftHand: 'absent', rightHand: 'tracked' } })
      },
      rightHand: async () => {
        const value = await first('Body', { rightHand: false })
        expect(value).toMatchObject({ rightHand: null, tracking: { leftHand: 'tracked', rightHand: 'absent' } })
      },
      showBody: async () => {
        const drawnOf = async (props: Props) => {
          const { frame, drawn } = await stage('Body', { showFrame: false, ...props })
          frame(0)
          return drawn().length
        }
        expect(await drawnOf({})).toBe(1)
        expect(await drawnOf({ showBody: false })).toBe(0)
      },
      showFrame: async () => {
        expect(await axes('Body')).toHaveLength(1)
        expect(await axes('Body', { showFrame: false })).toEqual([])
      },
      frameScale: isAxisLength('Body', 0.02, {}),
    },
  },
  {
    tag: 'Gamepad',
    declaration: Gamepad,
    cases: {
      index: async () => {
        expect(await first('Gamepad')).toMatchObject({ id: 'Pad' })
        expect(await first('Gamepad', { index: 1 })).toMatchObject({ id: 'Second' })
      },
      stream: streams('Gamepad'),
      fps: isSentAt('Gamepad', 30),
      deadzone: async () => {
        expect(await first('Gamepad')).toMatchObject({ axes: [0.2] })
        expect(await first('Gamepad', { deadzone: 0.5 })).toMatchObject({ axes: [0] })
      },
    },
  },
] as const

describe.each(TABLES)('$tag', ({ tag, declaration, cases }) => {
  test('has a test for each of its props', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(declaration.props).sort())
  })

  test.each(Object.entries(cases))(`${tag}: %s holds`, async (_prop, holds) => {
    stubPage()
    try {
      await holds()
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

test('what a node tells is where it is, whichever of its props are written', async () => {
  expect((await first('Head', { show: true }))!.matrix).toEqual(someMatrix())
})
