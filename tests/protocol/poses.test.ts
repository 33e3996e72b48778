import { Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, test } from 'vitest'
import {
  controllerOf,
  FINGER_TIPS,
  HAND_JOINTS,
  HAND_LENGTH,
  handOf,
  headOf,
  jointIndex,
  positionOf,
  readClientMessage,
  readEventValue,
  relativeTo,
} from '../../protocol/index.ts'
import { handNumbers, recordedHands } from '../support/handFixture.ts'
import { aroundAxis, poseMatrix } from '../support/pose.ts'

const frame = recordedHands.frames.find(({ left, right }) => left && right)!
const left = Float32Array.from(handNumbers(frame.left!))
const right = Float32Array.from(handNumbers(frame.right!))
const tracking = { left: 'tracked', right: 'emulated' } as const
const both = readEventValue('HAND_MOVE', { left, right, tracking, rightState: { pinch: true } })

describe('a hand', () => {
  test('each joint is where three.js finds it in the recording', () => {
    const hand = handOf(both, 'left')!
    for (const [index, name] of HAND_JOINTS.entries()) {
      const [x, y, z, qx, qy, qz, qw] = frame.left![index]!
      const { position, quaternion } = hand.joint(name)
      expect(new Vector3(...position).distanceTo(new Vector3(x, y, z)), name).toBeLessThan(1e-6)
      const expected = new Quaternion(qx, qy, qz, qw).normalize()
      expect(new Quaternion(...quaternion).angleTo(expected), name).toBeLessThan(2e-3)
      expect(Math.hypot(...quaternion)).toBeCloseTo(1, 12)
    }
  })

  test('a joint is a view of the numbers that came, and says its name', () => {
    const tip = handOf(both, 'right')!.joint('index-finger-tip')
    expect(tip.name).toBe('index-finger-tip')
    expect(tip.matrix.buffer).toBe(both.right!.buffer)
    expect(tip.matrix).toHaveLength(16)
    expect(tip.matrix.byteOffset).toBe(both.right!.byteOffset + 9 * 64)
    expect(tip.position).toEqual(positionOf(both.right!, 'index-finger-tip'))
  })

  test('the wrist is the joint of that name, and says which hand and how it is tracked', () => {
    const hand = handOf(both, 'right')!
    expect(hand.wrist.position).toEqual(hand.joint('wrist').position)
    expect([hand.side, hand.tracking, hand.state]).toEqual(['right', 'emulated', { pinch: true }])
    expect(handOf(both, 'left')!.state).toEqual({})
  })

  test('thumb and index finger are as far apart as their tips', () => {
    const joints = new Float32Array(HAND_LENGTH).fill(1)
    joints.set([1, 2, 3], jointIndex('thumb-tip') * 16 + 12)
    joints.set([1, 5, 7], jointIndex('index-finger-tip') * 16 + 12)
    const value = readEventValue('HAND_MOVE', { left: joints })
    expect(handOf(value, 'left')!.pinchDistance).toBe(5)
  })

  test('the finger tips are 4, 9, 14, 19 and 24, as published programs count', () => {
    expect(FINGER_TIPS.map(jointIndex)).toEqual([4, 9, 14, 19, 24])
  })

  test('a radius is there only if the sender says it', () => {
    expect(handOf(both, 'left')!.joint('wrist').radius).toBeUndefined()
    const radii = Float32Array.from(HAND_JOINTS, (_, index) => index / 1000)
    const value = readEventValue('HAND_MOVE', { left, right, leftRadii: radii })
    expect(handOf(value, 'left')!.joint('index-finger-tip').radius).toBeCloseTo(0.009)
    expect(handOf(value, 'right')!.joint('index-finger-tip').radius).toBeUndefined()
  })

  test('a ray is there only if the sender says it', () => {
    const value = readEventValue('HAND_MOVE', { left, right, leftRay: poseMatrix([1, 2, 3], [0, 0, 0, 1]) })
    expect(handOf(value, 'left')!.ray!.position).toEqual([1, 2, 3])
    expect(handOf(value, 'right')!.ray).toBeNull()
  })

  test('an absent hand is null, and so are the zeros that Vuer sends before it has seen one', () => {
    expect(handOf(readEventValue('HAND_MOVE', {}), 'left')).toBeNull()
    expect(
      handOf(readEventValue('HAND_MOVE', { left, tracking: { left: 'absent', right: 'absent' } }), 'left'),
    ).toBeNull()
    expect(handOf(readEventValue('HAND_MOVE', { left: new Float32Array(HAND_LENGTH) }), 'left')).toBeNull()
    expect(handOf(readEventValue('HAND_MOVE', { left }), 'left')!.tracking).toBe('unknown')
  })

  test('a joint that is none is refused', () => {
    expect(() => handOf(both, 'left')!.joint('elbow' as never)).toThrow('"elbow" is no hand joint')
  })

  test('a wrist can be told from the head without taking numbers apart', () => {
    const head = headOf(readEventValue('HEAD_MOVE', { matrix: poseMatrix([0, 1.6, 0], aroundAxis([0, 1, 0], 30)) }))!
    const { wrist } = handOf(both, 'left')!
    const expected = new Matrix4()
      .fromArray([...head.matrix])
      .invert()
      .multiply(new Matrix4().fromArray([...wrist.matrix]))
    expect(
      new Vector3(...relativeTo(wrist, head).position).distanceTo(new Vector3().setFromMatrixPosition(expected)),
    ).toBeLessThan(1e-6)
  })
})

describe('a controller', () => {
  const ray = poseMatrix([0.3, 1.1, -0.4], aroundAxis([1, 0, 0], -45))
  const grip = Float32Array.from(poseMatrix([0.3, 1.1, -0.35], aroundAxis([1, 0, 0], -90)))
  const leftState = {
    trigger: true,
    triggerValue: 0.75,
    squeeze: false,
    squeezeValue: 0.1,
    touchpad: 'touched',
    thumbstick: true,
    aButton: true,
    bButton: false,
    touchpadValue: [null, null],
    thumbstickValue: [0.5, -1],
  }

  test('has its ray, its buttons and its axes', () => {
    const value = readEventValue('CONTROLLER_MOVE', {
      left: ray,
      leftState,
      tracking: { left: 'tracked', right: 'absent' },
    })
    const controller = controllerOf(value, 'left')!
    expect([controller.side, controller.tracking]).toEqual(['left', 'tracked'])
    expect(controller.ray.matrix).toBe(value.left)
    expect(controller.buttons).toEqual({
      trigger: { pressed: true, value: 0.75 },
      squeeze: { pressed: false, value: 0.1 },
      touchpad: { pressed: false, value: 0, touched: true },
      thumbstick: { pressed: true, value: 1 },
      a: { pressed: true, value: 1 },
      b: { pressed: false, value: 0 },
    })
    expect(controller.axes).toEqual({ touchpad: [0, 0], thumbstick: [0.5, -1] })
    expect(controllerOf(value, 'right')).toBeNull()
  })

  test('has its grip only if the sender says it', () => {
    const value = readEventValue('CONTROLLER_MOVE', { left: ray, right: ray })
    expect(controllerOf(value, 'left')!.grip).toBeNull()
    const withGrip = readEventValue('CONTROLLER_MOVE', { left: ray, right: ray, leftGrip: grip })
    expect(controllerOf(withGrip, 'left')!.grip!.position).toEqual([...grip.subarray(12, 15)])
    expect(controllerOf(withGrip, 'right')!.grip).toBeNull()
  })

  test('without a word about buttons nothing is pressed', () => {
    const { buttons, axes, tracking: state } = controllerOf(readEventValue('CONTROLLER_MOVE', { right: ray }), 'right')!
    expect(Object.values(buttons).some(({ pressed, value }) => pressed || value !== 0)).toBe(false)
    expect(axes).toEqual({ touchpad: [0, 0], thumbstick: [0, 0] })
    expect(state).toBe('unknown')
  })

  test.each([true, 'pressed'])('a touchpad that is %s is pressed, and touched', (touchpad) => {
    const value = readEventValue('CONTROLLER_MOVE', { left: ray, leftState: { touchpad } })
    expect(controllerOf(value, 'left')!.buttons.touchpad).toEqual({ pressed: true, value: 1, touched: true })
  })
})

describe('a head', () => {
  test('is a pose with its tracking, and null when it is absent', () => {
    const matrix = poseMatrix([0, 1.6, 0], aroundAxis([0, 1, 0], 90))
    const head = headOf(readEventValue('HEAD_MOVE', { matrix, tracking: 'tracked' }))!
    expect(head.tracking).toBe('tracked')
    expect(head.position[1]).toBeCloseTo(1.6)
    expect(head.quaternion[1]).toBeCloseTo(Math.SQRT1_2)
    expect(headOf(readEventValue('HEAD_MOVE', {}))).toBeNull()
    expect(headOf(readEventValue('HEAD_MOVE', { matrix, tracking: 'absent' }))).toBeNull()
    expect(headOf(readEventValue('HEAD_MOVE', { matrix: new Array(16).fill(0) }))).toBeNull()
  })
})

test('[EV13] xrFrame is a whole number from 0, and anything else says nothing', () => {
  const read = (xrFrame: unknown) => readClientMessage({ etype: 'HEAD_MOVE', xrFrame }).xrFrame
  expect([0, 1, 2 ** 52].map(read)).toEqual([0, 1, 2 ** 52])
  for (const wrong of [-1, 0.5, Number.NaN, '3', null, undefined, {}, true, 2 ** 60])
    expect(read(wrong)).toBeUndefined()
})
