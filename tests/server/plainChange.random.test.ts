import { describe, expect, test } from 'vitest'
import { Box, Image, type NodePatch, Scene, SceneGraph } from '../../protocol/index.ts'
import { isPlainChange } from '../../server/scene/isPlainChange.ts'
import { SceneOperations } from '../../server/scene/SceneOperations.ts'
import type { SharedOperation } from '../../server/session/SharedOperation.ts'
import { SeededRandom } from '../protocol/seededRandom.ts'

const KEYS = ['a', 'b', 'c', 'd', 'picture', 'gone', 'unknown', 'a/#text0', 'children', '']

/** A scene that says what it was told: changes, frames, warnings and errors. */
class Recorded {
  readonly graph = new SceneGraph()
  readonly log: unknown[] = []
  readonly operations: SceneOperations

  constructor(copies: boolean) {
    const { graph, log } = this
    const send = (_operation: unknown, wire: readonly SharedOperation[], change: unknown) =>
      log.push(change, ...wire.map((one) => Buffer.from(one.frame('vuer-xr')).toString('hex')))
    this.operations = new SceneOperations(
      { graph, apply: (operation) => graph.apply(operation), send },
      { now: () => 1, warn: (message) => log.push(message), copies },
    )
    const boxes = KEYS.slice(0, 4).map((key) => Box({ key, position: [0, 0, 0] }, 'text'))
    this.operations.set(Scene({}, ...boxes, Image({ key: 'picture' }), { tag: 'NobodyKnowsThis', key: 'unknown' }))
  }

  try(what: 'update' | 'upsert', nodes: readonly NodePatch[]): void {
    try {
      if (what === 'update') this.operations.update(nodes)
      else this.operations.upsert(nodes, {})
    } catch (error) {
      this.log.push([(error as Error).name, (error as { code?: string }).code, (error as Error).message])
    }
  }

  get state(): unknown {
    return { scene: this.graph.toJSON(), nodes: [...this.graph.nodes], revision: this.graph.revision, log: this.log }
  }
}

/** What has no prototype means the same, and is never taken the short way. */
const theLongWay = (patch: NodePatch): NodePatch => Object.assign(Object.create(null), patch)

function randomPatch(random: SeededRandom): NodePatch {
  const number = () => random.pick([0, 1, -2.5, 1e9])
  const vector = () =>
    random.chance(0.05)
      ? random.pick([[1, 2], 'far', [1, 2, Number.NaN], [1, 2, 'x'], null, undefined, { x: 1 }, new Float32Array(2)])
      : random.pick([[number(), number(), number()], new Float32Array([1, 2, 3]), new Float64Array([1, 2, 3])])
  const patch: Record<string, unknown> = { key: random.pick(random.chance(0.9) ? KEYS.slice(0, 4) : KEYS) }
  if (random.chance(0.8)) patch.position = vector()
  if (random.chance(0.3)) patch.rotation = random.pick([vector(), [1, 2, 3, 'XYZ']])
  if (random.chance(0.3)) patch.color = random.pick(['red', 0xff0000, null])
  if (random.chance(0.1)) patch.args = random.pick([[1, 2, 3], [1], [], ['wide'], [1, 2, 3, 4, 5, 6, 7]])
  if (random.chance(0.1)) patch.tag = random.pick(['Box', 'Box', 'Sphere', '', undefined])
  if (random.chance(0.1)) patch['material-color'] = random.pick(['red', [1, [2, { a: new Date(5) }]], 'é'])
  if (random.chance(0.03)) patch.children = random.pick([[], ['text'], [Box({ key: 'd' })], null])
  if (random.chance(0.03)) patch['**'] = { position: [7, 7, 7], visible: true }
  if (random.chance(0.03)) patch.data = random.pick([() => 1, 1n, new Map(), new ArrayBuffer(1), new Uint8Array(2)])
  if (random.chance(0.02)) Object.assign(patch, { constructor: 1 })
  if (random.chance(0.02)) patch.src = { data: new Uint8Array(12), width: 2, height: 2 }
  return patch as NodePatch
}

describe('a change that is taken the short way', () => {
  test.each([
    ['session', false],
    ['store', true],
  ])('is checked, applied, written and refused as the long way does it, in a %s', (_, copies) => {
    const random = new SeededRandom()
    let [plain, refused] = [0, 0]
    for (let sequence = 0; sequence < 40; sequence += 1) {
      const short = new Recorded(copies)
      const long = new Recorded(copies)
      for (let step = 0; step < 40; step += 1) {
        const what = random.pick(['update', 'upsert'] as const)
        const patches = random.list(4, () => randomPatch(random))
        if (patches.some((patch) => isPlainChange(patch, short.graph.get(patch.key)))) plain += 1
        for (const patch of patches) expect(isPlainChange(theLongWay(patch), short.graph.get(patch.key))).toBe(false)
        const before = short.log.length
        short.try(what, patches)
        long.try(what, patches.map(theLongWay))
        if (Array.isArray(short.log[before])) refused += 1
        expect(short.log.slice(before), `SEED=${random.seed}`).toEqual(long.log.slice(before))
      }
      expect(short.state, `SEED=${random.seed}`).toEqual(long.state)
    }
    expect(plain).toBeGreaterThan(500)
    expect(refused).toBeGreaterThan(50)
  })

  test('is what a script sends most: places, angles and colours of nodes that are there', () => {
    const { graph } = new Recorded(false)
    const a = graph.get('a')
    expect(isPlainChange({ key: 'a', position: [1, 2, 3] }, a)).toBe(true)
    expect(isPlainChange(Box.patch({ key: 'a', position: [1, 2, 3], color: 'red', visible: null }), a)).toBe(true)
    expect(isPlainChange({ key: 'a', position: [1, 2] }, a)).toBe(false)
    expect(isPlainChange({ key: 'a', children: [] }, a)).toBe(false)
    expect(isPlainChange({ key: 'a', tag: 'Sphere' }, a)).toBe(false)
    expect(isPlainChange({ key: 'picture', src: 'a.png' }, graph.get('picture'))).toBe(false)
    expect(isPlainChange({ key: 'gone', position: [1, 2, 3] }, graph.get('gone'))).toBe(false)
  })
})
