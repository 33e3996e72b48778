import { getEventListeners } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { Box, Group, type NodeData, Scene, SceneGraph, Sphere, silentLogger } from 'vuer-xr'
import { SceneStore } from '../../server/scene/SceneStore.ts'
import { FakeSession } from '../support/server/fakeSession.ts'
import { temporaryFolder } from '../support/server/temporaryFolder.ts'

const quiet = () => new SceneStore({ logger: silentLogger })

/** A store whose warnings and errors are kept. */
function spoken() {
  const said: string[] = []
  const logger = {
    ...silentLogger,
    warn: (text: string) => void said.push(text),
    error: (text: string) => void said.push(text),
  }
  return { store: new SceneStore({ logger }), said }
}

const filled = () => {
  const store = quiet()
  store.setScene({
    children: [Group({ key: 'g' }, Box({ key: 'deep', position: [1, 2, 3] }), 'a text')],
    bgChildren: [Sphere({ key: 'sky' })],
    up: [0, 0, 1],
  })
  return store
}

const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'nothing was thrown'
}

describe('the scene of a store', () => {
  it('is set by lists and props, by a scene, or by a snapshot', () => {
    const [one, two, three] = [filled(), quiet(), quiet()]
    two.setScene(Scene({ up: [0, 0, 1] }, Box({ key: 'a' })))
    expect(two.toJSON()).toEqual({ tag: 'Scene', up: [0, 0, 1], children: [Box({ key: 'a' })] })
    three.set(Scene({}, Box({ key: 'gone' })))
    three.set(one.snapshot)
    expect(three.toJSON()).toEqual(one.toJSON())
    three.setScene({
      rawChildren: [Box({ key: 'raw' })],
      htmlChildren: ['text'],
      position: [1, 0, 0],
      rotation: [0, 1, 0],
      scale: [1, 1, 2],
    })
    expect(three.toJSON()).toEqual({
      tag: 'Scene',
      rawChildren: [Box({ key: 'raw' })],
      htmlChildren: ['text'],
      position: [1, 0, 0],
      rotation: [0, 1, 0],
      scale: [1, 1, 2],
    })
  })

  it('can be built before it is set', () => {
    const store = quiet()
    store.upsert(Box({ key: 'a' }))
    store.add([Box({ key: 'b' }), Group({ key: 'g' })])
    store.upsert([Box({ key: 'c' }), { key: 'a', color: 'red' }], { to: 'g' })
    store.add(Sphere({ key: 'sky' }), { to: 'bgChildren' })
    store.update({ key: 'c', color: 'blue' })
    store.remove('b')
    expect(store.toJSON()).toEqual({
      tag: 'Scene',
      children: [Box({ key: 'a', color: 'red' }), Group({ key: 'g' }, Box({ key: 'c', color: 'blue' }))],
      bgChildren: [Sphere({ key: 'sky' })],
    })
  })

  it('is changed by one argument for each node too', async () => {
    const store = quiet()
    await store.addAsync(Group({ key: 'g' }), Box({ key: 'a' }))
    await store.upsertAsync(Box({ key: 'b' }), Box({ key: 'c' }), { to: 'g' })
    await store.addAsync('a text', { to: 'c' })
    await store.upsertAsync([Box({ key: 'd' })] as unknown as NodeData, { key: 'a', color: 'red' })
    await store.updateAsync({ key: 'b', color: 'red' }, { key: 'c', color: 'blue' })
    await store.removeAsync('a', 'd')
    await store.upsertAsync()
    expect(store.toJSON()).toEqual({
      tag: 'Scene',
      children: [Group({ key: 'g' }, Box({ key: 'b', color: 'red' }), Box({ key: 'c', color: 'blue' }, 'a text'))],
    })
  })

  it('is not changed by what is done to a value after it was given', () => {
    const store = quiet()
    const position: [number, number, number] = [1, 2, 3]
    const points = Float32Array.of(1, 2, 3)
    const list = [Box({ key: 'a', position, points } as never)]
    store.setScene({ children: list })
    store.add([Box({ key: 'b', position })])
    position[0] = 9
    points[0] = 9
    list.push(Box({ key: 'c' }))
    expect(store.getNode('a')?.properties).toEqual({ position: [1, 2, 3], points: Float32Array.of(1, 2, 3) })
    expect(store.getNode('b')?.properties.position).toEqual([1, 2, 3])
    expect(store.hasNode('c')).toBe(false)
  })

  it('names its nodes, and no texts', () => {
    const store = filled()
    expect([...store.keys()].sort()).toEqual(['deep', 'g', 'sky'])
    expect(store.size).toBe(3)
    expect(store.hasNode('deep')).toBe(true)
    expect(store.hasNode('g/#text1')).toBe(false)
    expect(store.getNode('g/#text1')).toBeUndefined()
    expect(store.getNode('nobody')).toBeUndefined()
  })

  it('gives a node as a copy, with everything below it', () => {
    const store = filled()
    expect(store.getNode('g')).toEqual({
      key: 'g',
      tag: 'VuerGroup',
      properties: {},
      children: [{ key: 'deep', tag: 'Box', properties: { position: [1, 2, 3] }, children: [] }, 'a text'],
    })
    const position = store.getNode('deep')?.properties.position as number[]
    position[0] = 9
    expect(store.getNode('deep')?.properties.position).toEqual([1, 2, 3])
  })
})

describe('a snapshot', () => {
  it('is a scene that nothing changes later', () => {
    const store = quiet()
    const cloud = Float32Array.of(1, 2, 3)
    store.add({
      tag: 'Cloud',
      key: 'cloud',
      cloud,
      bytes: Buffer.from([1]),
      view: new DataView(new ArrayBuffer(2), 1),
      at: new Date(5),
    })
    const { snapshot } = store
    const [node] = snapshot.children as [NodeData]
    ;(node.cloud as Float32Array)[0] = 9
    ;(node.bytes as Uint8Array)[0] = 9
    ;(node.view as DataView).setUint8(0, 9)
    store.update({ key: 'cloud', cloud: null, tag: 'Other' })
    expect(node).toMatchObject({ tag: 'Cloud', cloud: Float32Array.of(9, 2, 3), at: new Date(5) })
    store.update({ key: 'cloud', cloud })
    const { cloud: kept, bytes, view } = store.getNode('cloud')!.properties
    expect([kept, [...(bytes as Uint8Array)], (view as DataView).getUint8(0)]).toEqual([
      Float32Array.of(1, 2, 3),
      [1],
      0,
    ])
  })

  it('can be written as JSON, and made a scene of', () => {
    const { snapshot } = filled()
    expect(Scene(snapshot)).toEqual(snapshot.toJSON())
    expect(Scene(snapshot, Box({ key: 'more' })).children).toHaveLength(2)
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot.toJSON())
    expect(snapshot.up).toEqual([0, 0, 1])
    expectTypeOf(snapshot.children).toEqualTypeOf<readonly (NodeData | string)[] | undefined>()
  })

  it('of an empty store is an empty scene', () => {
    expect(quiet().toJSON()).toEqual({ tag: 'Scene' })
  })
})

describe('a mistake', () => {
  it.each<[string, (store: SceneStore) => unknown, string]>([
    ['a prop of a wrong type', (store) => store.upsert({ tag: 'Box', key: 'a', args: ['wide'] }), 'INVALID_NODE'],
    ['a value that cannot travel', (store) => store.update({ key: 'deep', color: () => {} }), 'INVALID_NODE'],
    ['a key that is taken', (store) => store.add(Box({ key: 'deep' })), 'INVALID_OPERATION'],
    ['a parent that is not there', (store) => store.add(Box({ key: 'a' }), { to: 'nobody' }), 'INVALID_OPERATION'],
    ['a node as the scene', (store) => store.setScene(Box({ key: 'a' }) as never), 'INVALID_NODE'],
    ['a list as the scene', (store) => store.setScene([Box({ key: 'a' })] as never), 'INVALID_NODE'],
    ['props as the scene of set()', (store) => store.set({ children: [] } as never), 'INVALID_OPERATION'],
    [
      'a scene with one key twice',
      (store) => store.setScene({ children: [Box({ key: 'a' }), Box({ key: 'a' })] }),
      'INVALID_NODE',
    ],
    ['a key that is no string', (store) => store.remove(5 as never), 'INVALID_OPERATION'],
    ['a node that is none', (store) => store.update(null as never), 'INVALID_OPERATION'],
    ['a second node where the place is expected', (store) => store.upsert(Box(), Box() as never), 'INVALID_OPERATION'],
    ['a key where the place is expected', (store) => store.add(Box(), 'g' as never), 'INVALID_OPERATION'],
    ['nothing where the place is expected', (store) => store.add(Box(), null as never), 'INVALID_OPERATION'],
  ])('throws at the call, changes nothing and sends nothing: %s', (_what, mistake, code) => {
    const store = filled()
    const session = new FakeSession()
    store.subscribe(session)
    session.take()
    const before = store.toJSON()
    expect(codeOf(() => mistake(store))).toBe(code)
    expect(store.toJSON()).toEqual(before)
    expect(session.take()).toEqual([])
  })

  it('says what to write instead of a second node', () => {
    expect(() => quiet().upsert(Box(), Box() as never)).toThrow('write several nodes as a list')
    expect(() => quiet().setScene(Box() as never)).toThrow('write Scene({}, Box(…), …)')
  })

  it('of a key that nobody has is told once, and sent to nobody', () => {
    const { store, said } = spoken()
    const session = new FakeSession()
    store.subscribe(session)
    session.take()
    store.update({ key: 'nobody', color: 'red' })
    store.remove(['no', 'one'])
    expect(said).toEqual([
      'scene store: update: no node has the key "nobody"',
      'scene store: remove: no node has the key "no", "one"',
    ])
    expect(session.take()).toEqual([])
  })
})

describe('a subscriber', () => {
  it('gets the whole scene first, and then everything in order, nothing twice', () => {
    const store = filled()
    const session = new FakeSession()
    store.subscribe(session)
    store.upsert([Box({ key: 'new' }), { key: 'deep', color: 'red' }])
    store.remove('sky')
    store.setScene({ children: [Box({ key: 'last' })] })
    expect(session.take()).toEqual(['set', 'add', 'upsert', 'remove', 'set'])
    expect(session.client.toJSON()).toEqual(store.toJSON())
  })

  it('leaves with unsubscribe, with its block, or with its session', async () => {
    const store = filled()
    const sessions = Array.from({ length: 4 }, () => new FakeSession())
    const [one, two, three, four] = sessions as [FakeSession, FakeSession, FakeSession, FakeSession]
    const subscription = store.subscribe(one)
    expect(subscription.active).toBe(true)
    subscription.unsubscribe()
    subscription.unsubscribe()
    expect(subscription.active).toBe(false)
    {
      using _two = store.subscribe(two)
      await using _three = store.subscribe(three)
      expect(store.subscribers).toBe(2)
    }
    const last = store.subscribe(four)
    four.abort.abort()
    expect(last.active).toBe(false)
    expect(store.subscribers).toBe(0)
    for (const session of sessions) session.take()
    store.update({ key: 'deep', color: 'red' })
    expect(sessions.map((session) => session.take())).toEqual([[], [], [], []])
  })

  it('leaves its block also when that throws', () => {
    const store = filled()
    const failing = () => {
      using _ = store.subscribe(new FakeSession())
      throw new Error('of the script')
    }
    expect(failing).toThrow('of the script')
    expect(store.subscribers).toBe(0)
  })

  it('subscribes once to a store, and not after its end', () => {
    const store = filled()
    const session = new FakeSession()
    const subscription = store.subscribe(session)
    expect(codeOf(() => store.subscribe(session))).toBe('ALREADY_SUBSCRIBED')
    expect(store.subscribers).toBe(1)
    subscription.unsubscribe()
    store.subscribe(session)
    session.abort.abort(new Error('left'))
    expect(codeOf(() => store.subscribe(session))).toBe('SESSION_ENDED')
    expect(store.subscribers).toBe(0)
  })

  it('is no subscriber when the scene cannot be given to it', () => {
    const store = filled()
    const session = new FakeSession()
    session.onPush = () => {
      throw new Error('no room')
    }
    expect(() => store.subscribe(session)).toThrow('no room')
    expect(store.subscribers).toBe(0)
    expect(getEventListeners(session.signal, 'abort')).toHaveLength(0)
    session.onPush = () => 'sent'
    store.subscribe(session)
    expect(session.client.toJSON()).toEqual(store.toJSON())
  })

  it('that fails disturbs nobody else', async () => {
    const { store, said } = spoken()
    const sessions = Array.from({ length: 3 }, () => new FakeSession())
    for (const session of sessions) store.subscribe(session)
    const [, failing] = sessions as [FakeSession, FakeSession, FakeSession]
    failing.onPush = () => {
      throw new Error('no room')
    }
    await store.add(Box({ key: 'a' }))
    expect(sessions.map(({ client }) => client.has('a'))).toEqual([true, false, true])
    expect(said).toEqual(['scene store: a change did not reach a session; it gets the whole scene with the next'])
    failing.onPush = () => 'sent'
    store.add(Box({ key: 'b' }))
    for (const { client } of sessions) expect(client.toJSON()).toEqual(store.toJSON())
  })

  it('leaves nothing behind after 1,000 joins and cuts', () => {
    const store = filled()
    for (let round = 0; round < 1000; round += 1) {
      const session = new FakeSession()
      const subscription = store.subscribe(session)
      expect(getEventListeners(session.signal, 'abort')).toHaveLength(1)
      if (round % 2 === 0) session.abort.abort()
      else subscription.unsubscribe()
      expect(getEventListeners(session.signal, 'abort')).toHaveLength(0)
    }
    expect(store.subscribers).toBe(0)
  })

  it('gets each operation as the frame that the others get', () => {
    const store = filled()
    const sessions = Array.from({ length: 3 }, () => new FakeSession())
    for (const session of sessions) store.subscribe(session)
    for (const session of sessions) session.pushed.length = 0
    store.update({ key: 'deep', position: [0, 0, 0] })
    const frames = sessions.map(({ pushed }) => pushed[0]?.frame('vuer-xr'))
    expect(frames[0]).toBeInstanceOf(Uint8Array)
    expect(frames.every((frame) => frame === frames[0])).toBe(true)
  })

  it('gets changes in order that are made while another is being sent', () => {
    const store = filled()
    const [first, second] = [new FakeSession(), new FakeSession()]
    store.subscribe(first)
    store.subscribe(second)
    first.onPush = () => {
      first.onPush = () => 'sent'
      store.add('a text', { to: 'g' })
      store.remove('deep')
      return 'sent'
    }
    store.update({ key: 'deep', color: 'red' })
    for (const session of [first, second]) {
      expect(session.take()).toEqual(['set', 'update', 'add', 'remove'])
      expect(session.client.toJSON()).toEqual(store.toJSON())
    }
  })

  it('that comes while a change is being sent gets it once', () => {
    const store = filled()
    const [first, late] = [new FakeSession(), new FakeSession()]
    store.subscribe(first)
    first.onPush = () => {
      first.onPush = () => 'sent'
      store.add('a text', { to: 'g' })
      store.subscribe(late)
      return 'sent'
    }
    store.update({ key: 'deep', color: 'red' })
    expect(late.take()).toEqual(['set'])
    expect(late.client.toJSON()).toEqual(store.toJSON())
    expect(first.client.toJSON()).toEqual(store.toJSON())
  })
})

describe('awaiting an operation', () => {
  const isDone = async (promise: Promise<unknown>): Promise<boolean> => {
    let done = false
    promise.then(() => {
      done = true
    })
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
    return done
  }

  it('costs nothing without subscribers', async () => {
    const store = quiet()
    let turns = 0
    const count = setImmediate(() => {
      turns += 1
    })
    await store.add(Box({ key: 'a' }))
    expect(turns).toBe(0)
    clearImmediate(count)
  })

  it('waits until every socket has taken it', async () => {
    const store = quiet()
    const [quick, slow] = [new FakeSession(), new FakeSession()]
    store.subscribe(quick)
    store.subscribe(slow)
    let taken = () => {}
    slow.onWritten = () => new Promise((resolve) => (taken = resolve))
    const added = store.add(Box({ key: 'a' }))
    expect(await isDone(added)).toBe(false)
    taken()
    await added
  })

  it('does not wait for clients that are behind or away', async () => {
    const store = quiet()
    const [behind, away] = [new FakeSession(), new FakeSession()]
    store.subscribe(behind)
    store.subscribe(away)
    behind.onPush = () => 'waits'
    away.onPush = () => 'away'
    for (const session of [behind, away]) session.onWritten = () => new Promise(() => {})
    expect(await isDone(store.add(Box({ key: 'a' })))).toBe(true)
  })

  it('does not wait for ever for a socket that takes nothing', async () => {
    const store = quiet()
    const session = new FakeSession()
    store.subscribe(session)
    session.onWritten = () => new Promise(() => {})
    await store.add(Box({ key: 'a' }))
    expect(session.client.has('a')).toBe(true)
  })

  it('never rejects', async () => {
    const store = spoken().store
    const session = new FakeSession()
    store.subscribe(session)
    session.onWritten = () => Promise.reject(new Error('left'))
    await store.add(Box({ key: 'a' }))
    session.onWritten = () => {
      throw new Error('left')
    }
    await store.add(Box({ key: 'b' }))
    session.onPush = () => {
      throw new Error('left')
    }
    await store.add(Box({ key: 'c' }))
  })

  it('in a loop lets others run', async () => {
    const store = filled()
    store.subscribe(new FakeSession())
    let others = 0
    let going = true
    const beside = (async () => {
      while (going) {
        await new Promise(setImmediate)
        others += 1
      }
    })()
    for (let count = 0; count < 50; count += 1) await store.update({ key: 'deep', position: [count, 0, 0] })
    going = false
    await beside
    expect(others).toBeGreaterThan(20)
  })
})

describe('a saved store', () => {
  const cloud = () => {
    const store = quiet()
    store.setScene({
      children: [Group({ key: 'g' }, Box({ key: 'deep', position: [1, 2, 3] }), 'a text')],
      bgChildren: [{ tag: 'Cloud', key: 'cloud', points: Float32Array.of(0.5, 1.5), bytes: Uint8Array.of(1, 2) }],
      up: [0, 0, 1],
    })
    return store
  }

  it('is loaded as it was, with typed arrays and node types that nobody knows', async () => {
    const path = join(await temporaryFolder(), 'scene.store')
    const store = cloud()
    await store.save(path)
    const loaded = await SceneStore.load(path, { logger: silentLogger })
    expect(loaded.toJSON()).toEqual(store.toJSON())
    expect(loaded.getNode('cloud')?.properties.points).toEqual(Float32Array.of(0.5, 1.5))
    expect((await SceneStore.load(pathToFileURL(path))).toJSON()).toEqual(store.toJSON())
  })

  it('is the scene at the call, and replaces the file as a whole', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'scene.store')
    const store = cloud()
    await quiet().save(path)
    const saving = store.save(path)
    store.remove('g')
    await saving
    expect((await SceneStore.load(path)).hasNode('deep')).toBe(true)
    await Promise.all(Array.from({ length: 8 }, () => store.save(path)))
    expect((await SceneStore.load(path)).toJSON()).toEqual(store.toJSON())
    expect(await readdir(folder)).toEqual(['scene.store'])
  })

  it('is refused wholly where the file was cut or damaged', async () => {
    const path = join(await temporaryFolder(), 'scene.store')
    await cloud().save(path)
    const whole = await readFile(path)
    for (let at = 0; at < whole.length; at += 7) {
      await writeFile(path, whole.subarray(0, at))
      await expect(SceneStore.load(path)).rejects.toMatchObject({ code: 'NOT_A_STORE' })
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] as number) ^ 0x81
      await writeFile(path, damaged)
      await expect(SceneStore.load(path)).rejects.toMatchObject({ code: 'NOT_A_STORE' })
    }
    await writeFile(path, Buffer.concat([whole, Buffer.of(0)]))
    await expect(SceneStore.load(path)).rejects.toMatchObject({ code: 'NOT_A_STORE' })
  })

  it.each([
    ['nothing', ''],
    ['something else', '{"scene": []}\n'],
    ['a header alone', `vuer-xr scene store 1 ${'0'.repeat(64)}\n`],
  ])('is not %s', async (_what, content) => {
    const path = join(await temporaryFolder(), 'scene.store')
    await writeFile(path, content)
    await expect(SceneStore.load(path)).rejects.toMatchObject({
      code: 'NOT_A_STORE',
      message: expect.stringContaining(path),
    })
  })

  it('of a later version says so', async () => {
    const path = join(await temporaryFolder(), 'scene.store')
    await cloud().save(path)
    const bytes = await readFile(path)
    await writeFile(path, Buffer.concat([Buffer.from('vuer-xr scene store 12 '), bytes.subarray(22)]))
    await expect(SceneStore.load(path)).rejects.toMatchObject({
      code: 'WRONG_VERSION',
      message: expect.stringContaining('version 12'),
    })
  })

  it('that cannot be read or written is named', async () => {
    const folder = await temporaryFolder()
    const gone = join(folder, 'none', 'scene.store')
    await expect(SceneStore.load(gone)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining(gone),
    })
    await expect(SceneStore.load(folder)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
    await expect(cloud().save(gone)).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
      message: expect.stringContaining(gone),
    })
    const taken = join(folder, 'taken')
    await mkdir(taken)
    await expect(cloud().save(taken)).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' })
    expect(await readdir(folder)).toEqual(['taken'])
  })
})

describe('the first program of its documentation', () => {
  it('works: subscribe, set, upsert, read, update, remove', async () => {
    const store = quiet()
    const session = new FakeSession()
    {
      await using _ = store.subscribe(session)
      await store.setScene({ children: [Box({ key: 'target', position: [0, 0, 0] })] })
      for (let step = 0; step < 3; step += 1) {
        await store.upsert(Sphere({ key: 'sphere', position: [step, 0, 0] }))
        const node = store.getNode('target')
        if (!node) continue
        const [x = 0, y = 0, z = 0] = node.properties.position as number[]
        await store.update({ key: 'target', position: [x + 1, y, z] })
      }
      if (store.hasNode('sphere')) await store.removeAsync('sphere')
    }
    const replay = new SceneGraph()
    for (const { operation } of session.pushed) replay.apply(operation)
    expect(replay.toJSON()).toEqual({ tag: 'Scene', children: [Box({ key: 'target', position: [3, 0, 0] })] })
  })
})
