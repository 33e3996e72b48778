import type { SeededRandom } from './seededRandom.ts'

const text = (random: SeededRandom) =>
  random.pick(['', 'a', 'position', 'höher', '🤖', '\uFEFFx', 'é'.repeat(32), `${'x'.repeat(random.below(70))}`])

/** Any value that msgpack has a form for, often at the border between two forms. */
export function anyValue(random: SeededRandom, depth: number): unknown {
  switch (random.below(depth > 3 ? 6 : 9)) {
    case 0:
      return random.pick([0, 1, 127, 128, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1])
    case 1:
      return random.pick([-1, -32, -33, -128, -129, -32_769, -(2 ** 31), -(2 ** 31) - 1, -(2 ** 53) + 1])
    case 2:
      return random.below(1e9) / 7
    case 3:
      return text(random)
    case 4:
      return random.pick([null, true, false, new Date(1e12 + random.below(1e9)), [0.5, -1.5, 1e300], [0.5, 1, 0.25]])
    case 5:
      return Uint8Array.from({ length: random.pick([0, 1, 300]) }, () => 7)
    case 6:
      return random.list(6, () => anyValue(random, depth + 1))
    case 7:
      return Array.from({ length: 40 }, (_, index) => index / 4)
    default:
      return Object.fromEntries(random.list(17, () => [text(random), anyValue(random, depth + 1)]))
  }
}
