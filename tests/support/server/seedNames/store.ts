import { expect } from 'vitest'
import { Box, Group, Scene, type SceneNode, type SceneSnapshot, SceneStore, Sphere } from 'vuer-xr'
import type { SeedName, Stage } from './SeedName.ts'

/** A store that one client shows. */
async function shown({ join }: Stage) {
  const { client, session } = await join()
  const store = new SceneStore()
  const subscription = store.subscribe(session)
  /** Resolves when the client shows what the store has. */
  const follows = () => expect.poll(() => client.graph.toJSON()).toEqual(store.toJSON())
  return { client, session, store, subscription, follows }
}

/** One of the lists of a scene. */
const slot = (name: 'children' | 'bgChildren'): SeedName => ({
  python: `set_scene.${name}`,
  async run(stage) {
    const { store, follows } = await shown(stage)
    await store.setScene({ [name]: [Box({ key: 'box' })] })
    expect(store.toJSON()).toEqual({ tag: 'Scene', [name]: [{ tag: 'Box', key: 'box' }] })
    await follows()
  },
})

/** One of the props of a scene. */
const prop = (name: 'position' | 'rotation' | 'scale' | 'up', value: number[]): SeedName => ({
  python: `set_scene.${name}`,
  async run(stage) {
    const { store, follows } = await shown(stage)
    await store.setScene({ [name]: value as [number, number, number] })
    expect(store.snapshot[name]).toEqual(value)
    await follows()
    expect(() => store.setScene({ [name]: [1, 'wide'] as never })).toThrow(`${name}`)
  },
})

/** SceneStore, with what it gives. */
export const storeNames: readonly SeedName[] = [
  {
    python: 'SceneStore',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.setScene({ children: [Box({ key: 'box-1', color: 'red' })] })
      for (let t = 0; t < 0.3; t += 0.1) {
        await store.upsert(Sphere({ key: 'sphere-1', position: [2 * Math.sin(t), 0, 2 * Math.cos(t)], color: 'blue' }))
      }
      expect(store.size).toBe(2)
      await follows()
    },
  },
  {
    python: 'SceneStore.subscribe',
    async run({ join }) {
      const { client, session } = await join()
      const store = new SceneStore()
      await store.upsert(Box({ key: 'before' }))
      const subscription = store.subscribe(session)
      await store.upsert(Box({ key: 'after' }))
      await expect.poll(() => client.graph.toJSON()).toEqual(store.toJSON())
      expect(store.subscribers).toBe(1)
      subscription.unsubscribe()
      expect(store.subscribers).toBe(0)
    },
  },
  {
    python: 'SubscriptionContext',
    async run(stage) {
      const { store, session, subscription } = await shown(stage)
      expect(subscription.active).toBe(true)
      session.close()
      expect([subscription.active, store.subscribers], 'it ends with the session too').toEqual([false, 0])
    },
  },
  {
    python: 'async with',
    async run({ join }) {
      const { session } = await join()
      const store = new SceneStore()
      const fail = async () => {
        await using subscription = store.subscribe(session)
        throw new Error(`active: ${subscription.active}, ${store.subscribers} subscribed`)
      }
      await expect(fail()).rejects.toThrow('active: true, 1 subscribed')
      expect(store.subscribers, 'whatever ends the block').toBe(0)
    },
  },
  {
    python: 'SceneStore.set_scene',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.upsert(Box({ key: 'old' }))
      await store.setScene({ children: [Box({ key: 'new' })], up: [0, 0, 1] })
      expect([...store.keys()]).toEqual(['new'])
      await follows()
    },
  },
  slot('children'),
  slot('bgChildren'),
  prop('position', [0, 1, 0]),
  prop('rotation', [0, 0, 1.5]),
  prop('scale', [2, 2, 2]),
  prop('up', [0, 0, 1]),
  {
    python: 'SceneStore.upsert',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.upsert(Box({ key: 'box', color: 'red' }))
      await store.upsert([Box({ key: 'box', position: [1, 0, 0] }), Sphere({ key: 's1' })])
      expect(store.getNode('box')?.properties).toEqual({ color: 'red', position: [1, 0, 0] })
      await follows()
    },
  },
  {
    python: '_UpsertProxy',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add(Group({ key: 'group' }))
      await store.upsert(Box({ key: 'box' }), { to: 'group' })
      expect(store.getNode('group')?.children).toMatchObject([{ key: 'box' }])
      await follows()
    },
  },
  {
    python: 'SceneStore.upsert_async',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.upsertAsync(Group({ key: 'group' }), Box({ key: 'box-1', color: 'red' }))
      await store.upsertAsync(Sphere({ key: 's' }), Box({ key: 'box-1', color: 'blue' }), { to: 'group' })
      expect(store.getNode('group')?.children).toMatchObject([{ key: 's' }])
      expect(store.getNode('box-1')?.properties).toEqual({ color: 'blue' })
      await follows()
    },
  },
  {
    python: 'SceneStore.add',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add(Sphere({ key: 'sphere' }))
      expect(() => store.add(Sphere({ key: 'sphere' }))).toThrow('the key "sphere" is taken')
      expect(store.size).toBe(1)
      await follows()
    },
  },
  {
    python: '_AddProxy',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add(Group({ key: 'parent' }))
      await store.add(Box({ key: 'child' }), { to: 'parent' })
      expect(store.getNode('parent')?.children).toMatchObject([{ key: 'child' }])
      await follows()
    },
  },
  {
    python: 'SceneStore.add_async',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.addAsync(Group({ key: 'parent-group' }), Box({ key: 'box' }))
      await store.addAsync(Sphere({ key: 'child' }), { to: 'parent-group' })
      expect([...store.keys()].sort()).toEqual(['box', 'child', 'parent-group'])
      await follows()
    },
  },
  {
    python: 'SceneStore.update',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add(Box({ key: 'box' }))
      await store.update({ key: 'box', color: 'blue' })
      expect(store.getNode('box')?.properties.color).toBe('blue')
      await follows()
    },
  },
  {
    python: '_UpdateProxy',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add([Box({ key: 'a' }), Box({ key: 'b' })])
      await store.update([
        { key: 'a', color: 'blue' },
        { key: 'b', position: [1, 0, 0] },
      ])
      expect(store.getNode('b')?.properties).toEqual({ position: [1, 0, 0] })
      await follows()
    },
  },
  {
    python: 'SceneStore.update_async',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add([Box({ key: 'box-1' }), Box({ key: 'box-2' })])
      await store.updateAsync({ key: 'box-1', color: 'blue', position: [1, 0, 0] }, { key: 'box-2', color: 'red' })
      expect(store.getNode('box-1')?.properties).toEqual({ color: 'blue', position: [1, 0, 0] })
      await follows()
    },
  },
  {
    python: 'SceneStore.remove',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add([Box({ key: 'box-key' }), Box({ key: 'other' })])
      await store.remove('box-key')
      expect([...store.keys()]).toEqual(['other'])
      await follows()
    },
  },
  {
    python: '_RemoveProxy',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add([Box({ key: 'key1' }), Box({ key: 'key2' }), Box({ key: 'other' })])
      await store.remove(['key1', 'key2'])
      expect([...store.keys()]).toEqual(['other'])
      await follows()
    },
  },
  {
    python: 'SceneStore.remove_async',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add([Box({ key: 'box-1' }), Sphere({ key: 'sphere-1' })])
      await store.removeAsync('box-1', 'sphere-1')
      expect(store.size).toBe(0)
      await follows()
    },
  },
  {
    python: 'SceneStore.get_node',
    async run() {
      const store = new SceneStore()
      await store.add(Group({ key: 'group' }, Box({ key: 'deep', color: 'red' })))
      expect(store.getNode('deep')).toMatchObject({ key: 'deep', tag: 'Box', properties: { color: 'red' } })
      expect(store.getNode('nobody')).toBeUndefined()
    },
  },
  {
    python: 'SceneNode',
    async run(stage) {
      const { store, follows } = await shown(stage)
      await store.add(Box({ key: 'target', position: [0, 0, 0] }))
      const node: SceneNode | undefined = store.getNode('target')
      if (node) {
        const [x = 0, y = 0, z = 0] = node.properties.position as number[]
        await store.update({ key: node.key, position: [x + 0.1, y, z] })
      }
      expect(store.getNode('target')?.properties.position).toEqual([0.1, 0, 0])
      expect(node?.properties.position, 'a copy').toEqual([0, 0, 0])
      await follows()
    },
  },
  {
    python: 'node.tag',
    async run() {
      const store = new SceneStore()
      await store.add([Box({ key: 'a' }), Group({ key: 'b' })])
      expect([store.getNode('a')?.tag, store.getNode('b')?.tag]).toEqual(['Box', 'VuerGroup'])
    },
  },
  {
    python: 'node.properties',
    async run() {
      const store = new SceneStore()
      await store.add(Box({ key: 'a', color: 'red', position: [0, 1, 0] }))
      expect(store.getNode('a')?.properties).toEqual({ color: 'red', position: [0, 1, 0] })
    },
  },
  {
    python: 'SceneStore.has_node',
    async run() {
      const store = new SceneStore()
      await store.add(Box({ key: 'box-1' }))
      if (store.hasNode('box-1')) await store.remove('box-1')
      expect(store.hasNode('box-1')).toBe(false)
    },
  },
  {
    python: 'SceneStore.snapshot',
    async run() {
      const store = new SceneStore()
      await store.add(Box({ key: 'box', position: [0, 0, 0] }))
      const { snapshot } = store
      await store.update({ key: 'box', position: [1, 0, 0] })
      expect(snapshot.children).toEqual([{ tag: 'Box', key: 'box', position: [0, 0, 0] }])
    },
  },
  {
    python: 'SceneState',
    async run() {
      const store = new SceneStore()
      await store.setScene({ up: [0, 0, 1], children: [Box({ key: 'box' })] })
      const state: SceneSnapshot = store.snapshot
      const other = new SceneStore()
      await other.setScene(state)
      expect(other.toJSON()).toEqual({ tag: 'Scene', up: [0, 0, 1], children: [{ tag: 'Box', key: 'box' }] })
    },
  },
  {
    python: 'SceneState.to_dict',
    async run({ join }) {
      const { client, session } = await join()
      const store = new SceneStore()
      await store.setScene({ up: [0, 0, 1], children: [Box({ key: 'box' })] })
      session.set(Scene(store.snapshot.toJSON()))
      await client.recv()
      expect(client.graph.toJSON()).toEqual(store.toJSON())
    },
  },
  {
    python: 'ConnectionError',
    async run(stage) {
      const { client, session, store } = await shown(stage)
      client.close()
      await session.forever()
      expect(() => session.upsert(Box({ key: 'box' }))).toThrow(expect.objectContaining({ code: 'SESSION_ENDED' }))
      await expect(store.upsert(Box({ key: 'box' })), 'the store goes on').resolves.toBeUndefined()
      expect(store.subscribers).toBe(0)
    },
  },
]
