import { Euler, Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, test } from 'vitest'
import {
  chain,
  composeMatrix,
  decomposeMatrix,
  FRAME_FROM_OPENXR,
  type FrameName,
  fromFrame,
  inverse,
  invertMatrix,
  invertRigid,
  multiplyMatrices,
  offsetFrom,
  Pose,
  pointFromFrame,
  pointToFrame,
  poseOf,
  relativeTo,
  toFrame,
  transformPoint,
  transposeMatrix,
  upright,
} from '../../protocol/index.ts'
import { aroundAxis, poseMatrix } from '../support/pose.ts'
import { SeededRandom } from './seededRandom.ts'

const random = new SeededRandom()
const seed = `seed ${random.seed}`
const between = (least: number, most: number) => least + random.next() * (most - least)
const vector = (size = 3): [number, number, number] => [
  between(-size, size),
  between(-size, size),
  between(-size, size),
]
const turn = () => new Quaternion().setFromEuler(new Euler(between(-4, 4), between(-4, 4), between(-4, 4)))
const rigid = () => new Matrix4().compose(new Vector3(...vector()), turn(), new Vector3(1, 1, 1))
const scaled = () =>
  new Matrix4().compose(
    new Vector3(...vector()),
    turn(),
    new Vector3(between(0.1, 4) * random.pick([1, -1]), between(0.1, 4), between(0.1, 4)),
  )
const list = (matrix: ArrayLike<number> | Matrix4) => (matrix instanceof Matrix4 ? matrix.elements : Array.from(matrix))

function expectClose(actual: ArrayLike<number> | Matrix4, expected: ArrayLike<number> | Matrix4, digits = 10): void {
  const [got, wanted] = [list(actual), list(expected)]
  expect(got.length, seed).toBe(wanted.length)
  for (const [index, number] of wanted.entries())
    expect(got[index], `number ${index}, ${seed}`).toBeCloseTo(number, digits)
}

const FRAMES = ['openxr', 'ros', 'enu'] as const satisfies readonly FrameName[]
const rows = (...numbers: number[]) => [...transposeMatrix(numbers)]
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]

describe('matrices, beside those of three.js', () => {
  test('product, inverse and parts agree', () => {
    for (let index = 0; index < 50; index += 1) {
      const [a, b] = [scaled(), scaled()]
      expectClose(multiplyMatrices(a.elements, b.elements), new Matrix4().multiplyMatrices(a, b))
      expectClose(invertMatrix(a.elements), a.clone().invert(), 8)

      const [position, quaternion, scale] = [new Vector3(), new Quaternion(), new Vector3()]
      a.decompose(position, quaternion, scale)
      const parts = decomposeMatrix(a.elements)
      expectClose(parts.position, position.toArray())
      expectClose(parts.scale, scale.toArray())
      expect(Math.abs(quaternion.dot(new Quaternion(...parts.quaternion))), seed).toBeCloseTo(1, 10)
      expect(parts.quaternion[3], seed).toBeGreaterThanOrEqual(0)

      const point = vector()
      expectClose(transformPoint(a.elements, point), new Vector3(...point).applyMatrix4(a).toArray())
    }
  })

  test('what is taken apart can be put together', () => {
    for (let index = 0; index < 50; index += 1) {
      const matrix = scaled()
      const { position, quaternion, scale } = decomposeMatrix(matrix.elements)
      expectClose(composeMatrix(position, quaternion, scale), matrix)
    }
  })

  test('a rigid inverse undoes from both sides', () => {
    for (let index = 0; index < 50; index += 1) {
      const pose = rigid()
      const back = invertRigid(pose.elements)
      expectClose(multiplyMatrices(pose.elements, back), IDENTITY)
      expectClose(multiplyMatrices(back, pose.elements), IDENTITY)
      expectClose(back, invertMatrix(pose.elements))
    }
  })
})

describe('matrices, by hand', () => {
  test('a quarter turn about each axis', () => {
    const half = Math.SQRT1_2
    expectClose(composeMatrix([1, 2, 3], [half, 0, 0, half]), rows(1, 0, 0, 1, 0, 0, -1, 2, 0, 1, 0, 3, 0, 0, 0, 1))
    expectClose(composeMatrix([1, 2, 3], [0, half, 0, half]), rows(0, 0, 1, 1, 0, 1, 0, 2, -1, 0, 0, 3, 0, 0, 0, 1))
    expectClose(composeMatrix([1, 2, 3], [0, 0, half, half]), rows(0, -1, 0, 1, 1, 0, 0, 2, 0, 0, 1, 3, 0, 0, 0, 1))
  })

  test.each([
    ['x', [1, 0, 0, 0]],
    ['y', [0, 1, 0, 0]],
    ['z', [0, 0, 1, 0]],
  ] as const)('a half turn about %s, where w is 0', (_, quaternion) => {
    expect(decomposeMatrix(composeMatrix([0, 0, 0], quaternion)).quaternion).toEqual(quaternion)
  })

  test('the quaternion need not be of length 1, and the zero quaternion is no turn', () => {
    expectClose(composeMatrix([0, 0, 0], [0, 0, 5, 5]), composeMatrix([0, 0, 0], [0, 0, Math.SQRT1_2, Math.SQRT1_2]))
    expect([...composeMatrix([0, 0, 0], [0, 0, 0, 0])]).toEqual(IDENTITY)
  })

  test('rows and columns change places', () => {
    const numbers = Array.from({ length: 16 }, (_, index) => index)
    expect([...transposeMatrix(numbers)]).toEqual([0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15])
    expect([...transposeMatrix(transposeMatrix(numbers))]).toEqual(numbers)
  })

  test('what is scaled to nothing has no inverse and counts as not turned', () => {
    const flat = composeMatrix([1, 2, 3], [0, 0, 0, 1], [1, 0, 1])
    expect(() => invertMatrix(flat)).toThrow(RangeError)
    expect(() => relativeTo(IDENTITY, flat)).toThrow('scaled to nothing')
    expect(() => invertMatrix(new Array(16).fill(Number.NaN))).toThrow('no finite numbers')
    expect(decomposeMatrix(flat)).toEqual({ position: [1, 2, 3], quaternion: [0, 0, 0, 1], scale: [1, 1, 1] })
  })

  test('anything but 16 numbers is refused', () => {
    for (const numbers of [[], new Float32Array(400), IDENTITY.slice(1)]) {
      const message = `expected a 4x4 matrix of 16 numbers, got ${numbers.length}`
      expect(() => poseOf(numbers)).toThrow(message)
      expect(() => toFrame(numbers, 'ros')).toThrow(message)
      expect(() => relativeTo(IDENTITY, numbers)).toThrow(message)
    }
  })

  test('a pose over a typed array is a view of it', () => {
    const numbers = Float32Array.from(poseMatrix([1, 2, 3], aroundAxis([0, 1, 0], 90)))
    const pose = poseOf(numbers)
    expect(pose.matrix).toBe(numbers)
    expect(poseOf(pose)).toBe(pose)
    expect(pose.position).toEqual([1, 2, 3])
    expectClose(pose.quaternion, [0, Math.SQRT1_2, 0, Math.SQRT1_2], 6)
    numbers[12] = 9
    expect(pose.position).toEqual([9, 2, 3])
  })
})

describe('frames', () => {
  test('REP 103: x is ahead, y is left, z is up; east, north, up for the other', () => {
    const axes = { ahead: [0, 0, -1], left: [-1, 0, 0], right: [1, 0, 0], up: [0, 1, 0] }
    expect(pointToFrame(axes.ahead, 'ros')).toEqual([1, 0, 0])
    expect(pointToFrame(axes.left, 'ros')).toEqual([0, 1, 0])
    expect(pointToFrame(axes.up, 'ros')).toEqual([0, 0, 1])
    expect(pointToFrame(axes.right, 'enu')).toEqual([1, 0, 0])
    expect(pointToFrame(axes.ahead, 'enu')).toEqual([0, 1, 0])
    expect(pointToFrame(axes.up, 'enu')).toEqual([0, 0, 1])
    expect(pointToFrame([1, 2, 3], 'openxr')).toEqual([1, 2, 3])
  })

  test('the matrices are those of published programs', () => {
    // OpenTeleVision, constants_vuer.py: grd_yup2grd_zup. xr_teleoperate, tv_wrapper.py: T_ROBOT_OPENXR. By rows.
    const published = [0, 0, -1, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]
    expect([...transposeMatrix(FRAME_FROM_OPENXR.ros)]).toEqual(published)
    // xr_teleoperate: T_OPENXR_ROBOT.
    expect([...FRAME_FROM_OPENXR.ros]).toEqual([0, -1, 0, 0, 0, 0, 1, 0, -1, 0, 0, 0, 0, 0, 0, 1])
    // VisionProTeleop: YUP2ZUP.
    expect([...transposeMatrix(FRAME_FROM_OPENXR.enu)]).toEqual([1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1])
  })

  test('the matrices are rotations, as three.js finds them from their axes', () => {
    const ros = new Matrix4().makeBasis(new Vector3(0, -1, 0), new Vector3(0, 0, 1), new Vector3(-1, 0, 0))
    expect([...FRAME_FROM_OPENXR.ros]).toEqual(ros.elements)
    expectClose(FRAME_FROM_OPENXR.enu, new Matrix4().makeRotationX(Math.PI / 2), 12)
    for (const frame of FRAMES) expect(new Matrix4().fromArray([...FRAME_FROM_OPENXR[frame]]).determinant()).toBe(1)
  })

  test('the tables cannot be changed', () => {
    expect(Object.isFrozen(FRAME_FROM_OPENXR)).toBe(true)
    expect(FRAMES.every((frame) => Object.isFrozen(FRAME_FROM_OPENXR[frame]))).toBe(true)
  })

  test('a head that looks ahead is not turned in ros, and sees along x', () => {
    const head = toFrame(poseMatrix([0.1, 1.6, -0.2], [0, 0, 0, 1]), 'ros')
    expectClose(head.position, [0.2, -0.1, 1.6])
    expect(head.quaternion).toEqual([0, 0, 0, 1])
    expectClose(transformPoint(head, [1, 0, 0]), [1.2, -0.1, 1.6])
  })

  test('a head that looks 90° to the left is yaw 90° in ros, and one that looks up is pitch -90°', () => {
    const half = Math.SQRT1_2
    expectClose(toFrame(poseMatrix([0, 0, 0], aroundAxis([0, 1, 0], 90)), 'ros').quaternion, [0, 0, half, half])
    expectClose(toFrame(poseMatrix([0, 0, 0], aroundAxis([1, 0, 0], 90)), 'ros').quaternion, [0, -half, 0, half])
    // Its right ear goes down: roll to the right, about x.
    expectClose(toFrame(poseMatrix([0, 0, 0], aroundAxis([0, 0, 1], -90)), 'ros').quaternion, [half, 0, 0, half])
  })

  test('with body: openxr only the world is renamed: R * pose, and -z stays where it looks', () => {
    const pose = poseMatrix([0.1, 1.6, -0.2], aroundAxis([0, 1, 0], 90))
    const ros = toFrame(pose, 'ros', { body: 'openxr' })
    const expected = new Matrix4().fromArray([...FRAME_FROM_OPENXR.ros]).multiply(new Matrix4().fromArray(pose))
    expectClose(ros.matrix, expected, 12)
    expectClose(transformPoint(ros, [0, 0, -1]), [0.2, -0.1 + 1, 1.6])
    expectClose(fromFrame(ros, 'ros', { body: 'openxr' }).matrix, pose, 12)
  })

  test.each(FRAMES)('there and back again is where it was: %s', (frame) => {
    for (let index = 0; index < 50; index += 1) {
      const pose = rigid().elements
      for (const body of FRAMES)
        expectClose(fromFrame(toFrame(pose, frame, { body }), frame, { body }).matrix, pose, 12)
      expectClose(fromFrame(toFrame(pose, frame), frame).matrix, pose, 12)
      const point = vector()
      expectClose(pointFromFrame(pointToFrame(point, frame), frame), point, 12)
    }
  })

  test.each(FRAMES)('poses in %s compose, invert and move points as they did', (frame) => {
    for (let index = 0; index < 50; index += 1) {
      const [a, b] = [rigid().elements, rigid().elements]
      const point = vector()
      expectClose(toFrame(chain(a, b), frame).matrix, chain(toFrame(a, frame), toFrame(b, frame)).matrix)
      expectClose(toFrame(inverse(a), frame).matrix, inverse(toFrame(a, frame)).matrix)
      expectClose(toFrame(relativeTo(a, b), frame).matrix, relativeTo(toFrame(a, frame), toFrame(b, frame)).matrix)
      expectClose(
        transformPoint(toFrame(a, frame), pointToFrame(point, frame)),
        pointToFrame(transformPoint(a, point), frame),
      )
    }
  })

  test('a frame that is none is refused', () => {
    const message = '"z-up" is no frame; there are openxr, ros, enu'
    expect(() => toFrame(IDENTITY, 'z-up' as never)).toThrow(new RangeError(message))
    expect(() => pointFromFrame([0, 0, 0], 'z-up' as never)).toThrow(message)
    expect(() => fromFrame(IDENTITY, 'toString' as never)).toThrow(RangeError)
  })
})

describe('poses relative to others', () => {
  test('a wrist ahead of a turned head is ahead of it', () => {
    // The head is at (1, 1.6, 0) and looks to the left, along -x; the wrist is 0.5 m further on, and 0.3 m lower.
    const head = poseMatrix([1, 1.6, 0], aroundAxis([0, 1, 0], 90))
    const wrist = poseMatrix([0.5, 1.3, 0], aroundAxis([0, 1, 0], 90))
    expectClose(relativeTo(wrist, head).position, [0, -0.3, -0.5])
    expectClose(relativeTo(wrist, head).quaternion, [0, 0, 0, 1])
    expectClose(offsetFrom(wrist, head).position, [-0.5, -0.3, 0])
    expectClose(offsetFrom(wrist, head).quaternion, [0, Math.SQRT1_2, 0, Math.SQRT1_2])
  })

  test('base * relative is the pose again', () => {
    for (let index = 0; index < 50; index += 1) {
      const [pose, base] = [rigid().elements, scaled().elements]
      expectClose(chain(base, relativeTo(pose, base)).matrix, pose, 9)
      expectClose(relativeTo(pose, pose).matrix, IDENTITY)
      expectClose(relativeTo(pose, IDENTITY).matrix, pose)
    }
  })

  test('nothing is changed in place', () => {
    const [pose, base] = [Object.freeze(rigid().elements), Object.freeze(rigid().elements)]
    for (const made of [relativeTo(pose, base), offsetFrom(pose, base), toFrame(pose, 'ros'), inverse(pose)]) {
      expect(made).toBeInstanceOf(Pose)
    }
  })

  test('a chain of none is the identity, and of one is that one', () => {
    expect([...chain().matrix]).toEqual(IDENTITY)
    const pose = new Pose(Float64Array.from(rigid().elements))
    expect(chain(pose)).toBe(pose)
  })

  test('OpenTeleVision and xr_teleoperate, step by step: a left wrist from the head, as an arm wants it', () => {
    // Palm down at 0.4 m ahead of a head that looks ahead: in openxr the joint's -z is ahead and its y up.
    const head = poseMatrix([0, 1.5, -0.2], [0, 0, 0, 1])
    const wrist = poseMatrix([-0.15, 1.13, -0.6], [0, 0, 0, 1])
    const inRos = offsetFrom(toFrame(wrist, 'ros'), toFrame(head, 'ros'))
    expectClose(inRos.position, [0.4, 0.15, -0.37])
    // T_TO_UNITREE_HUMANOID_LEFT_ARM, by rows: about its own x by +90°.
    const arm = chain(inRos, rows(1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1))
    expectClose(arm.position, inRos.position)
    expectClose(arm.quaternion, [Math.SQRT1_2, 0, 0, Math.SQRT1_2])
  })
})

describe('upright', () => {
  test('keeps position and heading, whatever the pitch and roll', () => {
    for (let index = 0; index < 100; index += 1) {
      const [yaw, pitch, roll] = [between(-Math.PI, Math.PI), between(-1.4, 1.4), between(-1, 1)]
      const turned = new Quaternion().setFromEuler(new Euler(pitch, yaw, roll, 'YXZ'))
      const place = new Vector3(...vector())
      const head = new Matrix4().compose(place, turned, new Vector3(1, 1, 1))
      const level = new Matrix4().compose(
        place,
        new Quaternion().setFromEuler(new Euler(0, yaw, 0)),
        new Vector3(1, 1, 1),
      )
      expectClose(upright(head.elements).matrix, level, 9)
    }
  })

  test.each([
    ['down', -90],
    ['up', 90],
  ])('of a head that looks straight %s the top says where ahead is', (_, pitch) => {
    const turned = new Quaternion().setFromEuler(new Euler((pitch * Math.PI) / 180, 0.7, 0, 'YXZ'))
    const head = poseMatrix([1, 2, 3], turned.toArray())
    expectClose(upright(head).quaternion, [0, Math.sin(0.35), 0, Math.cos(0.35)])
  })

  test('a wrist told from it stays still when the person nods', () => {
    const wrist = poseMatrix([0.2, 1.2, -0.5], [0, 0, 0, 1])
    const nodding = [-40, 0, 25].map((pitch) => poseMatrix([0, 1.6, 0], aroundAxis([1, 0, 0], pitch)))
    const seen = nodding.map((head) => relativeTo(wrist, upright(head)).position)
    for (const position of seen) expectClose(position, [0.2, -0.4, -0.5])
  })
})
