import { describe, expect, test } from 'vitest'
import { jointIndex } from '../../../protocol/index.ts'
import { HandGestures, PLAIN_THRESHOLDS, STEADY_THRESHOLDS, thresholdsOf } from '../../../src/xr/HandGestures.ts'
import { Latch } from '../../../src/xr/Latch.ts'
import { someJoints } from './fakeXR.ts'

const at = (joints: Float32Array, joint: Parameters<typeof jointIndex>[0], x: number, y: number, z: number) =>
  joints.set([x, y, z], jointIndex(joint) * 16 + 12)

/** A hand whose thumb and index finger are so many metres apart. */
function apart(metres: number): Float32Array {
  const joints = someJoints()
  at(joints, 'thumb-tip', 0, 1, 0)
  at(joints, 'index-finger-tip', metres, 1, 0)
  return joints
}

describe('what is derived from a hand', () => {
  test('finger tips less than a centimetre apart are a pinch, and a tap', () => {
    const gestures = new HandGestures()
    const joints = someJoints()
    at(joints, 'thumb-tip', 0, 1, 0)
    at(joints, 'index-finger-tip', 0.003, 1, 0.004)
    gestures.update(joints, PLAIN_THRESHOLDS)
    expect(gestures.pinchValue).toBeCloseTo(0.005, 6)
    expect([gestures.pinch.isClosed, gestures.tap.isClosed]).toEqual([true, true])
    gestures.update(apart(0.011), PLAIN_THRESHOLDS)
    expect([gestures.pinch.isClosed, gestures.tap.isClosed]).toEqual([false, false])
  })

  test('a middle finger that is bent to its base is a squeeze', () => {
    const gestures = new HandGestures()
    const joints = someJoints()
    at(joints, 'middle-finger-tip', 0, 1, 0)
    at(joints, 'middle-finger-phalanx-proximal', 0, 1, 0.06)
    gestures.update(joints, PLAIN_THRESHOLDS)
    expect(gestures.squeeze.isClosed).toBe(true)
    at(joints, 'middle-finger-phalanx-proximal', 0, 1, 0.09)
    gestures.update(joints, PLAIN_THRESHOLDS)
    expect(gestures.squeeze.isClosed).toBe(false)
    expect(gestures.squeezeValue).toBeCloseTo(0.09, 6)
  })

  test('with hysteresis a pinch that trembles around its threshold closes once and opens once', () => {
    const changesOf = (thresholds: typeof PLAIN_THRESHOLDS) => {
      const gestures = new HandGestures()
      let changes = 0
      for (const metres of [0.03, 0.012, 0.009, 0.0105, 0.0095, 0.0112, 0.0098, 0.015, 0.021, 0.019, 0.0205]) {
        const before = gestures.pinch.isClosed
        gestures.update(apart(metres), thresholds)
        if (gestures.pinch.isClosed !== before) changes += 1
      }
      return changes
    }
    expect(changesOf(STEADY_THRESHOLDS)).toBe(2)
    expect(changesOf(PLAIN_THRESHOLDS)).toBeGreaterThan(4)
  })

  test('a hand that was lost has let go: what lies between the thresholds is open then', () => {
    const gestures = new HandGestures()
    gestures.update(apart(0.005), STEADY_THRESHOLDS)
    gestures.update(apart(0.015), STEADY_THRESHOLDS)
    expect(gestures.pinch.isClosed).toBe(true)
    gestures.reset()
    gestures.update(apart(0.015), STEADY_THRESHOLDS)
    expect(gestures.pinch.isClosed).toBe(false)
  })

  test('thresholds can be given for one gesture; the others are as in Vuer', () => {
    expect(thresholdsOf(false)).toBe(PLAIN_THRESHOLDS)
    expect(thresholdsOf(true)).toBe(STEADY_THRESHOLDS)
    expect(thresholdsOf({ squeeze: [0.05, 0.06] })).toEqual({ ...PLAIN_THRESHOLDS, squeeze: [0.05, 0.06] })
  })
})

test('a latch with one threshold is on one side of it or on the other', () => {
  const latch = new Latch()
  expect([0.02, 0.01, 0.009, 0.01, 0.009].map((value) => latch.update(value, 0.01, 0.01))).toEqual([
    false,
    false,
    true,
    false,
    true,
  ])
})
