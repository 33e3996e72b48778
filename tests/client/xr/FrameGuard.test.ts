import { expect, test } from 'vitest'
import { FrameGuard } from '../../../src/xr/FrameGuard.ts'

function guard() {
  const heard: (string | null)[] = []
  return { heard, guard: new FrameGuard((message) => heard.push(message)) }
}

test('ten failures in a row switch a callback off, and that is told in two lines', () => {
  const { heard, guard: frames } = guard()
  for (let count = 0; count < 9; count += 1) frames.failed(new Error('no'))
  expect(frames.isOff).toBe(false)
  frames.failed(new Error('no'))
  expect(frames.isOff).toBe(true)
  expect(heard).toEqual(['failed in a frame: no', 'failed in 10 frames in a row and was switched off: no'])
})

test('a frame that works takes the failure back, and the count begins anew', () => {
  const { heard, guard: frames } = guard()
  for (let round = 0; round < 5; round += 1) {
    for (let count = 0; count < 9; count += 1) frames.failed('odd')
    frames.passed()
  }
  expect(frames.isOff).toBe(false)
  expect(heard.slice(0, 3)).toEqual(['failed in a frame: odd', null, 'failed in a frame: odd'])
})

test('frames that work say nothing', () => {
  const { heard, guard: frames } = guard()
  frames.passed()
  frames.passed()
  expect(heard).toEqual([])
})

test('what everything depends on is never switched off', () => {
  const { guard: frames } = guard()
  for (let count = 0; count < 100; count += 1) frames.failed(new Error('no'), { canSwitchOff: false })
  expect(frames.isOff).toBe(false)
})

test('after a reset it may try again, and what was told stands until it works', () => {
  const { heard, guard: frames } = guard()
  for (let count = 0; count < 10; count += 1) frames.failed(new Error('no'))
  frames.reset()
  expect(frames.isOff).toBe(false)
  expect(heard).toHaveLength(2)
  frames.passed()
  expect(heard.at(-1)).toBeNull()
})
