import { Matrix4 } from 'three'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type AnchorValue, RoomAnchor } from '../../../src/xr/ar/RoomAnchor.ts'
import { at, FakeRoomSession, SPACE } from './fakeRoom.ts'

beforeAll(() => {
  vi.stubGlobal(
    'XRRigidTransform',
    class {
      readonly matrix: Float32Array

      constructor({ x, y, z }: DOMPointInit) {
        this.matrix = at(x!, y, z)
      }
    },
  )
})
afterAll(() => {
  vi.unstubAllGlobals()
})

const settled = () => new Promise((resolve) => setImmediate(resolve))
const PLACE = new Matrix4().setPosition(1, 2, 3)

function anchorIn(session: FakeRoomSession) {
  const told: AnchorValue[] = []
  const heard: string[] = []
  const anchor = new RoomAnchor((value) => told.push(value))
  anchor.onFailure = (detail) => heard.push(detail)
  const frame = (place = PLACE) => anchor.frame(session.frame(), SPACE, place)
  /** The frame in which the browser is asked, and the one after it has answered. */
  const frames = async (place = PLACE) => {
    frame(place)
    await settled()
    frame(place)
  }
  return { anchor, told, heard, frame, frames }
}

const only = (session: FakeRoomSession) => [...session.anchors][0]!

test('a place is made where the node stands, and told when the device has it', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, frame } = anchorIn(session)
  frame()
  expect([anchor.state, told]).toEqual(['free', []])
  await settled()
  frame()
  expect(anchor.state).toBe('held')
  expect(told).toEqual([{ matrix: at(1, 2, 3), tracking: 'tracked', handle: null }])
})

test('it is made once, and told again only when it has moved or is lost', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, frame, frames } = anchorIn(session)
  await frames()
  await frames()
  expect(session.anchors.size).toBe(1)
  expect(told).toHaveLength(1)

  only(session).anchorSpace.matrix = at(1.0005, 2, 3)
  frame()
  expect(told).toHaveLength(1)
  only(session).anchorSpace.matrix = at(1.01, 2, 3)
  frame()
  expect(told.at(-1)).toMatchObject({ matrix: at(1.01, 2, 3) })

  only(session).anchorSpace.matrix = null
  frame()
  frame()
  expect(told).toHaveLength(3)
  expect(told.at(-1)).toEqual({ matrix: null, tracking: 'absent', handle: null })
  expect(anchor.state).toBe('held')
})

test('[EV34] whoever listens anew is told where it is, and nothing of a place that is not known', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, frame, frames } = anchorIn(session)
  anchor.again()
  frame()
  expect(told).toEqual([])
  await frames()
  anchor.again()
  frame()
  frame()
  expect(told).toEqual([told[0], told[0]])
})

test('an anchor that the frame does not list is lost, whatever its pose says', async () => {
  const session = new FakeRoomSession()
  const { anchor, frame, frames } = anchorIn(session)
  await frames()
  session.anchors.clear()
  frame()
  expect(anchor.tracking).toBe('absent')
})

test('another placement gives the old place back and makes a new one', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, frames } = anchorIn(session)
  await frames()
  const first = only(session)
  anchor.renew()
  expect(first.isDeleted).toBe(true)
  expect(told.at(-1)).toMatchObject({ tracking: 'absent' })
  await frames(new Matrix4().setPosition(4, 5, 6))
  expect(told.at(-1)).toMatchObject({ matrix: at(4, 5, 6), tracking: 'tracked' })
})

test('an anchor that comes too late is given back', async () => {
  const session = new FakeRoomSession()
  const { anchor, frame } = anchorIn(session)
  frame()
  anchor.dispose()
  await settled()
  expect(session.anchors.size).toBe(0)
})

test('what is to be kept gets a handle, which the next session finds again', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, frames } = anchorIn(session)
  anchor.wish({ persist: true, handle: null })
  await frames()
  expect(told.at(-1)).toMatchObject({ handle: 'handle-1' })

  anchor.end()
  expect(told.at(-1)).toMatchObject({ tracking: 'absent' })
  const next = new FakeRoomSession()
  next.kept = session.kept
  anchor.frame(next.frame(), SPACE, new Matrix4())
  expect(anchor.state).toBe('sought')
  await settled()
  anchor.frame(next.frame(), SPACE, new Matrix4())
  expect(told.at(-1)).toEqual({ matrix: at(1, 2, 3), tracking: 'tracked', handle: 'handle-1' })
})

test('a handle that the script writes back changes nothing', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, frames } = anchorIn(session)
  anchor.wish({ persist: true, handle: null })
  await frames()
  const count = told.length
  anchor.wish({ persist: true, handle: 'handle-1' })
  await frames()
  expect(told).toHaveLength(count)
  expect(session.anchors.size).toBe(1)
})

test('a handle that nobody knows is said, and the node stands where it was placed', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, heard, frames } = anchorIn(session)
  anchor.wish({ persist: false, handle: 'gone' })
  await frames()
  expect(heard).toEqual(['no anchor is called gone'])
  expect(told).toEqual([])
  expect(anchor.state).toBe('free')
  await frames()
  expect(heard).toHaveLength(1)

  anchor.wish({ persist: false, handle: null })
  await frames()
  expect(told.at(-1)).toMatchObject({ matrix: at(1, 2, 3) })
})

test('a browser that keeps no places says so, and the place itself stays', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, heard, frame } = anchorIn(session)
  frame()
  await settled()
  only(session).requestPersistentHandle = undefined as never
  anchor.wish({ persist: true, handle: null })
  await settled()
  frame()
  expect(heard).toEqual(['this browser keeps no places for later sessions'])
  expect(told.at(-1)).toMatchObject({ tracking: 'tracked', handle: null })
})

test('a browser without anchors, or that refuses, leaves the node where it was placed', async () => {
  const session = new FakeRoomSession()
  session.refusal = new Error('anchors are not enabled')
  const { anchor, heard, told, frames } = anchorIn(session)
  await frames()
  expect([anchor.state, heard, told]).toEqual(['free', ['anchors are not enabled'], []])

  const without = Object.assign(new FakeRoomSession().frame(), { createAnchor: undefined })
  anchor.frame(without, SPACE, PLACE)
  await settled()
  expect(heard.at(-1)).toBe('this browser has none')
})

test('behind a menu nothing holds, and after it the same anchor does', async () => {
  const session = new FakeRoomSession()
  const { anchor, told, frame, frames } = anchorIn(session)
  await frames()
  anchor.interrupt()
  anchor.interrupt()
  expect(told.map(({ tracking }) => tracking)).toEqual(['tracked', 'absent'])
  frame()
  expect(told.at(-1)).toMatchObject({ tracking: 'tracked' })
  expect(session.anchors.size).toBe(1)
})
