import { describe, expect, it } from 'vitest'
import {
  adoptOperation,
  Box,
  DefaultScene,
  type Dialect,
  Group,
  type NodeData,
  ProtocolError,
  Scene,
  type SceneData,
  SceneGraph,
  silentLogger,
  VuerError,
  type VuerSession,
} from 'vuer-xr'
import { SceneStore } from '../../server/scene/SceneStore.ts'
import { SeededRandom } from '../protocol/seededRandom.ts'
import { type MemoryClient, MemoryServer } from '../support/server/memoryClient.ts'

const quiet = () => new SceneStore({ logger: silentLogger })

/** A client with its own idea of the scene, as our viewer or as Vuer's has it. */
class Viewer {
  readonly client: MemoryClient
  readonly graph = new SceneGraph()
  readonly #dialect: Dialect

  constructor(dialect: Dialect, server = new MemoryServer()) {
    this.#dialect = dialect
    this.client = server.connect().init(dialect === 'vuer-xr' ? 1 : 0)
  }

  get session(): VuerSession {
    return this.client.session
  }

  /** Reads everything that has come. */
  follow(): this {
    for (const message of this.client.messages()) {
      if (message.kind !== 'operation') continue
      const { operation } = message
      this.graph.apply(this.#dialect === 'vuer' ? adoptOperation(operation, this.graph).operation : operation)
    }
    return this
  }

  get scene(): SceneData {
    return this.follow().graph.toJSON()
  }
}

/** Vuer's viewer knows no key of the scene. */
const withoutKey = ({ key: _key, ...scene }: SceneData): SceneData => scene as SceneData

describe('sessions that subscribe to a store', () => {
  it.each<Dialect>(['vuer-xr', 'vuer'])('show it, whenever they come, in %s', (dialect) => {
    const store = quiet()
    const early = new Viewer(dialect)
    store.subscribe(early.session)
    store.setScene({ children: [Group({ key: 'g' })], htmlChildren: ['a text'], grid: false })
    store.upsert(Box({ key: 'a' }), { to: 'g' })
    const late = new Viewer(dialect)
    store.subscribe(late.session)
    store.update({ key: 'a', color: 'red' })
    expect(early.scene).toEqual(store.toJSON())
    expect(late.scene).toEqual(store.toJSON())
    store.setScene({ bgChildren: [Box({ key: 'b' })] })
    expect([early.scene, late.scene]).toEqual([store.toJSON(), store.toJSON()])
  })

  it('get the same bytes', () => {
    const store = quiet()
    const viewers = [new Viewer('vuer-xr'), new Viewer('vuer-xr')]
    for (const { session } of viewers) store.subscribe(session)
    store.upsert(Box({ key: 'a', position: [1, 2, 3] }))
    const frames = viewers.map(({ client }) => client.transport.arrived.at(-1))
    expect(frames[0]).toBe(frames[1])
  })

  it('may set a snapshot of it, as Vuer’s guide says, and go on getting its changes', () => {
    const store = quiet()
    store.setScene({ children: [Box({ key: 'box', color: 'red' })], up: [0, 0, 1] })
    const viewer = new Viewer('vuer-xr')
    store.subscribe(viewer.session)
    viewer.session.set(Scene(store.snapshot))
    store.upsert([Box({ key: 'box', color: 'blue' }), Box({ key: 'new' })])
    expect(viewer.scene).toEqual(store.toJSON())
    store.remove('box')
    expect(viewer.scene).toEqual(store.toJSON())
  })

  it('have scenes of their own beside it, which others do not see', () => {
    const store = quiet()
    store.setScene({ children: [Box({ key: 'shared' })] })
    const [one, two] = [new Viewer('vuer-xr'), new Viewer('vuer-xr')]
    one.session.set(DefaultScene({}, Box({ key: 'mine' })))
    store.subscribe(one.session)
    store.subscribe(two.session)
    one.session.update({ key: 'mine', color: 'red' })
    store.update({ key: 'shared', color: 'blue' })
    expect(one.scene.children).toEqual([Box({ key: 'shared', color: 'blue' }), Box({ key: 'mine', color: 'red' })])
    expect(two.scene).toEqual(store.toJSON())
    expect(() => one.session.update({ key: 'shared', color: 'red' })).toThrow(VuerError)
  })

  it('leave with their session, however it ends', () => {
    const store = quiet()
    store.setScene({ children: [Box({ key: 'a' })] })
    const server = new MemoryServer()
    for (let round = 0; round < 1000; round += 1) {
      const { session, client } = new Viewer(round % 2 ? 'vuer' : 'vuer-xr', server)
      store.subscribe(session)
      if (round % 3 === 0) session.close()
      else client.connection.lost('cut')
    }
    expect(store.subscribers).toBe(0)
    store.upsert(Box({ key: 'b' }))
  })

  it('are heard of by whoever waits for the end of a session, and the store may be changed then', () => {
    const store = quiet()
    const [one, two] = [new Viewer('vuer-xr'), new Viewer('vuer-xr')]
    for (const { session } of [one, two]) {
      store.subscribe(session)
      store.add(Box({ key: `avatar-${session.id}` }))
      session.signal.addEventListener('abort', () => store.remove(`avatar-${session.id}`))
    }
    one.session.close()
    expect(two.scene).toEqual({ tag: 'Scene', children: [Box({ key: `avatar-${two.session.id}` })] })
  })
})

describe('a client that falls behind', () => {
  it('holds nobody up, and shows the store’s scene when it reads again', async () => {
    const store = quiet()
    store.setScene({ children: [Box({ key: 'a' })] })
    const [slow, quick] = [new Viewer('vuer-xr'), new Viewer('vuer-xr')]
    for (const { session } of [slow, quick]) store.subscribe(session)
    slow.client.transport.blocked = true
    slow.session.send({ etype: 'FILLER', data: new Uint8Array(300_000) })
    for (let count = 0; count < 20; count += 1) await store.update({ key: 'a', position: [count, 0, 0] })
    expect(quick.scene).toEqual(store.toJSON())
    expect(slow.session.lag.waiting).toBeLessThan(3)
    slow.client.transport.unblock()
    expect(slow.scene).toEqual(store.toJSON())
  })

  it.each<Dialect>(['vuer-xr', 'vuer'])('shows what it should after any sequence of changes, in %s', (dialect) => {
    const random = new SeededRandom()
    for (let round = 0; round < 15; round += 1) {
      const stores = [quiet(), quiet()] as const
      const viewers = [new Viewer(dialect), new Viewer(dialect)]
      const subscriptions = new Map<string, { unsubscribe(): void }>()
      const change = () => {
        const viewer = random.pick(viewers)
        const store = random.pick(stores)
        const target = random.chance(0.3) ? viewer.session : store
        const key = `k${random.below(8)}`
        const node = (): NodeData =>
          random.chance(0.5) ? Box({ key }) : Group({ key }, Box({ key: `k${random.below(8)}` }))
        const name = `${viewers.indexOf(viewer)}${stores.indexOf(store)}`
        const actions: (() => unknown)[] = [
          () => target.add(node(), random.chance(0.5) ? { to: `k${random.below(8)}` } : {}),
          () => target.upsert(node()),
          () =>
            target.update([
              { key, position: [random.below(9), 0, 0] },
              { key: `k${random.below(8)}`, scale: 2 },
            ]),
          () => target.remove(key),
          () => target.set(Scene(random.chance(0.5) ? { grid: false } : {}, node())),
          () => {
            const subscription = subscriptions.get(name)
            if (subscription) subscription.unsubscribe()
            else subscriptions.set(name, store.subscribe(viewer.session))
            if (subscription) subscriptions.delete(name)
          },
        ]
        random.pick(actions)()
      }
      for (let step = 0; step < 120; step += 1) {
        try {
          change()
        } catch (error) {
          if (!(error instanceof ProtocolError) && !(error instanceof VuerError)) throw error
        }
        const { client, session } = random.pick(viewers)
        if (random.chance(0.05)) {
          client.transport.blocked = true
          session.send({ etype: 'FILLER', data: new Uint8Array(300_000) })
        } else if (random.chance(0.1)) client.transport.unblock()
        for (const viewer of viewers) {
          if (viewer.client.transport.blocked) continue
          expect(withoutKey(viewer.scene), `SEED=${random.seed}`).toEqual(withoutKey(viewer.session.graph.toJSON()))
        }
      }
    }
  })
})

describe('a client whose socket breaks', () => {
  it('shows the stores as they are when it comes back', async () => {
    const store = quiet()
    store.setScene({ children: [Box({ key: 'a' })] })
    const server = new MemoryServer({ options: { resumeSeconds: 30 } })
    const viewer = new Viewer('vuer-xr', server)
    const { session } = viewer
    const [hello] = viewer.client.messages()
    if (hello?.kind !== 'hello') throw new Error('no HELLO came')
    store.subscribe(session)
    viewer.client.connection.lost('cut')
    expect(session.signal.aborted).toBe(false)
    store.upsert(Box({ key: 'b' }))
    store.remove('a')
    expect(store.subscribers).toBe(1)
    const again = server.connect().init(1, { resume: { token: hello.hello.resume?.token, fresh: true } })
    await session.till('resumed')
    const restored = again.messages().find(({ kind }) => kind === 'restore')
    expect(restored).toMatchObject({ kind: 'restore', scene: { children: [{ key: 'b' }] } })
    store.update({ key: 'b', color: 'red' })
    expect(again.messages()).toMatchObject([{ kind: 'operation', operation: { op: 'update' } }])
    session.close()
    expect(store.subscribers).toBe(0)
  })
})
