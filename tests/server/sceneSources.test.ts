import { describe, expect, it } from 'vitest'
import { Box, DefaultScene, Group, type NodeData, Scene, Sphere, silentLogger } from 'vuer-xr'
import { SceneStore } from '../../server/scene/SceneStore.ts'
import { FakeSession } from '../support/server/fakeSession.ts'

const newStore = (...nodes: NodeData[]): SceneStore => {
  const store = new SceneStore({ logger: silentLogger })
  store.setScene({ children: nodes })
  return store
}

/** A session that has joined these stores, in this order. */
const joined = (...stores: SceneStore[]): FakeSession => {
  const session = new FakeSession()
  for (const store of stores) store.subscribe(session)
  session.take()
  return session
}

const keys = (session: FakeSession) => [...session.shown.nodes.keys()].sort()

const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'nothing was thrown'
}

describe('a session that shows stores', () => {
  it('shows the stores in the order of subscription, and then its own nodes', () => {
    const session = new FakeSession()
    session.set(Scene({}, Box({ key: 'own' })))
    newStore(Box({ key: 'first' })).subscribe(session)
    newStore(Box({ key: 'second' })).subscribe(session)
    expect(session.shown.slots.children).toEqual(['first', 'second', 'own'])
    expect(session.client.toJSON()).toEqual(session.shown.toJSON())
  })

  it('shows the node of the first store that has a key, and not that of a later one with its subtree', () => {
    const first = newStore(Box({ key: 'same', color: 'red' }))
    const second = newStore(Group({ key: 'same' }, Box({ key: 'below' })), Box({ key: 'beside' }))
    const session = joined(first, second)
    expect(keys(session)).toEqual(['beside', 'same'])
    expect(session.shown.get('same')).toMatchObject({ tag: 'Box', props: { color: 'red' } })
  })

  it('shows the hidden node when the key becomes free, as it is then', () => {
    const first = newStore(Box({ key: 'same' }))
    const second = newStore(Sphere({ key: 'same', opacity: 1 }))
    const session = joined(first, second)
    second.update({ key: 'same', opacity: 0.5 })
    expect(session.take()).toEqual([])
    first.remove('same')
    expect(session.shown.get('same')).toMatchObject({ tag: 'Sphere', props: { opacity: 0.5 } })
    expect(session.take()).toEqual(['set'])
  })

  it('hides a node of its own when a store gets its key, and shows it when the store gives it up', () => {
    const store = newStore()
    const session = joined(store)
    session.add(Box({ key: 'same', color: 'red' }))
    store.add(Sphere({ key: 'same' }))
    expect(session.shown.get('same')?.tag).toBe('Sphere')
    store.remove('same')
    expect(session.shown.get('same')).toMatchObject({ tag: 'Box', props: { color: 'red' } })
  })

  it('says once for each key that a node is hidden', () => {
    const first = newStore(Box({ key: 'a' }))
    const second = newStore(Box({ key: 'a' }))
    const session = joined(first, second)
    first.add(Box({ key: 'b' }))
    second.add(Box({ key: 'b' }))
    first.setScene({ children: [Box({ key: 'a' }), Box({ key: 'b' })] })
    expect(session.warnings).toEqual([
      'nodes of a store are not shown, because a store that comes first has their keys: "a"',
      'nodes of a store are not shown, because a store that comes first has their keys: "b"',
    ])
  })

  it('passes on what happens in stores without common keys as it is, the same frame to everybody', () => {
    const first = newStore(Group({ key: 'g' }))
    const second = newStore(Group({ key: 'h' }))
    const sessions = [joined(first, second), joined(second, first), joined(first)]
    sessions[0]?.add(Box({ key: 'own' }))
    for (const session of sessions) session.take()
    first.upsert(Box({ key: 'x' }), { to: 'g' })
    first.update({ key: 'x', color: 'red' })
    const [one, two, three] = sessions.map(({ pushed }) => pushed.map((shared) => shared.frame('vuer-xr')))
    expect(one).toHaveLength(2)
    expect(two?.every((frame, index) => frame === one?.[index])).toBe(true)
    expect(three?.every((frame, index) => frame === one?.[index])).toBe(true)
  })

  it('passes on the set of a store as it is, where there is nothing else', () => {
    const store = newStore(Box({ key: 'a' }))
    const [one, two] = [joined(store), joined(store)]
    store.setScene({ children: [Box({ key: 'b' })], up: [0, 0, 1] })
    expect(one?.pushed[0]?.operation).toBe(two?.pushed[0]?.operation)
    expect(keys(one as FakeSession)).toEqual(['b'])
  })

  it('keeps its own nodes when a store sets its scene', () => {
    const store = newStore(Box({ key: 'a' }))
    const session = joined(store)
    session.add(Box({ key: 'own' }))
    store.setScene({ children: [Box({ key: 'b' })] })
    expect(keys(session)).toEqual(['b', 'own'])
  })

  it('gets the part of a change that it shows', () => {
    const first = newStore(Box({ key: 'same' }))
    const second = newStore(Group({ key: 'same' }, Box({ key: 'below' })), Box({ key: 'free' }))
    const session = joined(first, second)
    second.update([
      { key: 'same', color: 'red' },
      { key: 'below', color: 'red' },
      { key: 'free', color: 'red' },
    ])
    second.upsert([
      { key: 'same', scale: 2 },
      { key: 'free', scale: 2 },
    ])
    expect(session.pushed.map(({ operation }) => operation)).toEqual([
      { op: 'update', nodes: [{ key: 'free', color: 'red' }] },
      { op: 'upsert', nodes: [{ key: 'free', scale: 2 }], to: null },
    ])
    expect(session.shown.get('same')?.props).toEqual({})
  })

  it('is not changed by a store that names a key which it does not have', () => {
    const store = newStore(Box({ key: 'a' }))
    const session = joined(store)
    session.add(Box({ key: 'own' }))
    session.take()
    store.update([
      { key: 'own', color: 'red' },
      { key: 'a', color: 'blue' },
    ])
    store.remove(['own', 'a'])
    expect(session.shown.get('own')?.props).toEqual({})
    expect(keys(session)).toEqual(['own'])
    expect(session.client.toJSON()).toEqual(session.shown.toJSON())
  })

  it('does not show what is put under a hidden node', () => {
    const first = newStore(Group({ key: 'same' }))
    const second = newStore(Group({ key: 'same' }), Group({ key: 'open' }))
    const session = joined(first, second)
    second.add(Box({ key: 'unseen' }), { to: 'same' })
    expect(keys(session)).toEqual(['open', 'same'])
    session.take()
    second.add(Box({ key: 'seen' }), { to: 'open' })
    expect(keys(session)).toEqual(['open', 'same', 'seen'])
    expect(session.take()).toEqual(['add'])
  })

  it('shows props of the scene from its own scene first, then from the stores in their order', () => {
    const first = newStore()
    const second = newStore()
    first.setScene({ background: '#111111', up: [0, 0, 1] })
    second.setScene({ background: '#222222', grid: false, position: [1, 0, 0] })
    const session = new FakeSession()
    session.set(Scene({ position: [2, 0, 0] }))
    first.subscribe(session)
    second.subscribe(session)
    expect(session.shown.sceneProps).toEqual({
      background: '#111111',
      up: [0, 0, 1],
      grid: false,
      position: [2, 0, 0],
    })
    expect(session.client.sceneProps).toEqual(session.shown.sceneProps)
  })

  it('shows texts of the root of several stores', () => {
    const [first, second] = [newStore(), newStore()]
    first.add('one', { to: 'htmlChildren' })
    const session = joined(first, second)
    second.add('two', { to: 'htmlChildren' })
    second.add('three', { to: 'htmlChildren' })
    expect(session.take()).toEqual(['add', 'add'])
    expect(session.client.toJSON().htmlChildren).toEqual(['one', 'two', 'three'])
  })
})

describe('a session beside its stores', () => {
  it('cannot touch the nodes of a store', () => {
    const store = newStore(Group({ key: 'g' }, Box({ key: 'deep' })))
    const session = joined(store)
    session.add(Group({ key: 'own' }))
    session.take()
    const before = session.shown.toJSON()
    const refused = [
      () => session.update({ key: 'deep', color: 'red' }),
      () => session.update({ key: 'own', children: [Box({ key: 'deep' })] }),
      () => session.upsert(Box({ key: 'deep' })),
      () => session.upsert(Box({ key: 'new' }), { to: 'g' }),
      () => session.add(Box({ key: 'new' }), { to: 'g' }),
      () => session.add(Box({ key: 'deep' })),
      () => session.add(Group({ key: 'new' }, Box({ key: 'deep' })), { to: 'own' }),
      () => session.add('text', { to: 'g' }),
      () => session.remove(['own', 'deep']),
    ]
    expect(refused.map(codeOf)).toEqual(refused.map(() => 'KEY_OF_STORE'))
    expect(() => session.remove('deep')).toThrow('remove: "deep" belongs to a store: change it through the store')
    expect(session.shown.toJSON()).toEqual(before)
    expect(session.take()).toEqual([])
  })

  it('may name a store’s node as the place of a node that it has already', () => {
    const store = newStore(Group({ key: 'g' }))
    const session = joined(store)
    session.add(Box({ key: 'own' }))
    session.upsert({ key: 'own', color: 'red' }, { to: 'g' })
    expect(session.shown.get('own')).toMatchObject({ parent: null, props: { color: 'red' } })
  })

  it('changes its own nodes as before', () => {
    const session = joined(newStore(Box({ key: 'a' })))
    session.add(Group({ key: 'own' }))
    session.upsert(Box({ key: 'child' }), { to: 'own' })
    session.update({ key: 'child', color: 'red' })
    session.remove('own')
    expect(session.take()).toEqual(['add', 'add', 'update', 'remove'])
    expect(keys(session)).toEqual(['a'])
  })

  it('replaces only its own nodes when it sets a scene', () => {
    const session = joined(newStore(Group({ key: 'g' }, Box({ key: 'deep' }))))
    session.add(Box({ key: 'old' }))
    session.set(Scene({}, Box({ key: 'deep' }), Group({ key: 'new' }, Box({ key: 'g' }), Box({ key: 'inner' }))))
    expect(keys(session)).toEqual(['deep', 'g', 'inner', 'new'])
    expect(session.shown.get('deep')?.parent).toBe('g')
    expect(session.warnings).toEqual([])
  })

  it('keeps getting the changes of a store whose snapshot it sets', () => {
    const store = newStore(Group({ key: 'g' }, Box({ key: 'box' })))
    store.setScene({
      children: [Group({ key: 'g' }, Box({ key: 'box' }))],
      htmlChildren: ['a text'],
      up: [0, 0, 1],
    })
    const session = joined(store)
    session.set(Scene(store.snapshot))
    expect(session.shown.toJSON()).toEqual(store.toJSON())
    store.update({ key: 'box', color: 'red' })
    expect(session.client.get('box')?.props).toEqual({ color: 'red' })
    store.setScene({ children: [Box({ key: 'other' })], up: [1, 0, 0] })
    expect(session.client.toJSON()).toEqual(store.toJSON())
  })

  it('may set the default scene where a store shows one too', () => {
    const store = newStore()
    store.set(DefaultScene({}, Box({ key: 'a' })))
    const session = new FakeSession()
    session.set(DefaultScene({}, Box({ key: 'own' })))
    store.subscribe(session)
    session.set(DefaultScene({}, Box({ key: 'own' })))
    expect(session.shown.slots.children).toEqual(['a', 'own'])
    expect(session.shown.slots.bgChildren.filter((key) => key === 'hands')).toHaveLength(1)
  })

  it('is refused a scene that is wrong, and stays as it was', () => {
    const session = joined(newStore(Box({ key: 'a' })))
    session.add(Box({ key: 'own' }))
    session.take()
    const wrong = { tag: 'Scene', children: [Box({ key: 'x' }), Box({ key: 'x' })] } as const
    expect(codeOf(() => session.set(wrong))).toBe('INVALID_NODE')
    expect(codeOf(() => session.set({ tag: 'Scene', children: 5 as never }))).toBe('INVALID_NODE')
    expect(keys(session)).toEqual(['a', 'own'])
    expect(session.take()).toEqual([])
  })
})

describe('a session that leaves a store', () => {
  it('shows what it showed, and owns it', () => {
    const store = newStore(Group({ key: 'g' }, Box({ key: 'deep' })))
    const session = new FakeSession()
    const subscription = store.subscribe(session)
    session.add(Box({ key: 'own' }))
    session.take()
    const before = session.shown.toJSON()
    subscription.unsubscribe()
    expect(session.shown.toJSON()).toEqual(before)
    expect(session.take()).toEqual([])
    store.update({ key: 'deep', color: 'blue' })
    expect(session.shown.get('deep')?.props).toEqual({})
    session.update({ key: 'deep', color: 'red' })
    session.add(Box({ key: 'new' }), { to: 'g' })
    expect(session.client.toJSON()).toEqual(session.shown.toJSON())
    expect(session.client.get('deep')?.props).toEqual({ color: 'red' })
  })

  it('owns what it showed while it stays with another store', () => {
    const [first, second] = [newStore(Box({ key: 'a' })), newStore(Box({ key: 'b' }))]
    const session = new FakeSession()
    const subscription = first.subscribe(session)
    second.subscribe(session)
    session.add(Box({ key: 'own' }))
    first.add(Box({ key: 'late' }))
    session.take()
    subscription.unsubscribe()
    expect(session.take()).toEqual([])
    session.remove('a')
    second.add(Box({ key: 'a', color: 'red' }))
    expect(session.client.slots.children).toEqual(['b', 'own', 'late', 'a'])
    expect(session.shown.slots.children).toEqual(session.client.slots.children)
    expect(codeOf(() => session.remove('b'))).toBe('KEY_OF_STORE')
  })

  it('shows the node of the store that is next with a key', () => {
    const [first, second] = [newStore(Box({ key: 'same' }), Box({ key: 'a' })), newStore(Sphere({ key: 'same' }))]
    const session = new FakeSession()
    const subscription = first.subscribe(session)
    second.subscribe(session)
    subscription.unsubscribe()
    expect(session.shown.get('same')?.tag).toBe('Sphere')
    second.remove('same')
    expect(keys(session)).toEqual(['a'])
  })

  it('keeps a node of its own that another store hides', () => {
    const [first, second] = [newStore(Box({ key: 'a' })), newStore(Box({ key: 'same' }))]
    const session = new FakeSession()
    session.add(Sphere({ key: 'same' }))
    const subscription = first.subscribe(session)
    second.subscribe(session)
    subscription.unsubscribe()
    expect(session.shown.get('same')?.tag).toBe('Box')
    second.remove('same')
    expect(session.shown.get('same')?.tag).toBe('Sphere')
  })

  it('gets the store’s nodes as they are when it comes back, nothing twice and nothing that is gone', () => {
    const store = newStore(Box({ key: 'stays' }), Box({ key: 'goes' }))
    store.setScene({
      children: [Box({ key: 'stays' }), Box({ key: 'goes' })],
      htmlChildren: ['a text'],
      background: '#111111',
    })
    const session = new FakeSession()
    store.subscribe(session).unsubscribe()
    session.add(Box({ key: 'own' }))
    store.setScene({ children: [Box({ key: 'stays', color: 'red' })], htmlChildren: ['a text'], background: '#222222' })
    store.subscribe(session)
    expect(session.client.toJSON()).toEqual({
      tag: 'Scene',
      children: [Box({ key: 'stays', color: 'red' }), Box({ key: 'own' })],
      htmlChildren: ['a text'],
      background: '#222222',
    })
    store.remove('stays')
    expect(keys(session).filter((key) => !key.includes('#text'))).toEqual(['own'])
    expect(session.warnings).toEqual([])
  })

  it('shows the props of another store’s scene rather than those that the first left', () => {
    const [first, second] = [newStore(), newStore()]
    first.setScene({ background: '#111111', grid: false })
    second.setScene({ background: '#222222' })
    const session = new FakeSession()
    first.subscribe(session).unsubscribe()
    expect(session.client.sceneProps).toEqual({ background: '#111111', grid: false })
    second.subscribe(session)
    expect(session.client.sceneProps).toEqual({ background: '#222222', grid: false })
    session.set(Scene({ grid: true }))
    expect(session.client.sceneProps).toEqual({ background: '#222222', grid: true })
  })
})

describe('a push that fails', () => {
  it('is made up for by the whole scene with the next change', () => {
    const store = newStore(Box({ key: 'a' }))
    const session = joined(store)
    session.onPush = () => {
      throw new Error('no room')
    }
    store.add(Box({ key: 'lost' }))
    session.onPush = () => 'sent'
    store.add(Box({ key: 'b' }))
    expect(session.take()).toEqual(['set'])
    expect(session.client.toJSON()).toEqual(store.toJSON())
    store.add(Box({ key: 'c' }))
    expect(session.take()).toEqual(['add'])
  })

  it('is made up for by the session’s own next change after it left', () => {
    const store = newStore(Box({ key: 'a' }))
    const session = new FakeSession()
    const subscription = store.subscribe(session)
    session.onPush = () => {
      throw new Error('no room')
    }
    store.add(Box({ key: 'b' }))
    session.onPush = () => 'sent'
    subscription.unsubscribe()
    session.add(Box({ key: 'own' }))
    expect(session.client.toJSON()).toEqual(session.shown.toJSON())
    expect(keys(session)).toEqual(['a', 'b', 'own'])
  })
})
