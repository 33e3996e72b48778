import { describe, expect, it } from 'vitest'
import { ListChunks } from '../../../src/scene/ListChunks.ts'
import { SeededRandom } from '../../protocol/seededRandom.ts'

const keys = (count: number, name = 'k') => Array.from({ length: count }, (_, index) => `${name}${index}`)
/** In which chunk each key is. */
const idsOf = (list: ListChunks, of: readonly string[]) =>
  new Map(list.update(of).flatMap(({ id, keys: own }) => own.map((key) => [key, id] as const)))
const moved = (before: Map<string, number>, after: Map<string, number>) =>
  [...after].filter(([key, id]) => before.has(key) && before.get(key) !== id).map(([key]) => key)

describe('a long list in chunks', () => {
  it('a short list is one chunk, whatever is done with its order', () => {
    const list = new ListChunks()
    const before = idsOf(list, keys(60))
    expect(new Set(before.values()).size).toBe(1)
    expect(moved(before, idsOf(list, keys(60).reverse()))).toEqual([])
    expect(moved(before, idsOf(list, [...keys(30, 'new'), ...keys(60)]))).toEqual([])
  })

  it('keys that are added at the end leave full chunks as they are, as the very same objects', () => {
    const list = new ListChunks()
    const before = list.update(keys(1000))
    expect(before.length).toBe(Math.ceil(1000 / 64))
    const after = list.update(keys(1200))
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    for (let index = 0; index < before.length - 1; index += 1) expect(after[index]).toBe(before[index])
  })

  it('one that comes, goes or moves changes no chunk but those it is in', () => {
    const list = new ListChunks()
    let all = keys(1000)
    let before = idsOf(list, all)
    const change = (next: string[], mayMove: string[] = []) => {
      const chunks = list.update(all)
      const after = idsOf(list, next)
      expect(moved(before, after).filter((key) => !mayMove.includes(key))).toEqual([])
      const kept = list.update(next).filter((chunk) => chunks.includes(chunk))
      expect(kept.length).toBeGreaterThanOrEqual(chunks.length - 2)
      all = next
      before = after
    }
    change(all.filter((key) => key !== 'k500'))
    change(all.toSpliced(300, 0, 'between'))
    change(['first', ...all])
    change(['k999', ...all.filter((key) => key !== 'k999')], ['k999'])
    change([...all.filter((key) => key !== 'k3'), 'k3'], ['k3'])
  })

  it('keys that go from everywhere leave chunks; an empty list has none', () => {
    const list = new ListChunks()
    const before = idsOf(list, keys(1000))
    const half = keys(1000).filter((_, index) => index % 2 === 0)
    expect(moved(before, idsOf(list, half))).toEqual([])
    expect(list.update([])).toEqual([])
    expect(list.update(keys(3)).flatMap((chunk) => chunk.keys)).toEqual(keys(3))
  })

  it('whatever happens, the chunks together are the list, each with an id of its own', () => {
    const random = new SeededRandom()
    const list = new ListChunks()
    let all: string[] = []
    for (let round = 0; round < 300; round += 1) {
      const from = random.below(all.length + 1)
      const taken = all.splice(from, random.below(100))
      if (random.chance(0.4)) all.splice(random.below(all.length + 1), 0, ...taken)
      if (random.chance(0.6)) all.splice(random.below(all.length + 1), 0, ...keys(random.below(150), `r${round}-`))
      if (random.chance(0.02)) all = all.toReversed()
      const chunks = list.update([...all])
      expect(
        chunks.flatMap((chunk) => chunk.keys),
        `SEED=${random.seed}, round ${round}`,
      ).toEqual(all)
      expect(new Set(chunks.map(({ id }) => id)).size).toBe(chunks.length)
      expect(chunks.every((chunk) => chunk.keys.length > 0)).toBe(true)
    }
  })
})
