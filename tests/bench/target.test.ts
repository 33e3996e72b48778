import { describe, expect, it } from 'vitest'
import { atLeast, atMost, ratioAtLeast, ratioAtMost, verdictOf } from '../../bench/harness/Target.ts'
import { short, writtenTarget } from '../../bench/harness/writing.ts'

const spread = (median: number) => ({ median, min: median / 2, max: median * 2 })
const row = { ours: spread(4), ratio: spread(0.5) }

describe('the target of a row', () => {
  it.each([
    [atMost(4), 'reached'],
    [atMost(3.9), 'missed'],
    [atLeast(4), 'reached'],
    [atLeast(4.1), 'missed'],
    [ratioAtMost(0.5), 'reached'],
    [ratioAtMost(0.49), 'missed'],
    [ratioAtLeast(0.5), 'reached'],
    [ratioAtLeast(0.51), 'missed'],
  ])('%j of a median of 4 and a ratio of 0.5 is %s', (target, verdict) => {
    expect(verdictOf({ ...row, target })).toBe(verdict)
  })

  it('is neither reached nor missed where there is none, or nothing was measured', () => {
    expect(verdictOf(row)).toBeUndefined()
    expect(verdictOf({ ours: spread(4), ratio: null, target: ratioAtMost(1) })).toBeUndefined()
    expect(verdictOf({ ours: null, ratio: null, target: atMost(1) })).toBeUndefined()
  })

  it('is told in words', () => {
    expect(writtenTarget({ ...row, target: atMost(5) })).toBe('at most 5: reached')
    expect(writtenTarget({ ...row, target: ratioAtLeast(0.9) })).toBe('ratio at least 0.9: missed')
    expect(writtenTarget({ ours: null, ratio: null, target: atMost(5) })).toBe('at most 5: not measured')
    expect(writtenTarget(row)).toBe('')
  })
})

describe('a figure in words', () => {
  it.each([
    [0.01234, '0.0123'],
    [1.2345, '1.23'],
    [123.45, '123'],
    [1234.5, '1,230'],
    [12_345_678, '12,300,000'],
    [0, '0'],
    [-2.345, '-2.35'],
    [Number.NaN, '–'],
  ])('%d is %s', (value, text) => {
    expect(short(value)).toBe(text)
  })
})
