import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { EVENTS } from '../../protocol/index.ts'
import { REFUSED, readerOf } from '../../protocol/readerOf.ts'
import { SeededRandom } from './seededRandom.ts'

const ROUNDS = 600
const ODD = [undefined, null, 0, 1.5, Number.NaN, '', 'tracked', 'absent', 'pressed', true, [], {}, [1, 2], [null, 1]]

/** Poses and states as clients of all kinds write them; now and then something is missing, too much, or wrong. */
class Values {
  readonly #random: SeededRandom

  constructor(random: SeededRandom) {
    this.#random = random
  }

  of(etype: string): unknown {
    const random = this.#random
    if (random.chance(0.05)) return random.pick(ODD)
    const sides = { left: this.#tracking(), right: this.#tracking() }
    const shared = { tracking: this.#maybe(sides), origin: this.#maybe(this.#numbers(16)), extra: this.#maybe(1) }
    switch (etype) {
      case 'HAND_MOVE':
        return this.#spoiled({ ...this.#hand('left'), ...this.#hand('right'), ...shared })
      case 'CONTROLLER_MOVE':
        return this.#spoiled({ ...this.#controller('left'), ...this.#controller('right'), ...shared })
      case 'HEAD_MOVE':
        return this.#spoiled({ ...shared, matrix: this.#maybe(this.#numbers(16)), tracking: this.#tracking() })
      case 'BODY_MOVE': {
        const tracking = { body: this.#tracking(), leftHand: this.#tracking(), rightHand: this.#tracking() }
        const hands = { leftHand: this.#maybe(this.#numbers(400)), rightHand: this.#maybe(this.#numbers(400)) }
        return this.#spoiled({ ...shared, ...hands, body: this.#numbers(528), tracking: this.#maybe(tracking) })
      }
      case 'GAMEPAD':
        return this.#spoiled({
          id: this.#maybe('pad'),
          connected: this.#maybe(true),
          mapping: this.#maybe('standard'),
          axes: [0, 1],
          buttons: [0.5],
          pressed: this.#maybe([true]),
        })
      default:
        return random.chance(0.5) ? this.#spoiled({ ...this.#hand('left'), key: 'k', value: 1 }) : random.pick(ODD)
    }
  }

  #hand(side: string) {
    const state = { pinch: true, pinchValue: 0.1, squeeze: this.#maybe(false), tapValue: this.#maybe(0), more: 1 }
    return {
      [side]: this.#maybe(this.#numbers(400)),
      [`${side}State`]: this.#maybe(this.#spoiled(state)),
      [`${side}Ray`]: this.#maybe(this.#numbers(16)),
      [`${side}Radii`]: this.#maybe(this.#numbers(25)),
    }
  }

  #controller(side: string) {
    const state = {
      trigger: true,
      triggerValue: 0.5,
      touchpad: this.#random.pick(['touched', 'pressed', false, 'held', undefined]),
      thumbstickValue: this.#random.pick([[0, 1], [null, 1], [], [Number.NaN], undefined]),
      buttons: [1, 0],
      pressed: [true],
      axes: this.#maybe([0, 0]),
    }
    return {
      [side]: this.#maybe(this.#numbers(16)),
      [`${side}Grip`]: this.#maybe(this.#numbers(16)),
      [`${side}State`]: this.#maybe(this.#spoiled(state)),
    }
  }

  #numbers(length: number): unknown {
    const random = this.#random
    const count = random.chance(0.02) ? length - 1 : length
    const list = Array.from({ length: count }, (_, index) => (index === count - 1 ? random.pick([0, 1, 1, 1]) : index))
    if (random.chance(0.02)) list[0] = Number.NaN
    return random.chance(0.7) ? Float32Array.from(list) : random.chance(0.9) ? list : Float64Array.from(list)
  }

  #tracking(): unknown {
    return this.#random.pick(['tracked', 'tracked', 'tracked', 'emulated', 'absent', 'unknown'])
  }

  #maybe<T>(value: T): T | null | undefined {
    return this.#random.chance(0.85) ? value : this.#random.pick([null, undefined])
  }

  #spoiled(value: Record<string, unknown>): Record<string, unknown> {
    const random = this.#random
    const names = Object.keys(value)
    const spoiled = { ...value }
    if (random.chance(0.05)) spoiled[random.pick(names)] = random.pick(ODD)
    if (random.chance(0.15)) delete spoiled[random.pick(names)]
    return spoiled
  }
}

describe('a reader', () => {
  test.each(Object.entries(EVENTS))('reads of %s what its schema reads', (etype, { value: schema }) => {
    const read = readerOf(schema)
    if (!read) return
    const random = new SeededRandom()
    const values = new Values(random)
    for (let round = 0; round < ROUNDS; round += 1) {
      const value = values.of(etype)
      const expected = v.safeParse(schema as v.GenericSchema, value)
      const what = `SEED=${random.seed} ${JSON.stringify(value)?.slice(0, 300)}`
      const got = read(value)
      if (!expected.success) expect(got, what).toBe(REFUSED)
      else expect(got, what).toStrictEqual(expected.output)
    }
  })

  test.each(['HAND_MOVE', 'CONTROLLER_MOVE', 'HEAD_MOVE', 'BODY_MOVE'] as const)('is there for %s', (etype) => {
    const read = readerOf(EVENTS[etype].value)!
    const values = new Values(new SeededRandom(7))
    const counts = { taken: 0, refused: 0 }
    for (let round = 0; round < ROUNDS; round += 1)
      counts[read(values.of(etype)) === REFUSED ? 'refused' : 'taken'] += 1
    expect(counts.taken).toBeGreaterThan(100)
    expect(counts.refused).toBeGreaterThan(20)
  })

  test.each<[string, v.GenericSchema]>([
    ['a default that is a list', v.optional(v.array(v.number()), [])],
    ['a default that is made', v.nullish(v.number(), () => 3)],
    ['entries that are kept though nobody declared them', v.looseObject({ a: v.number() })],
    ['a list whose entries change', v.array(v.pipe(v.number(), v.transform(String)))],
    ['a list in which a number stands for nothing', v.array(v.nullable(v.number(), 1))],
    [
      'an object made of nothing',
      v.optional(
        v.pipe(
          v.nullish(v.number()),
          v.transform(() => ({})),
        ),
      ),
    ],
    ['something unknown', v.record(v.string(), v.number())],
  ])('leaves to valibot %s', (_, schema) => {
    expect(readerOf(schema)).toBeUndefined()
    expect(readerOf(v.object({ a: schema }))).toBeUndefined()
  })

  test('reads a pipe in a pipe step by step', () => {
    const half = v.pipe(
      v.number(),
      v.check((number) => number > 0),
      v.transform((number) => number / 2),
    )
    const schema = v.pipe(
      half,
      v.check((number) => number < 2),
      v.transform(String),
    )
    const read = readerOf(schema)!
    expect([-1, 1, 3, 4, 'x'].map(read)).toEqual([REFUSED, '0.5', '1.5', REFUSED, REFUSED])
    expect(readerOf(v.array(half))).toBeUndefined()
    expect(readerOf(v.pipe(half, v.number()))).toBeUndefined()
  })

  test('puts a default where nothing is, and leaves out what is neither there nor has one', () => {
    const schema = v.object({ a: v.optional(v.number(), 1), b: v.nullish(v.string(), null), c: v.optional(v.number()) })
    const read = readerOf(schema)!
    for (const value of [{}, { a: undefined, b: undefined, c: undefined }, { a: 2, b: null, d: 1 }, { c: 'x' }, null]) {
      const expected = v.safeParse(schema, value)
      if (expected.success) expect(read(value)).toStrictEqual(expected.output)
      else expect(read(value)).toBe(REFUSED)
    }
  })
})
