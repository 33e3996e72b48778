import { Euler, Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, test } from 'vitest'
import { landingOf, writeArc } from '../../../src/xr/interaction/landing.ts'
import { Origin } from '../../../src/xr/interaction/Origin.ts'
import { type Stick, Walker, type WalkerSettings } from '../../../src/xr/interaction/Walker.ts'

const pose = (x: number, y: number, z: number, yaw = 0, pitch = 0) =>
  new Matrix4().compose(
    new Vector3(x, y, z),
    new Quaternion().setFromEuler(new Euler(pitch, yaw, 0, 'YXZ')),
    new Vector3(1, 1, 1),
  )
const SETTINGS: WalkerSettings = {
  teleport: true,
  stick: true,
  speed: 2,
  turn: 'snap',
  turnAngle: 45,
  turnSpeed: 90,
}
/** A person whose sticks the test moves. */
function person(settings: Partial<WalkerSettings> = {}) {
  const origin = new Origin()
  const walker = new Walker(origin)
  const body = { head: pose(0.2, 1.6, 0.1), ray: pose(0.2, 1.2, 0) as Matrix4 | null }
  const step = (left: Stick, right: Stick, seconds = 0.5) =>
    walker.step(
      { left, right, head: body.head.elements, ray: body.ray?.elements ?? null, seconds },
      { ...SETTINGS, ...settings },
    )
  const place = () => new Vector3().setFromMatrixPosition(body.head).applyMatrix4(origin.matrix)
  return { origin, walker, body, step, place }
}

describe('going', () => {
  test('the left stick, pushed away, goes where the head looks, at full speed however far it nods', () => {
    const { origin, step, body } = person()
    body.head = pose(0.2, 1.6, 0.1, Math.PI / 2, -1.2)
    step([0, -1], [0, 0])
    const { elements } = origin.matrix
    expect([elements[12], elements[13], elements[14]]).toEqual([expect.closeTo(-1, 6), 0, expect.closeTo(0, 6)])
  })

  test('a stick that rests a little beside its middle goes nowhere, and one that is half pushed goes slower', () => {
    const { origin, step } = person()
    step([0.1, 0.1], [0.1, 0.1])
    expect(origin.isMoved).toBe(false)
    step([0, 0.5], [0, 0])
    expect(origin.matrix.elements[14]).toBeGreaterThan(0.2)
    expect(origin.matrix.elements[14]).toBeLessThan(0.5)
  })

  test('after a turn it goes where the head looks then', () => {
    const { origin, step, place } = person()
    step(null, [-1, 0])
    step(null, [0, 0])
    step(null, [-1, 0])
    const before = place()
    step([0, -1], [0, 0])
    expect(origin.heading).toBeCloseTo(Math.PI / 2)
    expect(place().sub(before).toArray()).toEqual([expect.closeTo(-1, 6), expect.closeTo(0), expect.closeTo(0, 6)])
  })

  test('without `stick`, or without such a controller, it goes nowhere', () => {
    const { origin, step } = person({ stick: false })
    step([0, -1], null)
    expect(origin.isMoved).toBe(false)
  })
})

describe('turning', () => {
  test('one flick to the side is one snap, about the head', () => {
    const { origin, step, place } = person()
    const before = place().toArray()
    step(null, [1, 0])
    step(null, [0.9, 0])
    step(null, [0.5, 0])
    step(null, [1, 0])
    expect(origin.heading).toBeCloseTo(-Math.PI / 4)
    expect(place().toArray()).toEqual(before.map((value) => expect.closeTo(value, 6)))
    step(null, [0, 0])
    step(null, [1, 0])
    expect(origin.heading).toBeCloseTo(-Math.PI / 2)
  })

  test('smoothly, it turns by speed and time', () => {
    const { origin, step } = person({ turn: 'smooth' })
    step(null, [-1, 0], 0.1)
    step(null, [-1, 0], 0.1)
    expect(origin.heading).toBeCloseTo((18 * Math.PI) / 180)
  })

  test('turn: none turns nothing', () => {
    const { origin, step } = person({ turn: 'none' })
    step(null, [1, 0])
    expect(origin.isMoved).toBe(false)
  })
})

describe('teleporting', () => {
  test('the head lands where the arc meets the floor when the stick is let go', () => {
    const { walker, step, place } = person()
    step(null, [0, -0.9])
    expect(walker.isAiming).toBe(true)
    const landing = walker.landing!.clone()
    expect(landing.y).toBe(0)
    expect(landing.z).toBeLessThan(-2)
    step(null, [0.6, -0.6])
    step(null, [0, 0])
    expect(walker.isAiming).toBe(false)
    const { x, y, z } = place()
    expect([x, y, z]).toEqual([expect.closeTo(landing.x, 6), 1.6, expect.closeTo(landing.z, 6)])
  })

  test('where there is no floor to land on, or no ray, it stays', () => {
    const { origin, walker, step, body } = person()
    body.ray = pose(0, -1, 0)
    step(null, [0, -1])
    expect(walker).toMatchObject({ isAiming: true, landing: null })
    step(null, [0, 0])
    body.ray = null
    step(null, [0, -1])
    step(null, [0, 0])
    expect(origin.isMoved).toBe(false)
  })

  test('what is interrupted leads nowhere', () => {
    const { origin, walker, step } = person()
    step(null, [0, -1])
    walker.rest()
    step(null, [0, 0])
    expect(origin.isMoved).toBe(false)
    expect(person({ teleport: false }).step(null, [0, -1])).toBeUndefined()
  })
})

describe('the arc', () => {
  test('something thrown level from 1.2 m falls for the time that a fall from there takes', () => {
    const seconds = Math.sqrt((2 * 1.2) / 9.81)
    const landing = landingOf(pose(0, 1.2, 0), new Vector3())
    expect(landing!.toArray()).toEqual([expect.closeTo(0), 0, expect.closeTo(-7 * seconds, 6)])
  })

  test('it is drawn from the hand to the landing', () => {
    const arc = new Float32Array(32 * 3)
    const ray = pose(1, 1.2, 2, 0.4, 0.2)
    writeArc(ray, arc)
    expect(Array.from(arc.slice(0, 3))).toEqual([1, expect.closeTo(1.2, 5), 2])
    const landing = landingOf(ray, new Vector3())!
    expect(Array.from(arc.slice(-3))).toEqual([
      expect.closeTo(landing.x, 4),
      expect.closeTo(0, 4),
      expect.closeTo(landing.z, 4),
    ])
  })

  test('nobody lands from below the floor, or farther away than a room is long', () => {
    expect(landingOf(pose(0, -0.1, 0), new Vector3())).toBeNull()
    expect(landingOf(pose(0, 60, 0, 0, 0.7), new Vector3())).toBeNull()
  })
})
