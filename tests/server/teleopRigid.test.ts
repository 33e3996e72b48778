import { Matrix4, Quaternion as ThreeQuaternion, Vector3 as ThreeVector } from 'three'
import { describe, expect, it } from 'vitest'
import { approach } from '../../server/teleop/ArmPose.ts'
import { Clutch } from '../../server/teleop/Clutch.ts'
import { readHandPose } from '../../server/teleop/readHandPose.ts'
import {
  angleBetween,
  inverse,
  multiply,
  type Quaternion,
  rotate,
  turnTowards,
  type Vector3,
} from '../../server/teleop/rigid.ts'
import { SeededRandom } from '../protocol/seededRandom.ts'

const COUNT = 400
const random = new SeededRandom()
const between = (low: number, high: number) => low + (high - low) * random.next()
const anyVector = (): Vector3 => [between(-2, 2), between(-2, 2), between(-2, 2)]
const anyQuaternion = (): Quaternion => {
  const { x, y, z, w } = new ThreeQuaternion(...anyVector(), between(-1, 1)).normalize()
  return [x, y, z, w]
}
const three = (q: Quaternion) => new ThreeQuaternion(...q)
const many = (check: () => void) => {
  for (let count = 0; count < COUNT; count += 1) check()
}
/** q and -q are the same rotation. */
const expectSameTurn = (got: Quaternion, expected: ThreeQuaternion) => {
  const sign = got[0] * expected.x + got[1] * expected.y + got[2] * expected.z + got[3] * expected.w < 0 ? -1 : 1
  for (const [axis, value] of [expected.x, expected.y, expected.z, expected.w].entries()) {
    expect(got[axis], `SEED=${random.seed}`).toBeCloseTo(sign * value, 10)
  }
}
const expectSamePlace = (got: Vector3, expected: ThreeVector) => {
  for (const [axis, value] of expected.toArray().entries()) {
    expect(got[axis], `SEED=${random.seed}`).toBeCloseTo(value, 10)
  }
}

describe('rotations agree with three.js', () => {
  it('in products, inverses and angles', () =>
    many(() => {
      const [a, b] = [anyQuaternion(), anyQuaternion()]
      expectSameTurn(multiply(a, b), three(a).multiply(three(b)))
      expectSameTurn(inverse(a), three(a).invert())
      expect(angleBetween(a, b), `SEED=${random.seed}`).toBeCloseTo(three(a).angleTo(three(b)), 6)
    }))

  it('in what they do to a vector', () =>
    many(() => {
      const [q, v] = [anyQuaternion(), anyVector()]
      expectSamePlace(rotate(q, v), new ThreeVector(...v).applyQuaternion(three(q)))
    }))

  it('in turning by no more than an angle, the short way', () =>
    many(() => {
      const [a, b, angle] = [anyQuaternion(), anyQuaternion(), between(0.01, 3)]
      const turned = turnTowards(a, b, angle)
      const turn = three(b).multiply(three(a).invert())
      if (turn.w < 0) turn.set(-turn.x, -turn.y, -turn.z, -turn.w)
      const axis = new ThreeVector(turn.x, turn.y, turn.z).normalize()
      const part = new ThreeQuaternion().setFromAxisAngle(axis, Math.min(angle, three(a).angleTo(three(b))))
      expect(three(turned).angleTo(part.multiply(three(a))), `SEED=${random.seed}`).toBeLessThan(1e-6)
      const nearness = a.reduce((sum, value, axis) => sum + value * turned[axis]!, 0)
      expect(nearness, 'of q and -q, the nearer one').toBeGreaterThanOrEqual(0)
    }))
})

describe('the pose of a hand', () => {
  const halfTurns: Quaternion[] = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [Math.SQRT1_2, -Math.SQRT1_2, 0, 0],
  ]
  it('is that of the matrix, also in 32-bit numbers and at half turns', () =>
    many(() => {
      const [position, q] = [anyVector(), random.chance(0.1) ? random.pick(halfTurns) : anyQuaternion()]
      const matrix = new Matrix4().compose(new ThreeVector(...position), three(q), new ThreeVector(1, 1, 1))
      const pose = readHandPose(Float32Array.from(matrix.toArray()))
      if (typeof pose === 'string') throw new Error(`${pose}, SEED=${random.seed}`)
      expect(new ThreeVector(...pose.position).distanceTo(new ThreeVector(...position))).toBeLessThan(1e-6)
      expect(three(pose.quaternion).angleTo(three(q))).toBeLessThan(1e-5)
    }))

  const good = new Matrix4().compose(
    new ThreeVector(0.2, 1.1, -0.3),
    new ThreeQuaternion(0.1, 0.2, 0.3, 0.9).normalize(),
    new ThreeVector(1, 1, 1),
  )
  const scaled = (x: number, y: number, z: number) =>
    good
      .clone()
      .scale(new ThreeVector(x, y, z))
      .toArray()
  it.each([
    ['an identity', new Matrix4().toArray(), 'exactly at 0, 0, 0'],
    ['a rotation at no place', good.clone().setPosition(0, 0, 0).toArray(), 'exactly at 0, 0, 0'],
    ['zeroes', new Array<number>(16).fill(0), 'no rigid motion'],
    ['a scaled one', scaled(1.01, 1.01, 1.01), 'no rigid motion'],
    ['a mirrored one', scaled(-1, 1, 1), 'no rigid motion'],
    ['a sheared one', good.toArray().with(4, good.elements[4]! + 0.1), 'no rigid motion'],
    ['a row-major one', good.clone().transpose().toArray(), 'column-major'],
    ['NaN in the place', good.toArray().with(13, Number.NaN), 'not finite'],
    ['NaN in the rotation', good.toArray().with(0, Number.NaN), 'not finite'],
    ['infinity', good.toArray().with(12, Number.NEGATIVE_INFINITY), 'not finite'],
    ['a far one', good.toArray().with(12, 1e6), 'more than 1000 m away'],
    ['twelve numbers', good.toArray().slice(0, 12), 'has 12 numbers'],
    ['none', [], 'has 0 numbers'],
  ])('is refused for %s', (_what, matrix, sentence) => {
    expect(readHandPose(matrix)).toContain(sentence)
  })
})

describe('a clutch', () => {
  it('moves the arm as the hand has moved, in the robot’s directions: figures of three.js', () =>
    many(() => {
      const robotFromWorld = anyQuaternion()
      const positionScale = between(0, 3)
      const [hand, arm, moved] = [0, 1, 2].map(() => ({ position: anyVector(), quaternion: anyQuaternion() }))
      const clutch = new Clutch(hand!, arm!, { positionScale, followRotation: true, robotFromWorld })
      const target = clutch.targetFor(moved!)
      const expected = new ThreeVector(...moved!.position)
        .sub(new ThreeVector(...hand!.position))
        .applyQuaternion(three(robotFromWorld))
        .multiplyScalar(positionScale)
        .add(new ThreeVector(...arm!.position))
      expectSamePlace(target.position, expected)
      // The axis of the hand's turn, seen by the robot, and the same angle.
      const turn = three(moved!.quaternion).multiply(three(hand!.quaternion).invert())
      const axis = new ThreeVector(turn.x, turn.y, turn.z).normalize().applyQuaternion(three(robotFromWorld))
      const inRobot = new ThreeQuaternion().setFromAxisAngle(axis, 2 * Math.acos(Math.min(1, Math.max(-1, turn.w))))
      expect(three(target.quaternion).angleTo(inRobot.multiply(three(arm!.quaternion)))).toBeLessThan(1e-6)
    }))
})

describe('an approach', () => {
  it('goes along the line and the arc by no more than it may, and arrives', () =>
    many(() => {
      const [from, to] = [0, 1].map(() => ({ position: anyVector(), quaternion: anyQuaternion() }))
      const [metres, radians] = [between(0, 3), between(0, 3)]
      const next = approach(from!, to!, metres, radians)
      const whole = new ThreeVector(...from!.position).distanceTo(new ThreeVector(...to!.position))
      const alpha = Math.min(1, metres / whole)
      expectSamePlace(next.position, new ThreeVector(...from!.position).lerp(new ThreeVector(...to!.position), alpha))
      expect(angleBetween(from!.quaternion, next.quaternion)).toBeLessThanOrEqual(radians + 1e-9)
      const arrived = approach(from!, to!, whole, Math.PI)
      expectSamePlace(arrived.position, new ThreeVector(...to!.position))
      expectSameTurn(arrived.quaternion, three(to!.quaternion))
    }))
})
