import { describe, expect, it } from 'vitest'
import { type NodeData, type Operation, ProtocolError, type SceneData, SLOTS, silentLogger, VuerError } from 'vuer-xr'
import { SceneStore } from '../../server/scene/SceneStore.ts'
import type { Subscription } from '../../server/scene/Subscription.ts'
import { RandomOperations } from '../protocol/randomOperations.ts'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { FakeSession } from '../support/server/fakeSession.ts'

const ROUNDS = 25
const STEPS = 80

type Child = NodeData | string
type Lists = Record<string, readonly Child[]>

const listsOf = (scene: SceneData): Lists => Object.fromEntries(SLOTS.map((slot) => [slot, scene[slot] ?? []]))

function keysOf(children: readonly Child[], into = new Set<string>()): Set<string> {
  for (const child of children) {
    if (typeof child === 'string') continue
    into.add(child.key)
    keysOf(child.children ?? [], into)
  }
  return into
}

const allKeys = (scene: SceneData) => keysOf(Object.values(listsOf(scene)).flat())

/** The rule, written once more: a key belongs to the first scene that has it; what is not first is hidden with its subtree. */
function composed(scenes: readonly SceneData[]): Lists[] {
  const before = new Set<string>()
  return scenes.map((scene) => {
    const visible = (children: readonly Child[]): Child[] =>
      children.flatMap((child): Child[] => {
        if (typeof child === 'string') return [child]
        if (before.has(child.key)) return []
        const { children: below = [], ...node } = child
        const kept = visible(below)
        return [kept.length > 0 ? { ...node, children: kept } : (node as NodeData)]
      })
    const lists = Object.fromEntries(Object.entries(listsOf(scene)).map(([slot, list]) => [slot, visible(list)]))
    for (const key of allKeys(scene)) before.add(key)
    return lists
  })
}

const plain = (value: unknown): unknown => {
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)]
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, plain(item)]),
  )
}

const propsOf = (scene: SceneData): Record<string, unknown> =>
  Object.fromEntries(Object.entries(scene).filter(([name]) => name !== 'tag' && !SLOTS.some((slot) => slot === name)))

/** What is checked of one session: what it shows is what its stores and its own nodes make together. */
class Watched {
  readonly session = new FakeSession()
  readonly joined = new Map<SceneStore, Subscription>()
  ownProps: Record<string, unknown> = {}
  leftProps = new Map<string, { value: unknown; store: SceneStore }>()

  storeProps(): Record<string, unknown> {
    return Object.assign({}, ...[...this.joined.keys()].reverse().map(({ snapshot }) => propsOf(snapshot)))
  }

  join(store: SceneStore): void {
    for (const [name, { store: from }] of this.leftProps) if (from === store) this.leftProps.delete(name)
    this.joined.set(store, store.subscribe(this.session))
  }

  leave(store: SceneStore): void {
    const before = this.session.shown.toJSON()
    const wasUndisputed = this.isUndisputed()
    this.joined.get(store)?.unsubscribe()
    this.joined.delete(store)
    const others = this.storeProps()
    for (const [name, value] of Object.entries(propsOf(store.snapshot))) {
      if (!(name in this.ownProps) && !(name in others)) this.leftProps.set(name, { value, store })
    }
    const now = this.session.shown.toJSON()
    if (this.joined.size === 0) expect(now).toEqual(before)
    if (wasUndisputed) for (const slot of SLOTS) expect(sorted(now[slot] ?? [])).toEqual(sorted(before[slot] ?? []))
    const taken = new Set([...this.joined.keys()].flatMap((other) => [...other.keys()]))
    const stays = composed([
      { tag: 'Scene', children: [...taken].map((key) => ({ tag: 'x', key })) },
      store.snapshot,
    ])[1]
    for (const key of keysOf(Object.values(stays ?? {}).flat())) expect(this.session.sources.graph.has(key)).toBe(true)
  }

  set(scene: SceneData): void {
    this.session.set(scene)
    const stores = plain(this.storeProps()) as Record<string, unknown>
    this.leftProps.clear()
    this.ownProps = Object.fromEntries(
      Object.entries(propsOf(this.session.sources.graph.toJSON())).filter(
        ([name, value]) => JSON.stringify(plain(value)) !== JSON.stringify(stores[name]),
      ),
    )
  }

  isUndisputed(): boolean {
    const sources = [...this.joined.keys()].map(({ snapshot }) => snapshot as SceneData)
    const keys = [...sources, this.session.sources.graph.toJSON()].flatMap((scene) => [...allKeys(scene)])
    return new Set(keys).size === keys.length
  }

  check(): void {
    const { shown, client, sources } = this.session
    expect(plain(client.toJSON()), 'the client').toEqual(plain(shown.toJSON()))
    const scenes: SceneData[] = [...[...this.joined.keys()].map(({ snapshot }) => snapshot), sources.graph.toJSON()]
    const expected = composed(scenes)
    const scene = listsOf(shown.toJSON())
    for (const slot of SLOTS) {
      const wanted = expected.flatMap((lists) => lists[slot] ?? [])
      expect(sorted(scene[slot] ?? []), `${slot}`).toEqual(sorted(wanted))
      for (const lists of expected) {
        const own = (lists[slot] ?? []).flatMap((child) => (typeof child === 'string' ? [] : [child.key]))
        const order = (scene[slot] ?? []).flatMap((child) =>
          typeof child !== 'string' && own.includes(child.key) ? [child.key] : [],
        )
        expect(order, `order in ${slot}`).toEqual(own)
      }
    }
    const left = Object.fromEntries([...this.leftProps].map(([name, { value }]) => [name, value]))
    expect(plain(propsOf(shown.toJSON()))).toEqual(plain({ ...left, ...this.storeProps(), ...this.ownProps }))
  }
}

const sorted = (children: readonly Child[]): string[] => children.map((child) => JSON.stringify(plain(child))).sort()

/** Half of the keys are each source's own, half are everybody's; tags have no rules for props. */
function renamed(operation: Operation, prefix: string, sharing: boolean): Operation {
  const name = (key: string | null) =>
    key !== null && key.length === 1 && (key < 'g' || !sharing) ? `${prefix}${key}` : key
  const node = <T>(child: T): T => {
    if (typeof child !== 'object' || child === null) return child
    const { key, tag, children, ...rest } = child as unknown as NodeData
    const changed: Record<string, unknown> = { ...rest, key: name(key) }
    if (tag !== undefined) changed.tag = `My${tag}`
    if (children !== undefined) changed.children = Array.isArray(children) ? children.map(node) : children
    return changed as T
  }
  switch (operation.op) {
    case 'set': {
      const scene = { ...operation.scene }
      for (const slot of SLOTS) if (scene[slot]) scene[slot] = scene[slot].map(node)
      return { op: 'set', scene }
    }
    case 'add':
      return { ...operation, nodes: operation.nodes.map(node), to: name(operation.to) }
    case 'upsert':
      return { ...operation, nodes: operation.nodes.map(node), to: name(operation.to) }
    case 'update':
      return { ...operation, nodes: operation.nodes.map(node) }
    case 'remove':
      return { ...operation, keys: operation.keys.map((key) => name(key) ?? key) }
    default:
      return operation satisfies never
  }
}

function run(target: SceneStore | FakeSession, operation: Operation): void {
  if (operation.op === 'set') target.set(operation.scene)
  else if (operation.op === 'add') target.add(operation.nodes, { to: operation.to })
  else if (operation.op === 'upsert') target.upsert(operation.nodes, { to: operation.to })
  else if (operation.op === 'update') target.update(operation.nodes)
  else target.remove(operation.keys)
}

describe('random sessions, stores and operations', () => {
  it.each([
    ['with keys in common', true],
    ['without', false],
  ])(
    'show what the rule says, and so do their clients, %s',
    (_what, sharing) => {
      const random = new SeededRandom()
      const counts = { applied: 0, refused: 0, sets: 0, others: 0 }
      const attempt = (change: () => void) => {
        try {
          change()
          counts.applied += 1
        } catch (error) {
          if (!(error instanceof ProtocolError) && !(error instanceof VuerError)) throw error
          counts.refused += 1
        }
      }
      for (let round = 0; round < ROUNDS; round += 1) {
        const operations = new RandomOperations(random)
        const stores = ['A', 'B', 'C'].map((prefix) => ({ prefix, store: new SceneStore({ logger: silentLogger }) }))
        const watched = [new Watched(), new Watched(), new Watched()]
        const did: string[] = []
        try {
          for (let step = 0; step < STEPS; step += 1) {
            const roll = random.below(20)
            const { prefix, store } = random.pick(stores)
            const one = random.pick(watched)
            if (roll < 2) {
              did.push(`${watched.indexOf(one)} ${one.joined.has(store) ? 'leaves' : 'joins'} ${prefix}`)
              if (one.joined.has(store)) one.leave(store)
              else one.join(store)
            } else if (roll < 9) {
              const operation = renamed(operations.next(), `own${watched.indexOf(one)}`, sharing)
              did.push(`${watched.indexOf(one)}: ${JSON.stringify(operation)}`)
              if (operation.op === 'set') attempt(() => one.set(operation.scene))
              else attempt(() => run(one.session, operation))
            } else {
              const operation = renamed(operations.next(), prefix, sharing)
              did.push(`${prefix}: ${JSON.stringify(operation)}`)
              attempt(() => run(store, operation))
            }
            for (const each of watched) {
              each.check()
              for (const op of each.session.take()) counts[op === 'set' ? 'sets' : 'others'] += 1
            }
          }
        } catch (error) {
          const steps = did.slice(-6).join('\n')
          throw new Error(`failed with SEED=${random.seed} after\n${steps}\n${(error as Error).message}`, {
            cause: error,
          })
        }
      }
      expect(counts.applied).toBeGreaterThan(500)
      expect(counts.refused).toBeGreaterThan(100)
      expect(counts.others).toBeGreaterThan(100)
    },
    60_000,
  )
})
