import { describe, expect, it } from 'vitest'
import { quantile, spreadOf } from '../../bench/support/statistics.ts'

describe('statistics of a benchmark', () => {
  it('interpolates between neighbours, whatever the order of the values', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2)
    expect(quantile([4, 1, 2, 3], 0.5)).toBe(2.5)
    expect(quantile([10, 20], 0.99)).toBeCloseTo(19.9)
    expect(quantile([7], 0.99)).toBe(7)
    expect(quantile([], 0.5)).toBeNaN()
  })

  it('tells median and ends of what is a number, and nothing where nothing is', () => {
    expect(spreadOf([5, Number.NaN, 1, 3])).toEqual({ median: 3, min: 1, max: 5 })
    expect(spreadOf([Number.NaN, Number.POSITIVE_INFINITY])).toBeNull()
    expect(spreadOf([])).toBeNull()
  })
})
