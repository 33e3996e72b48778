import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { isRepeated } from '../../protocol/isRepeated.ts'
import { anyValue } from './anyValue.ts'
import { SeededRandom } from './seededRandom.ts'

describe('[SG25] a value that is written again', () => {
  test('is repeated when it is the same, whatever it is made of', () => {
    for (const make of [
      () => 'red',
      () => 1,
      () => false,
      () => [1, 2, 3],
      () => [[1], ['a', null]],
      () => ({ roughness: 0.5, map: { wrap: [1, 2] } }),
      () => ({}),
      () => [],
    ]) {
      expect(isRepeated(make(), make()), JSON.stringify(make())).toBe(true)
    }
    expect(isRepeated(undefined, null), 'what is not there is taken away').toBe(true)
  })

  test('is new when anything differs', () => {
    const pairs: [unknown, unknown][] = [
      [1, 2],
      [1, '1'],
      [undefined, 0],
      ['red', null],
      [
        [1, 2],
        [1, 2, 3],
      ],
      [[1, 2, 3], { 0: 1, 1: 2, 2: 3 }],
      [{ 0: 1 }, [1]],
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { a: 1, b: 2 }],
      [{ a: 1, b: 2 }, { a: 1 }],
      [{ a: 1 }, { b: 1 }],
      [{ a: undefined }, { b: undefined }],
      [[1], Float32Array.of(1)],
      [Float32Array.of(1), Float32Array.of(1)],
      [new Date(1), new Date(1)],
      [Number.NaN, Number.NaN],
    ]
    for (const [before, written] of pairs) expect(isRepeated(before, written)).toBe(false)
  })

  test('that is large counts as new, and is not looked through', () => {
    const points = () => Array.from({ length: 65 }, (_, index) => index)
    expect(isRepeated(points(), points())).toBe(false)
    let looked = 0
    const watched = new Proxy(
      Array.from({ length: 100_000 }, () => 0),
      {
        get(list, name) {
          if (typeof name === 'string' && /^\d+$/.test(name)) looked += 1
          return Reflect.get(list, name)
        },
      },
    )
    expect(isRepeated(watched, [...Array(100_000).keys()].fill(0))).toBe(false)
    expect(looked).toBeLessThan(100)
  })

  test('is never called repeated when it is not, over random values', () => {
    const random = new SeededRandom()
    let repeated = 0
    for (let count = 0; count < 20_000; count += 1) {
      const seed = random.below(2 ** 32)
      const before = anyValue(new SeededRandom(seed), 0)
      const written = anyValue(random.chance(0.5) ? new SeededRandom(seed) : random, 0)
      if (!isRepeated(before, written)) continue
      repeated += 1
      const isSame = isDeepStrictEqual(before, written) || (before === undefined && written === null)
      expect(isSame, `SEED=${random.seed}`).toBe(true)
    }
    expect(repeated).toBeGreaterThan(1000)
  })
})
