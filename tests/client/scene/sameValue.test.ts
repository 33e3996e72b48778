import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { differenceOf, sameValue } from '../../../src/scene/sameValue.ts'
import { anyValue } from '../../protocol/anyValue.ts'
import { SeededRandom } from '../../protocol/seededRandom.ts'

describe('two values of a prop', () => {
  test('are the same when everything in them is', () => {
    const day = (date: number) => new Date(2026, 0, date)
    for (const make of [
      () => Float32Array.of(1, Number.NaN),
      () => ({ list: [1, { a: 'b' }], none: null }),
      () => day(1),
      () => [day(1)],
    ]) {
      expect(sameValue(make(), make())).toBe(true)
    }
    for (const [a, b] of [
      [day(1), day(2)],
      [day(1), {}],
      [{}, day(1)],
      [Float32Array.of(1), Float64Array.of(1)],
      [[1], Float32Array.of(1)],
      [[1], { 0: 1, length: 1 }],
      [{ a: 1 }, { b: 1 }],
      [{ a: undefined }, {}],
      [null, {}],
    ]) {
      expect(sameValue(a, b)).toBe(false)
    }
  })

  test('are told apart as the language itself does, over random values', () => {
    const random = new SeededRandom()
    for (let count = 0; count < 5000; count += 1) {
      const seed = random.below(2 ** 32)
      const a = anyValue(new SeededRandom(seed), 0)
      const b = anyValue(random.chance(0.5) ? new SeededRandom(seed) : random, 0)
      expect(sameValue(a, b), `SEED=${random.seed}`).toBe(isDeepStrictEqual(a, b))
    }
  })
})

describe('the patch from one set of props to another', () => {
  test('writes what differs, and takes away what is gone', () => {
    expect(differenceOf({ a: 1, b: [1], c: 3 }, { a: 1, b: [2], d: 4 })).toEqual({ b: [2], c: null, d: 4 })
  })
})
