import { describe, expect, test } from 'vitest'
import { jointIndex, positionOf } from '../../../protocol/index.ts'
import { HandSampler, handStateOf } from '../../../src/xr/handSample.ts'
import { FakeSession, fakeController, fakeHand, SPACE, someJoints } from './fakeXR.ts'

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

describe('what is derived from a hand', () => {
  const at = (joints: Float32Array, joint: Parameters<typeof jointIndex>[0], x: number, y: number, z: number) =>
    joints.set([x, y, z], jointIndex(joint) * 16 + 12)

  test('finger tips less than a centimetre apart are a pinch, and a tap', () => {
    const joints = someJoints()
    at(joints, 'thumb-tip', 0, 1, 0)
    at(joints, 'index-finger-tip', 0.003, 1, 0.004)
    const state = handStateOf(joints)
    expect(state).toMatchObject({ pinch: true, tap: true })
    expect(state.pinchValue).toBeCloseTo(0.005, 6)
    expect(state.tapValue).toBe(state.pinchValue)
  })

  test('a middle finger that is bent to its base is a squeeze', () => {
    const joints = someJoints()
    at(joints, 'middle-finger-tip', 0, 1, 0)
    at(joints, 'middle-finger-phalanx-proximal', 0, 1, 0.06)
    expect(handStateOf(joints)).toMatchObject({ squeeze: true })
    at(joints, 'middle-finger-phalanx-proximal', 0, 1, 0.09)
    expect(handStateOf(joints)).toMatchObject({ squeeze: false, pinch: false })
  })
})
