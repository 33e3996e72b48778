import { describe, expect, test } from 'vitest'
import { RateLimiter } from '../../../src/xr/rate.ts'

/** Number of samples that go out in `seconds` on a display of `hz`, whose frames are off by up to `jitterMs`. */
function count(hz: number, fps: number, seconds: number, jitterMs = 0): number {
  const limiter = new RateLimiter()
  let taken = 0
  for (let frame = 0; frame < hz * seconds; frame += 1) {
    const jitter = jitterMs * Math.sin(frame * 12.9898)
    if (limiter.take((frame * 1000) / hz + jitter, fps)) taken += 1
  }
  return taken
}

describe('the rate of samples', () => {
  test.each([
    [72, 30],
    [72, 50],
    [72, 60],
    [90, 30],
    [90, 60],
    [90, 72],
    [120, 30],
    [120, 72],
    [120, 90],
  ])('on a display of %i Hz, %i a second are that many on average', (hz, fps) => {
    const seconds = 20
    expect(Math.abs(count(hz, fps, seconds) - fps * seconds)).toBeLessThanOrEqual(1)
    expect(Math.abs(count(hz, fps, seconds, 1.5) - fps * seconds)).toBeLessThanOrEqual(2)
  })

  test.each([72, 90, 120])('on a display of %i Hz, a higher rate sends each frame', (hz) => {
    expect(count(hz, 240, 10)).toBe(hz * 10)
  })

  test.each([72, 90])('on a display of %i Hz, its own rate sends each frame although frames are uneven', (hz) => {
    expect(count(hz, hz, 10, 1)).toBeGreaterThanOrEqual(hz * 10 - 2)
  })

  test('a pause is not made up for', () => {
    const limiter = new RateLimiter()
    limiter.take(0, 30)
    const after = Array.from({ length: 72 }, (_, frame) => limiter.take(60_000 + (frame * 1000) / 72, 30))
    expect(Math.abs(after.filter(Boolean).length - 30)).toBeLessThanOrEqual(1)
  })

  test('a rate that is raised counts from the next frame on', () => {
    const limiter = new RateLimiter()
    limiter.take(0, 0.1)
    expect(limiter.take(14, 0.1)).toBe(false)
    expect(limiter.take(28, 60)).toBe(true)
  })

  test('after a reset the next frame goes out', () => {
    const limiter = new RateLimiter()
    limiter.take(0, 1)
    limiter.reset()
    expect(limiter.take(1, 1)).toBe(true)
  })
})
