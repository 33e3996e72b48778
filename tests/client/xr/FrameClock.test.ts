import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FrameClock } from '../../../src/xr/FrameClock.ts'
import { FakeSession } from './fakeXR.ts'

const START = 1_800_000_000_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: START })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Asks in frames that the headset made for a time of its own, and says when they were captured since the start. */
function watching() {
  const clock = new FrameClock()
  return (shownAt: number, seenAt: number, session: FakeSession) => {
    vi.advanceTimersByTime(seenAt - (Date.now() - START))
    return clock.capturedAt(session.frame(shownAt)) - START
  }
}

test('a frame was captured as long ago as it is later than the promptest', () => {
  const [frame, session] = [watching(), new FakeSession()]
  expect(frame(70_000, 3, session)).toBe(3)
  expect(frame(70_011, 13, session)).toBe(13)
  expect(frame(70_022, 104, session)).toBe(24)
  expect(frame(70_110, 113, session)).toBe(112)
})

test('a headset that begins to count anew has no late frames by that', () => {
  const [frame, session] = [watching(), new FakeSession()]
  frame(70_000, 0, session)
  expect(frame(500, 11, session)).toBe(11)
  expect(frame(511, 40, session)).toBe(22)
  expect(frame(900_000, 50, session)).toBe(50)
  expect(frame(900_011, 80, session)).toBe(61)
  // Ahead of what it counted before, and slower than a second: no delay of a page.
  expect(frame(900_012, 1200, session)).toBe(1200)
  expect(frame(900_023, 1240, session)).toBe(1211)
})

test('another session may count by another clock', () => {
  const frame = watching()
  frame(70_000, 0, new FakeSession())
  const next = new FakeSession()
  expect(frame(70_001, 900, next)).toBe(900)
  expect(frame(70_012, 990, next)).toBe(911)
})

test('that the time of the machine is set makes no frame late', () => {
  const [frame, session] = [watching(), new FakeSession()]
  frame(70_000, 0, session)
  vi.setSystemTime(START + 500)
  const clockOfDay = frame(70_011, 511, session)
  expect(clockOfDay).toBe(511)
})
