import { expect, test } from 'vitest'
import { ArrivalClock } from '../../protocol/ArrivalClock.ts'

/** Their clock is so far from ours. */
const AHEAD = 9_000_000

/** Places messages that were told at a time and took so long, and says how far each is placed from when it was told. */
function placing(delays: readonly number[], { every = 10, drift = 0 } = {}) {
  const clock = new ArrivalClock()
  return delays.map((delayMs, index) => {
    const at = index * every
    return Math.round((clock.place(AHEAD + at * (1 + drift), at + delayMs) - at) * 1000) / 1000
  })
}

test('what was held up is placed as long after it was told as what came quickest', () => {
  expect(placing([5, 8, 3, 90, 80, 70, 60, 4])).toEqual([5, 5, 3, 3, 3, 3, 3, 3])
})

test('nothing is placed after it arrived', () => {
  expect(placing([50, 7, 30, 2, 9])).toEqual([50, 7, 7, 2, 2])
})

test('what is quicker counts at once, what is slower from now on after some seconds', () => {
  const placed = placing([...new Array(400).fill(5), ...new Array(1000).fill(45), 20], { every: 10 })
  expect(placed[399]).toBe(5)
  expect(placed.indexOf(45)).toBeGreaterThan(400)
  expect(placed.indexOf(45)).toBeLessThan(1000)
  expect(placed.slice(1000, 1400)).toEqual(new Array(400).fill(45))
  expect(placed.at(-1)).toBe(20)
})

test('a clock that runs a little slower or faster stays placed', () => {
  for (const drift of [1e-4, -1e-4]) {
    const placed = placing(new Array(60_000).fill(5), { drift })
    expect(Math.max(...placed.map((at) => Math.abs(at - 5)))).toBeLessThan(1)
  }
})

test('a clock that stands, or was set back, tells nothing but that a message came', () => {
  const clock = new ArrivalClock()
  expect([100, 110, 120].map((at) => clock.place(AHEAD, at))).toEqual([100, 110, 120])
  expect(clock.place(AHEAD + 10, 130)).toBe(130)
  expect(clock.place(AHEAD - 5000, 140)).toBe(140)
  expect(clock.place(AHEAD - 4990, 190)).toBe(150)
})
