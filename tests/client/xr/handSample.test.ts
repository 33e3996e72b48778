import { describe, expect, test } from 'vitest'
import { positionOf } from '../../../protocol/index.ts'
import { PLAIN_THRESHOLDS } from '../../../src/xr/HandGestures.ts'
import { HandSampler } from '../../../src/xr/handSample.ts'
import { FakeSession, fakeController, fakeHand, SPACE, someJoints, someMatrix } from './fakeXR.ts'

function sampled(change: (hand: ReturnType<typeof fakeHand>, session: FakeSession) => void = () => {}) {
  const session = new FakeSession()
  const hand = fakeHand('left')
  session.hands = [hand]
  change(hand, session)
  const sampler = new HandSampler()
  return { session, hand, sampler, tracking: sampler.read(session.frame(), SPACE, hand.source) }
}

describe('reading a hand', () => {
  test('25 joints come in the order of the wire, whatever the order of the browser', () => {
    const { tracking, sampler } = sampled()
    expect(tracking).toBe('tracked')
    expect(sampler.joints).toEqual(someJoints())
    expect(positionOf(sampler.joints, 'index-finger-tip')[0]).toBeCloseTo(0.09, 6)
  })

  test('one fillPoses is all that it asks for', () => {
    expect(sampled().session.fillPosesCalls).toBe(1)
  })

  test('no hand is absent', () => {
    const session = new FakeSession()
    expect(new HandSampler().read(session.frame(), SPACE, undefined)).toBe('absent')
  })

  test('a controller is no hand', () => {
    const session = new FakeSession()
    expect(new HandSampler().read(session.frame(), SPACE, fakeController('left').source)).toBe('absent')
  })

  test('a hand of which fillPoses does not know all joints is absent, although it wrote numbers', () => {
    const { tracking } = sampled((hand) => {
      hand.filled = false
    })
    expect(tracking).toBe('absent')
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a hand with %s among its numbers is absent', (number) => {
    const { tracking } = sampled((hand) => {
      hand.joints![399] = number
    })
    expect(tracking).toBe('absent')
  })

  test('a hand without one of the joints is absent', () => {
    const { tracking } = sampled((hand) => {
      ;(hand.source.hand as unknown as Map<string, unknown>).delete('thumb-tip')
    })
    expect(tracking).toBe('absent')
  })

  test('a hand whose place is a guess is emulated', () => {
    const { tracking } = sampled((hand) => {
      hand.wrist.emulated = true
    })
    expect(tracking).toBe('emulated')
  })

  test('a browser without fillPoses is read joint by joint', () => {
    const { tracking, sampler } = sampled((_hand, session) => {
      session.hasFillPoses = false
    })
    expect(tracking).toBe('tracked')
    expect(sampler.joints).toEqual(someJoints())
  })

  test('a browser without fillPoses whose joint is lost has no hand', () => {
    const { tracking } = sampled((hand, session) => {
      session.hasFillPoses = false
      hand.joints = null
    })
    expect(tracking).toBe('absent')
  })

  test('another hand in the same place is read with its own joints', () => {
    const { sampler, session } = sampled()
    const other = fakeHand('left', someJoints(5))
    session.hands = [other]
    sampler.read(session.frame(), SPACE, other.source)
    expect(sampler.joints).toEqual(someJoints(5))
  })
})

describe('what else a hand has', () => {
  const reading = { thresholds: PLAIN_THRESHOLDS, scale: 1, radii: true }
  const read = (
    change: (hand: ReturnType<typeof fakeHand>, session: FakeSession) => void = () => {},
    how = reading,
  ) => {
    const session = new FakeSession()
    const hand = fakeHand('left')
    session.hands = [hand]
    change(hand, session)
    const sampler = new HandSampler()
    sampler.read(session.frame(), SPACE, hand.source, how)
    return { session, hand, sampler }
  }

  test('its target ray, where the device gives one', () => {
    const { sampler } = read()
    expect(sampler.hasRay).toBe(true)
    expect(sampler.ray).toEqual(someMatrix(0.5))
  })

  test.each([
    ['is not known', { matrix: null }],
    ['is a guess', { matrix: someMatrix(), emulated: true }],
    ['is no number', { matrix: someMatrix(Number.NaN) }],
  ])('no ray that %s', (_, ray) => {
    expect(read((hand) => Object.assign(hand.ray, { emulated: false }, ray)).sampler.hasRay).toBe(false)
  })

  test('the radius of each joint when it is asked for, in the order of the wire', () => {
    const { sampler, hand } = read()
    expect(sampler.hasRadii).toBe(true)
    expect(sampler.radii).toEqual(hand.radii)
    expect(read(() => {}, { ...reading, radii: false }).sampler.hasRadii).toBe(false)
  })

  test('a browser without fillJointRadii is asked joint by joint', () => {
    const { sampler, hand } = read((_hand, session) => {
      session.hasFillJointRadii = false
    })
    expect(sampler.hasRadii).toBe(true)
    expect(sampler.radii).toEqual(hand.radii)
  })

  test('radii of which one is not known are none, and the hand is there all the same', () => {
    const { sampler } = read((hand) => {
      hand.radii[7] = Number.NaN
    })
    expect(sampler.hasRadii).toBe(false)
    expect(sampler.tracking).toBe('tracked')
  })

  test('a scale moves the joints away from the wrist; gestures are those of the hand as it is', () => {
    const plain = read().sampler
    const { sampler, hand } = read(() => {}, { ...reading, scale: 2 })
    const wrist = positionOf(plain.joints, 'wrist')
    for (const joint of ['wrist', 'thumb-tip', 'pinky-finger-tip'] as const) {
      const before = positionOf(plain.joints, joint)
      for (const [axis, value] of positionOf(sampler.joints, joint).entries()) {
        expect(value).toBeCloseTo(wrist[axis]! + 2 * (before[axis]! - wrist[axis]!), 6)
      }
    }
    expect(sampler.joints.subarray(16, 28)).toEqual(plain.joints.subarray(16, 28))
    expect(sampler.state()).toEqual(plain.state())
    expect(sampler.radii[3]).toBeCloseTo(2 * hand.radii[3]!, 6)
  })

  test("the device's own pinch, from devices that tell it", () => {
    expect(read().sampler.state().select).toBeUndefined()
    const { sampler } = read((hand) => {
      Object.assign(hand.source, { gamepad: { buttons: [{ pressed: true, value: 0.8 }], axes: [] } })
    })
    expect(sampler.state()).toMatchObject({ select: true, selectValue: 0.8 })
  })

  test('with the hand all of it is gone', () => {
    const { sampler, session } = read()
    sampler.read(session.frame(), SPACE, undefined, reading)
    expect([sampler.tracking, sampler.hasRay, sampler.hasRadii]).toEqual(['absent', false, false])
  })
})
