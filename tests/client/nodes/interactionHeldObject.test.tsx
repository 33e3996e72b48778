import { Euler, Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, test } from 'vitest'
import { type Following, HeldObject } from '../../../src/nodes/interaction/HeldObject.ts'
import { poseDifference } from '../../support/pose.ts'
import { seededRandom } from '../scene/testStage.tsx'

const ONE = new Vector3(1, 1, 1)
const pose = (position: readonly number[], euler: readonly number[] = [0, 0, 0], scale: Vector3 = ONE) =>
  new Matrix4().compose(
    new Vector3(...position),
    new Quaternion().setFromEuler(new Euler(...(euler as [number, number, number]))),
    scale,
  )
const rules = (changes: Partial<Following> = {}): Following => ({
  turning: 'free',
  up: new Vector3(0, 1, 0),
  apart: false,
  resize: false,
  ...changes,
})
const worldOf = ({ position, quaternion, scale }: HeldObject<string>) =>
  new Matrix4().compose(position, quaternion, scale)
const inFrameOf = (hand: Matrix4, object: Matrix4) => hand.clone().invert().multiply(object).elements

const expectNear = (actual: Matrix4, expected: Matrix4) => {
  const { metres, degrees } = poseDifference(actual.elements, expected.elements)
  expect(metres).toBeLessThan(1e-6)
  expect(degrees).toBeLessThan(1e-4)
}

describe('one hand', () => {
  test('the pose of the object in the frame of the hand stays what it was, whatever the hand does', () => {
    const seed = Math.floor(Math.random() * 1e9)
    const random = seededRandom(seed)
    const number = (most: number) => (random() * 2 - 1) * most
    const anyPose = () => pose([number(2), number(2), number(2)], [number(3), number(1.5), number(3)])
    for (let round = 0; round < 50; round += 1) {
      const object = anyPose()
      const held = new HeldObject<string>(object)
      const hand = anyPose()
      held.take('right', hand, new Vector3(number(2), number(2), number(2)))
      const before = inFrameOf(hand, object)
      for (let frame = 0; frame < 5; frame += 1) {
        const moved = anyPose()
        held.move('right', moved)
        held.follow(rules())
        const { metres, degrees } = poseDifference(inFrameOf(moved, worldOf(held)), before)
        expect(metres, `seed ${seed}`).toBeLessThan(1e-6)
        expect(degrees, `seed ${seed}`).toBeLessThan(1e-4)
      }
    }
  })

  test('with turning: none it moves with the place that it is held by, and does not turn', () => {
    const held = new HeldObject<string>(pose([1, 0, 0]))
    held.take('ray', pose([0, 0, 0]), new Vector3(1, 0, 0))
    held.move('ray', pose([0, 0, 0], [0, Math.PI / 2, 0]))
    held.follow(rules({ turning: 'none' }))
    expectNear(worldOf(held), pose([0, 0, -1]))
  })

  test('with turning: yaw it keeps only the turn about the up axis', () => {
    const held = new HeldObject<string>(pose([0, 1, 0]))
    held.take('hand', pose([0, 1, 0]), new Vector3(0, 1, 0))
    const turned = new Quaternion()
      .setFromEuler(new Euler(0.4, 0, 0))
      .premultiply(new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), 0.7))
    held.move('hand', new Matrix4().compose(new Vector3(0, 1, 0), turned, ONE))
    held.follow(rules({ turning: 'yaw' }))
    expectNear(worldOf(held), pose([0, 1, 0], [0, 0.7, 0]))
    // About z, which is up in some scenes, there was no turn.
    held.follow(rules({ turning: 'yaw', up: new Vector3(0, 0, 1) }))
    expect(new Vector3(0, 0, 1).applyQuaternion(held.quaternion).z).toBeCloseTo(1, 6)
  })

  test('apart, it turns about itself and moves as far as the hand', () => {
    const held = new HeldObject<string>(pose([1, 0, 0]))
    held.take('hand', pose([0, 0, 0]), new Vector3(1, 0, 0))
    held.move('hand', pose([0, 0.2, 0], [0, Math.PI / 2, 0]))
    held.follow(rules({ apart: true }))
    expectNear(worldOf(held), pose([1, 0.2, 0], [0, Math.PI / 2, 0]))
  })
})

describe('two hands', () => {
  const taken = (object = pose([0, 1, 0])) => {
    const held = new HeldObject<string>(object)
    held.take('left', pose([-0.2, 1, 0]), new Vector3(-0.2, 1, 0))
    held.take('right', pose([0.2, 1, 0]), new Vector3(0.2, 1, 0))
    return held
  }

  test('both moved alike, it moves as far', () => {
    const held = taken()
    held.move('left', pose([-0.2, 1.3, 0.1]))
    held.move('right', pose([0.2, 1.3, 0.1]))
    held.follow(rules())
    expectNear(worldOf(held), pose([0, 1.3, 0.1]))
  })

  test('moved round each other, it turns with the line between them', () => {
    const held = taken()
    held.move('left', pose([0, 1, 0.2]))
    held.move('right', pose([0, 1, -0.2]))
    held.follow(rules())
    expectNear(worldOf(held), pose([0, 1, 0], [0, Math.PI / 2, 0]))
  })

  test('twisted alike, it turns about the line between them', () => {
    const held = taken()
    held.move('left', pose([-0.2, 1, 0], [0.5, 0, 0]))
    held.move('right', pose([0.2, 1, 0], [0.7, 0, 0]))
    held.follow(rules())
    expectNear(worldOf(held), pose([0, 1, 0], [0.6, 0, 0]))
  })

  test('moved apart, it keeps its size unless it may be resized', () => {
    const held = taken()
    held.move('left', pose([-0.4, 1, 0]))
    held.move('right', pose([0.4, 1, 0]))
    held.follow(rules())
    expect(held.scale.toArray()).toEqual([1, 1, 1])
    held.follow(rules({ resize: true }))
    expect(held.scale.x).toBeCloseTo(2, 6)
    expectNear(worldOf(held), pose([0, 1, 0], [0, 0, 0], new Vector3(2, 2, 2)))
  })

  test('so near to each other that they say no direction, they turn nothing', () => {
    const held = new HeldObject<string>(pose([0, 1, 0]))
    held.take('left', pose([0, 1, 0]), new Vector3(0, 1, 0))
    held.take('right', pose([0, 1, 0]), new Vector3(0, 1, 0))
    held.move('left', pose([0, 1.1, 0]))
    held.move('right', pose([0, 1.1, 0]))
    held.follow(rules({ resize: true }))
    expectNear(worldOf(held), pose([0, 1.1, 0]))
  })

  test('hands come and go without a jump, and the one that stays goes on rigidly', () => {
    const held = new HeldObject<string>(pose([0, 1, 0]))
    held.take('left', pose([-0.2, 1, 0]), new Vector3(-0.2, 1, 0))
    held.move('left', pose([-0.1, 1.2, 0.3], [0.2, 0.4, 0.1]))
    held.follow(rules())
    const before = worldOf(held)
    held.take('right', pose([0.3, 1.1, 0.2], [0.3, 0, 0]), new Vector3(0.3, 1.1, 0.2))
    held.follow(rules())
    expectNear(worldOf(held), before)
    held.move('right', pose([0.3, 1.3, 0.2], [0.3, 0.2, 0]))
    held.follow(rules())
    const withBoth = worldOf(held)
    held.drop('left')
    held.follow(rules())
    expectNear(worldOf(held), withBoth)
    const hand = pose([0.3, 1.3, 0.2], [0.3, 0.2, 0])
    const apart = inFrameOf(hand, withBoth)
    const moved = pose([0, 1, 0.4], [0.1, 1, 0])
    held.move('right', moved)
    held.follow(rules())
    expect(poseDifference(inFrameOf(moved, worldOf(held)), apart).metres).toBeLessThan(1e-6)
  })
})
