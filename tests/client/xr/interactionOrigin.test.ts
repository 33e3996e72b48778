import { Euler, Group, Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, test } from 'vitest'
import type { OriginChange } from '../../../protocol/index.ts'
import { headingOf, Origin, originOf } from '../../../src/xr/interaction/Origin.ts'
import { OriginReports } from '../../../src/xr/interaction/OriginReports.ts'
import { ResetWatch } from '../../../src/xr/interaction/ResetWatch.ts'

const head = (x: number, y: number, z: number, heading = 0, pitch = 0) =>
  new Matrix4().compose(
    new Vector3(x, y, z),
    new Quaternion().setFromEuler(new Euler(pitch, heading, 0, 'YXZ')),
    new Vector3(1, 1, 1),
  ).elements
const inWorld = (origin: Origin, pose: ArrayLike<number>) =>
  new Matrix4().fromArray(pose as number[]).premultiply(origin.matrix)
const placeOf = (matrix: Matrix4) => new Vector3().setFromMatrixPosition(matrix).toArray()
const near = (...numbers: number[]) => numbers.map((number) => expect.closeTo(number, 6))

describe('Origin', () => {
  test('nobody has moved it: samples are left as they are', () => {
    const origin = new Origin()
    const value = { left: null }
    expect(origin.isMoved).toBe(false)
    expect(origin.stamp(value)).toBe(value)
  })

  test('[EV43] a sample says where the origin is, and its poses stay what they were', () => {
    const origin = new Origin()
    origin.moveBy(1, 2, 'teleport')
    const left = Float32Array.from(head(0, 1, 0))
    const stamped = origin.stamp({ left }) as unknown as { left: Float32Array; origin: Float32Array }
    expect(stamped.left).toBe(left)
    expect(Array.from(stamped.origin)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 2, 1])
    expect(origin.stamp(undefined)).toBeUndefined()
  })

  test('a turn leaves the head where it is', () => {
    const origin = new Origin()
    origin.moveBy(3, -1, 'move')
    const pose = head(0.5, 1.6, 0.25, 0.3)
    const before = inWorld(origin, pose)
    origin.turnAbout(new Vector3().setFromMatrixPosition(before), Math.PI / 2)
    const after = inWorld(origin, pose)
    expect(placeOf(after)).toEqual(near(...placeOf(before)))
    expect(headingOf(after.elements)).toBeCloseTo(0.3 + Math.PI / 2, 6)
  })

  test.each([
    [0, 0],
    [2.5, -0.9],
    [-3, 1.4],
  ])(
    'recentred, the head stands over the place and looks that way, however it looked before (%d, %d)',
    (yaw, pitch) => {
      const origin = new Origin()
      origin.moveBy(7, 7, 'move')
      const pose = head(0.8, 1.7, -2, yaw, pitch)
      origin.recenter(pose, [1, 0, 2], Math.PI / 4)
      const after = inWorld(origin, pose)
      expect(placeOf(after)).toEqual(near(1, 1.7, 2))
      expect(headingOf(after.elements)).toBeCloseTo(Math.PI / 4, 6)
      origin.recenter(pose, [0, 0.5, 0], 0)
      expect(placeOf(inWorld(origin, pose))).toEqual(near(0, 2.2, 0))
    },
  )

  test('it says what happened, and a reset of what nobody moved only when asked to', () => {
    const origin = new Origin()
    const heard: OriginChange[] = []
    const stop = origin.subscribe((reason) => heard.push(reason))
    origin.reset('session')
    origin.reset('reset', { always: true })
    origin.moveBy(1, 0, 'teleport')
    origin.reset('session')
    expect(origin.isMoved).toBe(false)
    stop()
    origin.moveBy(1, 0, 'teleport')
    expect(heard).toEqual(['reset', 'teleport', 'session'])
  })

  test('an object is put where it is', () => {
    const origin = new Origin()
    origin.recenter(head(1, 1.6, 0, 1), [0, 0, -3], 0)
    const group = new Group()
    origin.place(group)
    expect(group.matrixWorld.elements).toEqual(near(...origin.matrix.elements))
  })

  test('a scene has one', () => {
    const scene = {}
    expect(originOf(scene)).toBe(originOf(scene))
    expect(originOf({})).not.toBe(originOf(scene))
  })
})

describe('OriginReports', () => {
  test('[EV43] a jump is told at once; walking ten times a second, and where it ends', () => {
    const origin = new Origin()
    const sent: [OriginChange, number][] = []
    const reports = new OriginReports(origin, ({ matrix, reason }) => sent.push([reason, matrix[12]!]))
    const step = (timeMs: number, reason: OriginChange) => {
      origin.moveBy(1, 0, reason)
      reports.changed(reason, timeMs)
    }
    for (let frame = 0; frame <= 50; frame += 1) step(1000 + frame * 10, 'move')
    expect(sent.length).toBeGreaterThan(4)
    expect(sent.length).toBeLessThan(8)
    reports.frame(2000)
    expect(sent.at(-1)).toEqual(['move', 51])
    const told = sent.length
    reports.frame(3000)
    step(3001, 'move')
    step(3002, 'teleport')
    step(3003, 'recenter')
    expect(sent.slice(told)).toEqual([
      ['move', 52],
      ['teleport', 53],
      ['recenter', 54],
    ])
  })
})

test('the headset’s own recentring is heard on the space of now, and not after the session', () => {
  let resets = 0
  const watch = new ResetWatch(() => {
    resets += 1
  })
  const spaces = [new EventTarget(), new EventTarget()]
  const say = () => {
    for (const space of spaces) space.dispatchEvent(new Event('reset'))
  }
  watch.watch(spaces[0] as XRReferenceSpace)
  watch.watch(spaces[0] as XRReferenceSpace)
  say()
  expect(resets).toBe(1)
  watch.watch(spaces[1] as XRReferenceSpace)
  say()
  expect(resets).toBe(2)
  watch.watch(null)
  say()
  expect(resets).toBe(2)
})
