import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { acceptorOf } from '../../protocol/acceptorOf.ts'
import { EVENTS, NODE_TYPES } from '../../protocol/index.ts'
import { listOf } from '../../protocol/nodes/schemas.ts'
import { SeededRandom } from './seededRandom.ts'

const ROUNDS = 400

/** Of every kind that a script may write, right and wrong. */
function value(random: SeededRandom, depth = 0): unknown {
  const number = () => random.pick([0, 1, -1, 0.5, 3, 16, 1e9, Number.NaN, Number.POSITIVE_INFINITY, -0, 0xffffff])
  const roll = random.below(depth < 2 ? 15 : 8)
  if (roll < 3) return number()
  if (roll === 3) return random.pick(['', 'x', 'XYZ', 'red', '#fff', 'front', 'left', 'physical', 'uint16'])
  if (roll === 4) return random.chance(0.5)
  if (roll === 5) return random.pick([null, undefined])
  if (roll === 6) return random.pick([new Date(0), new Map(), new Set([1]), () => 1])
  if (roll === 7) return random.pick([new Float32Array(3), new Float64Array(16), new Uint8Array(4), new Uint16Array(6)])
  if (roll < 12) return Array.from({ length: random.pick([0, 1, 2, 3, 3, 3, 4, 6, 16]) }, number)
  if (roll === 12) return random.list(5, () => value(random, depth + 1))
  if (roll === 13) return [1, 2, random.pick([undefined, 'XYZ', null, Number.NaN])]
  return { left: value(random, depth + 1), data: new Uint8Array(12), width: 2, height: 2, extra: 1 }
}

function check(name: string, schema: v.GenericSchema, seed = new SeededRandom()): { taken: number; refused: number } {
  const accepts = acceptorOf(schema)
  const counts = { taken: 0, refused: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const written = value(seed)
    const expected = v.is(schema, written)
    counts[expected ? 'taken' : 'refused'] += 1
    if (accepts(written) !== expected) {
      throw new Error(`SEED=${seed.seed}: ${name}: valibot says ${expected} of ${String(written)}`)
    }
  }
  return counts
}

describe('an acceptor', () => {
  test('says of every prop of every type what its schema says', () => {
    let [taken, refused] = [0, 0]
    for (const [tag, { props }] of Object.entries(NODE_TYPES)) {
      for (const [name, { schema }] of Object.entries(props)) {
        const counts = check(`${tag}.${name}`, schema)
        taken += counts.taken
        refused += counts.refused
      }
    }
    expect(taken).toBeGreaterThan(1000)
    expect(refused).toBeGreaterThan(1000)
  })

  test('says of the value of every event what its schema says', () => {
    for (const [etype, event] of Object.entries(EVENTS)) check(etype, event.value)
  })

  test('says of schemas that have defaults, transformations and messages what they say', () => {
    check('with a default', v.optional(v.number(), 1))
    const finite = v.pipe(v.number(), v.finite())
    check('a pipe in a pipe', v.pipe(finite, v.minValue(0)))
    const half = v.pipe(
      v.number(),
      v.transform((number) => number / 2),
    )
    check('a check of what was transformed', v.pipe(half, v.maxValue(2)))
    check(
      'a check of a list of what was transformed',
      v.pipe(
        v.array(half),
        v.check(([first]) => first !== 0.5),
      ),
    )
    check(
      'a check of one of several',
      v.pipe(
        v.union([half, v.string()]),
        v.check((value) => value !== 1),
      ),
    )
    check(
      'a check of a default',
      v.pipe(
        v.optional(v.number(), 1),
        v.check((value) => value !== 1),
      ),
    )
    const one = v.strictTuple([v.optional(v.number(), 1)])
    check(
      'a check of a default in a list',
      v.pipe(
        one,
        v.check(([first]) => first !== 1),
      ),
    )
    check('nil with a default', v.nullish(v.string(), null))
    check('a transformation before a check', v.pipe(v.string(), v.transform(Number), v.number()))
    check(
      'a check after a transformation',
      v.pipe(
        v.number(),
        v.transform((n) => n - 1),
        v.minValue(0),
      ),
    )
    check('lists of lists', v.array(v.array(v.number())))
    check('bounds', v.pipe(v.number(), v.minValue(0), v.maxValue(3), v.integer(), v.finite()))
    check('a record', v.record(v.string(), v.number()))
    check('nothing', v.union([]))
  })

  test('of a place asks valibot nothing', () => {
    const vec3 = listOf(3)
    const asked = { ...vec3, '~run': () => expect.unreachable('valibot was asked') } as unknown as typeof vec3
    expect(acceptorOf(asked)([1, 2, 3])).toBe(true)
    expect(acceptorOf(asked)([1, 2, 'wide'])).toBe(false)
  })
})
