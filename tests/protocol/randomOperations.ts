import { type NodeData, type NodePatch, type Operation, type SceneData, SLOTS } from '../../protocol/index.ts'
import type { SeededRandom } from './seededRandom.ts'

/** Few keys, so that operations meet. */
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']
const ODD_KEYS = ['children', '__proto__', 'constructor', 'a/#text0', 'children/#text0', '', 'é☃']
const TAGS = ['Box', 'Sphere', 'group', 'NobodyKnowsThis']
const PROPS = ['position', 'color', 'label', 'shadow-mapSize', 'data']

/** Operations as a script might write them, of which about a third cannot apply. */
export class RandomOperations {
  readonly #random: SeededRandom

  constructor(random: SeededRandom) {
    this.#random = random
  }

  next(): Operation {
    const random = this.#random
    const roll = random.below(22)
    if (roll < 1) return { op: 'set', scene: this.#scene(), ...(random.chance(0.3) && { keepAbsentSlots: true }) }
    if (roll < 7) return { op: 'add', nodes: random.list(3, () => this.#child(0)), to: this.#place() }
    if (roll < 11) return { op: 'update', nodes: random.list(3, () => this.#patch()) }
    if (roll < 16) {
      const nodes = random.list(3, () => (random.chance(0.5) ? this.#node(0) : this.#patch()))
      return { op: 'upsert', nodes, to: this.#place() }
    }
    if (roll < 20) return { op: 'remove', keys: random.list(3, () => this.#key()) }
    const nodes = this.#motion()
    return random.chance(0.5) ? { op: 'update', nodes } : { op: 'upsert', nodes, to: this.#place() }
  }

  #scene(): SceneData {
    const scene: SceneData = { tag: 'Scene', ...this.#props() }
    if (this.#random.chance(0.5)) scene.key = 'scene'
    for (const slot of SLOTS) {
      if (this.#random.chance(0.5)) scene[slot] = this.#random.list(3, () => this.#child(0))
    }
    return scene
  }

  #child(depth: number): NodeData | string {
    return this.#random.chance(0.15) ? this.#random.pick(['text', '', 'more text']) : this.#node(depth)
  }

  #node(depth: number): NodeData {
    const node = { tag: this.#random.pick(TAGS), key: this.#key(), ...this.#props() } as NodeData
    if (depth < 3 && this.#random.chance(0.35)) node.children = this.#random.list(2, () => this.#child(depth + 1))
    if (this.#random.chance(0.02)) delete (node as Partial<NodeData>).tag
    if (this.#random.chance(0.02)) return { '**': { label: 'spread', data: 1 }, ...node }
    return node
  }

  #patch(): NodePatch {
    const patch: NodePatch = { key: this.#key(), ...this.#props() }
    if (this.#random.chance(0.2)) patch.tag = this.#random.pick(TAGS)
    if (this.#random.chance(0.2)) patch.children = this.#random.list(3, () => this.#child(1))
    if (this.#random.chance(0.02)) Object.assign(patch, { children: null })
    return patch
  }

  /** Many nodes with the same props, as a script writes that moves them all. */
  #motion(): NodePatch[] {
    const random = this.#random
    const makers = new Map<string, () => unknown>()
    for (const name of random.list(2, () => random.pick([...PROPS, 'tag']))) {
      const [tag, value] = [random.pick(TAGS), this.#value()]
      const various = random.pick<() => unknown>([
        () => value,
        () => random.next(),
        () => [random.next(), random.below(9), -random.next()],
        () => [random.below(2), random.below(2)],
        () => this.#value(),
      ])
      makers.set(name, name !== 'tag' ? various : random.chance(0.7) ? () => tag : () => random.pick(TAGS))
    }
    const keys = random.chance(0.7) ? KEYS : Array.from({ length: 10 }, () => this.#key())
    return keys.map((key) => ({ key, ...Object.fromEntries([...makers].map(([name, make]) => [name, make()])) }))
  }

  #props(): Record<string, unknown> {
    return Object.fromEntries(this.#random.list(2, () => [this.#random.pick(PROPS), this.#value()]))
  }

  #value(): unknown {
    const random = this.#random
    return random.pick<() => unknown>([
      () => null,
      () => undefined,
      () => random.below(1000) - 500,
      () => random.next() * 1e6,
      () => random.chance(0.5),
      () => random.pick(['', 'red', 'höher']),
      () => random.list(4, () => random.next()),
      () => ({ nested: random.list(2, () => random.below(9)) }),
      () => Float32Array.from(random.list(5, () => random.next())),
      () => Uint8Array.from(random.list(5, () => random.below(256))),
    ])()
  }

  #key(): string {
    return this.#random.chance(0.03) ? this.#random.pick(ODD_KEYS) : this.#random.pick(KEYS)
  }

  #place(): string | null {
    const roll = this.#random.below(10)
    return roll < 4 ? null : roll < 6 ? this.#random.pick(SLOTS) : this.#key()
  }
}
