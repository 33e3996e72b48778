import { expect, test } from 'vitest'
import { HitRay } from '../../../src/xr/ar/HitRay.ts'
import { at, FakeRoomSession, SPACE } from './fakeRoom.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Two frames: in the first the browser is asked, in the second it has answered. */
async function rayOf(session: FakeRoomSession, from: HitRay['from'] = 'gaze') {
  const ray = new HitRay()
  const heard: string[] = []
  ray.from = from
  ray.onFailure = (detail) => heard.push(detail)
  const frame = async () => {
    ray.read(session.frame(), SPACE)
    await settled()
    return ray.read(session.frame(), SPACE)
  }
  return { ray, heard, frame, presence: await frame() }
}

test('a gaze meets the room where the browser says, and is absent until it has said so', async () => {
  const session = new FakeRoomSession()
  session.hits.set(session.viewer, { matrix: at(1, 2, 3) })
  const ray = new HitRay()
  expect(ray.read(session.frame(), SPACE)).toBe(0)
  expect(ray.value()).toEqual({ matrix: null, tracking: 'absent' })
  await settled()
  expect(ray.read(session.frame(), SPACE)).toBe(1)
  expect(ray.value()).toEqual({ matrix: at(1, 2, 3), tracking: 'tracked' })
})

test('a ray that meets nothing is absent, in the first frame in which it does', async () => {
  const session = new FakeRoomSession()
  session.hits.set(session.viewer, { matrix: at(1) })
  const { ray, presence } = await rayOf(session)
  expect(presence).toBe(1)
  session.hits.clear()
  expect(ray.read(session.frame(), SPACE)).toBe(0)
  expect(ray.value().matrix).toBeNull()
})

test('results that the browser has not got yet are no error', async () => {
  const session = new FakeRoomSession()
  const { ray, heard } = await rayOf(session)
  const frame = Object.assign(session.frame(), {
    getHitTestResults: () => {
      throw new DOMException('not in this frame', 'InvalidStateError')
    },
  })
  expect(ray.read(frame, SPACE)).toBe(0)
  expect(heard).toEqual([])
})

test('the ray of a hand is asked for when the hand is there, anew when it is a controller, and given back', async () => {
  const session = new FakeRoomSession()
  const { frame } = await rayOf(session, 'right')
  expect(session.hitSources.size).toBe(0)

  const handRay = { matrix: at(0) }
  session.inputSources = [{ handedness: 'right', targetRayMode: 'tracked-pointer', targetRaySpace: handRay }]
  session.hits.set(handRay, { matrix: at(5) })
  expect(await frame()).toBe(1)
  expect([...session.hitSources].map(({ space }) => space)).toEqual([handRay])

  const controllerRay = { matrix: at(0) }
  session.inputSources = [{ handedness: 'right', targetRayMode: 'tracked-pointer', targetRaySpace: controllerRay }]
  expect(await frame()).toBe(0)
  expect([...session.hitSources].map(({ space }) => space)).toEqual([controllerRay])

  session.inputSources = []
  expect(await frame()).toBe(0)
  expect(session.hitSources.size).toBe(0)
})

test('a source that comes after its ray is gone is given back', async () => {
  const session = new FakeRoomSession()
  const ray = new HitRay()
  ray.read(session.frame(), SPACE)
  ray.stop()
  await settled()
  expect(session.hitSources.size).toBe(0)
})

test('a browser that refuses is asked once, and what it said is heard; so is that it changed its mind', async () => {
  const session = new FakeRoomSession()
  session.refusal = new Error('hit-test is not enabled')
  const { ray, heard, frame } = await rayOf(session)
  await frame()
  expect(heard).toEqual(['hit-test is not enabled'])
  let isWorking = false
  ray.onWorking = () => {
    isWorking = true
  }
  const next = new FakeRoomSession()
  ray.read(next.frame(), SPACE)
  await settled()
  expect(isWorking).toBe(true)
})

test('a browser without hit tests is no error of the page', async () => {
  const session = new FakeRoomSession()
  session.requestHitTestSource = undefined as never
  const { heard, presence } = await rayOf(session)
  expect(presence).toBe(0)
  expect(heard).toEqual(['this browser has none'])
})

test('a session that has ended takes its source with it', async () => {
  const session = new FakeRoomSession()
  const { ray } = await rayOf(session)
  for (const source of session.hitSources) {
    source.cancel = () => {
      throw new DOMException('the session has ended', 'InvalidStateError')
    }
  }
  expect(() => ray.stop()).not.toThrow()
})
