import { describe, expect, test } from 'vitest'
import {
  BODY_JOINTS,
  BODY_LENGTH,
  Body,
  bodyJointIndex,
  bodyMatrixOf,
  decodeFrame,
  encodeFrame,
  Gamepad,
  HAND_LENGTH,
  Hands,
  readEventValue,
  valueForVuer,
  XRSettings,
} from '../../protocol/index.ts'
import { refusal } from '../support/refusal.ts'

/** So many numbers of poses, of which pose n is at x = n. */
function poses(length: number): Float32Array {
  const numbers = new Float32Array(length)
  for (let at = 0; at < length; at += 16) numbers.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, at / 16, 0, 0, 1], at)
  return numbers
}
const body = poses(BODY_LENGTH)
const hand = poses(HAND_LENGTH)
const matrix = poses(16)

describe('bodies', () => {
  test('[EV20] the joints of a body are in the order of Vuer: both palms come before the legs', () => {
    expect(BODY_JOINTS).toHaveLength(33)
    expect([0, 16, 17, 18, 19, 32].map((index) => BODY_JOINTS[index])).toEqual([
      'hips',
      'right-hand-wrist-twist',
      'left-hand-palm',
      'right-hand-palm',
      'left-upper-leg',
      'right-foot-ball',
    ])
    expect(bodyJointIndex('head')).toBe(6)
    expect(bodyMatrixOf(body, 'right-hand-palm')[12]).toBe(18)
    expect(() => bodyJointIndex('tail' as never)).toThrow(RangeError)
  })

  test('[EV20] a body and its hands are read with their states', () => {
    const read = readEventValue('BODY_MOVE', {
      body: [...body],
      leftHand: hand,
      tracking: { body: 'tracked', leftHand: 'emulated', rightHand: 'absent' },
      extra: 1,
    })
    expect(read).toEqual({
      body,
      leftHand: hand,
      rightHand: null,
      tracking: { body: 'tracked', leftHand: 'emulated', rightHand: 'absent' },
    })
  })

  test("[EV22] zeros of Vuer's clients are absent, in bodies and heads, and never a pose", () => {
    const zeros = (length: number) => new Array<number>(length).fill(0)
    expect(
      readEventValue('BODY_MOVE', {
        body: zeros(BODY_LENGTH),
        leftHand: zeros(HAND_LENGTH),
        rightHand: [...hand],
      }),
    ).toEqual({
      body: null,
      leftHand: null,
      rightHand: hand,
      tracking: { body: 'absent', leftHand: 'absent', rightHand: 'unknown' },
    })
    expect(readEventValue('HEAD_MOVE', { matrix: zeros(16) })).toEqual({ matrix: null, tracking: 'absent' })
  })

  test('[EV22] to a server of Vuer the absent parts of a body are zeros, as its programs expect', () => {
    const value = { body: null, leftHand: hand, rightHand: null, tracking: { body: 'absent' } }
    const frame = decodeFrame(encodeFrame({ value: valueForVuer('BODY_MOVE', value) }, 'vuer')) as {
      value: Record<string, number[]>
    }
    expect(Object.keys(frame.value)).toEqual(['body', 'leftHand', 'rightHand'])
    expect(frame.value.body).toEqual(new Array(BODY_LENGTH).fill(0))
    expect(frame.value.leftHand).toEqual([...hand])
    expect(frame.value.rightHand).toHaveLength(HAND_LENGTH)
    expect(valueForVuer('HAND_MOVE', value)).toBe(value)
  })

  test('[EV1] a body with another count of joints is refused', () => {
    expect(() => readEventValue('BODY_MOVE', { body: poses(512) })).toThrow('expected 528 numbers')
  })
})

describe('what belongs to hands and controllers', () => {
  test('[EV23] ray, radii and grip are read with their side, and go with it', () => {
    const radii = new Array<number>(25).fill(0.01)
    const whole = {
      left: hand,
      leftRay: [...matrix],
      leftRadii: radii,
      right: null,
      rightRay: matrix,
      rightRadii: radii,
    }
    expect(readEventValue('HAND_MOVE', whole)).toMatchObject({
      leftRay: matrix,
      leftRadii: Float32Array.from(radii),
      rightRay: null,
      rightRadii: null,
    })
    const grips = { left: matrix, leftGrip: [...matrix], right: matrix, rightGrip: matrix }
    expect(
      readEventValue('CONTROLLER_MOVE', { ...grips, tracking: { left: 'tracked', right: 'absent' } }),
    ).toMatchObject({
      leftGrip: matrix,
      right: null,
      rightGrip: null,
    })
  })

  test('[EV23] who does not send them says nothing about them', () => {
    expect(readEventValue('HAND_MOVE', { left: hand })).toMatchObject({ leftRay: null, leftRadii: null })
    expect(readEventValue('CONTROLLER_MOVE', { left: matrix })).toMatchObject({ leftGrip: null, rightGrip: null })
  })

  test('[EV1] radii of another count are refused', () => {
    expect(() => readEventValue('HAND_MOVE', { left: hand, leftRadii: [1, 2] })).toThrow('expected 25 numbers')
  })
})

describe('gamepads', () => {
  test('[EV10] what Vuer’s clients send is read, and what they do not say is filled in', () => {
    expect(readEventValue('GAMEPAD', { id: 'Pad', axes: [0, 1], buttons: [1], extra: 1 })).toEqual({
      id: 'Pad',
      connected: true,
      mapping: '',
      axes: [0, 1],
      buttons: [1],
    })
  })
})

describe('sessions of the headset', () => {
  const session = { state: 'started', mode: 'immersive-vr', referenceSpace: 'local-floor' }

  test('[EV21] a session says its state, mode and space, and what it was granted', () => {
    expect(readEventValue('XR_SESSION', session)).toEqual({
      ...session,
      frameRate: null,
      frameRates: [],
      features: null,
      refused: [],
    })
  })

  test.each([
    [{ ...session, state: 'paused' }, 'state'],
    [{ ...session, mode: 'inline' }, 'mode'],
    [{ state: 'ended', mode: 'immersive-ar' }, 'referenceSpace'],
  ])('[EV21] %j is refused', (value, name) => {
    expect(() => readEventValue('XR_SESSION', value)).toThrow(`XR_SESSION: value.${name}`)
  })
})

describe('nodes', () => {
  test('[ND14] thresholds of a hysteresis are a smaller and a larger distance', () => {
    expect(Hands({ hysteresis: { pinch: [0.01, 0.02] } })).toMatchObject({ hysteresis: { pinch: [0.01, 0.02] } })
    expect(Hands({ hysteresis: true })).toMatchObject({ hysteresis: true })
    for (const pinch of [[0.02, 0.01], [0.01], [-1, 1]]) {
      expect(refusal(() => Hands({ hysteresis: { pinch } } as never)).message).toContain('expected [below, above]')
    }
  })

  test.each([
    [{ mode: '3d' }, 'mode'],
    [{ referenceSpace: 'moon' }, 'referenceSpace'],
    [{ frameRate: 0 }, 'frameRate: expected a number above 0'],
    [{ foveation: 1.1 }, 'foveation: expected a number from 0 to 1'],
    [{ framebufferScale: 0 }, 'framebufferScale: expected a number above 0, at most 4'],
    [{ features: 'anchors' }, 'features: expected a list'],
  ])('[ND14] XRSettings with %j is refused', (props, message) => {
    expect(refusal(() => XRSettings(props as never)).message).toContain(message)
  })

  test('[ND14] a gamepad has a whole number, and a dead zone that leaves something', () => {
    expect(refusal(() => Gamepad({ index: -1 })).message).toContain('index: expected a whole number from 0')
    expect(refusal(() => Gamepad({ deadzone: 1 })).message).toContain('deadzone: expected a number from 0 to below 1')
  })

  test('[ND3] those that are usually alone have Vuer’s keys', () => {
    expect([Body().key, XRSettings().key]).toEqual(['body_tracking', 'xr-settings'])
  })
})
