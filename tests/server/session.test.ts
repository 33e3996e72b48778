import { describe, expect, it } from 'vitest'
import { Box, Group, Hands, MotionControllers, Scene, SceneGraph, Sphere } from 'vuer-xr'
import { MemoryClient } from '../support/server/memoryClient.ts'

const cyclic = () => {
  const list: unknown[] = []
  list.push(list)
  return list
}

const opened = (wire?: number) => {
  const client = new MemoryClient().init(wire)
  client.frames()
  return client
}

describe('handshake', () => {
  it('[HS1] answers an INIT that names the wire version with HELLO before anything else', () => {
    const client = new MemoryClient({
      now: () => 1000,
      onInit: (session) => session.set(Scene({}, Box({ key: 'a' }))),
    }).init()
    const [hello, set] = client.frames()
    expect(hello).toMatchObject({ etype: 'HELLO', data: { wire: 1, sessionId: client.session.id, serverTime: 1000 } })
    expect(set).toMatchObject({ etype: 'SET' })
  })

  it('[HS2] says no HELLO to a client that does not name it', () => {
    const client = new MemoryClient()
    client.send({ etype: 'INIT' }, 'vuer')
    expect(client.frames()).toEqual([])
  })

  it('[HS3] runs spawn handlers once, also when INIT comes again', () => {
    let runs = 0
    const client = new MemoryClient({ onInit: () => runs++ }).init().init()
    expect(runs).toBe(1)
    expect(client.transport.closed).toBeUndefined()
  })

  it('[HB1] answers a heartbeat with both times of the server', () => {
    const client = new MemoryClient({ now: () => 5000 }).init()
    client.frames()
    client.send({ etype: 'HEARTBEAT', value: { clientSent: 4000 } })
    expect(client.frames()).toEqual([
      { etype: 'HEARTBEAT', ts: 5000, data: { clientSent: 4000, serverReceived: 5000, serverSent: 5000, received: 0 } },
    ])
  })
})

describe('frames that are none', () => {
  const bad: [string, Uint8Array | string][] = [
    ['text', '{"etype":"INIT"}'],
    ['an empty frame', new Uint8Array()],
    ['a list', Uint8Array.of(0x90)],
    ['a number', Uint8Array.of(7)],
    ['a map without etype', Uint8Array.of(0x80)],
    ['a truncated map', Uint8Array.of(0x81, 0xa5, 0x65)],
    ['a list that claims four billion entries', Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff)],
  ]
  it.each(bad)('[FR1] %s closes its socket with 4400 and a reason, and ends its session', (_what, frame) => {
    const client = opened()
    const other = opened()
    client.connection.receive(frame)
    expect(client.transport.closed?.code).toBe(4400)
    expect(client.transport.closed?.reason).not.toBe('')
    expect(Buffer.byteLength(client.transport.closed?.reason ?? '')).toBeLessThanOrEqual(123)
    expect(client.session.signal.aborted).toBe(true)
    expect(other.session.connected).toBe(true)
  })

  it('a mistake of the server itself closes the socket that met it with 1011, and throws at nobody', () => {
    const client = new MemoryClient({
      onEvent: ({ etype }) => {
        if (etype === 'ON_CLICK') throw new TypeError('not foreseen')
      },
    }).init()
    client.send({ etype: 'ON_CLICK', value: { key: 'a' } })
    expect(client.transport.closed?.code).toBe(1011)
    expect(client.session.signal.aborted).toBe(true)
  })

  it('[EV1] an event whose value is wrong is left out, and the session goes on', () => {
    const events: unknown[] = []
    const warnings: string[] = []
    const logger = { debug() {}, info() {}, error() {}, warn: (message: string) => warnings.push(message) }
    const client = new MemoryClient({ logger, onEvent: (event) => events.push(event) }).init()
    for (let i = 0; i < 90; i++) client.send({ etype: 'HAND_MOVE', key: 'hands', value: { left: [1, 2] } })
    client.send({ etype: 'HEAD_MOVE', value: { matrix: new Float32Array(16) } })
    expect(events.map((event) => (event as { etype: string }).etype)).toEqual(['INIT', 'HEAD_MOVE'])
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('HAND_MOVE: value.left: expected 400 numbers')
    expect(client.transport.closed).toBeUndefined()
  })
})

describe('scene operations', () => {
  it('travel in the order of the calls, one frame each', () => {
    const client = opened()
    const { session } = client
    session.set(Scene({ up: [0, 0, 1] }, Group({ key: 'group' })))
    session.add(Box({ key: 'box' }), { to: 'group' })
    session.update({ key: 'box', position: [0, 1, 0] })
    session.remove('box')
    expect(client.frames().map(({ etype, data }) => [etype, data])).toEqual([
      ['SET', { tag: 'Scene', up: [0, 0, 1], children: [{ tag: 'VuerGroup', key: 'group' }] }],
      ['ADD', { nodes: [{ tag: 'Box', key: 'box' }], to: 'group' }],
      ['UPDATE', { nodes: [{ key: 'box', position: [0, 1, 0] }] }],
      ['REMOVE', { keys: ['box'] }],
    ])
  })

  it('an upsert is sent so that Vuer’s client does the same: known nodes anywhere, new ones under a key as ADD', () => {
    const client = opened()
    client.session.set(Scene({}, Group({ key: 'group' }, Box({ key: 'deep' }))))
    client.frames()
    client.session.upsert([Box({ key: 'deep', position: [1, 0, 0] }), Sphere({ key: 'new' })], { to: 'group' })
    expect(client.frames().map(({ etype, data }) => [etype, data])).toEqual([
      ['UPSERT', { nodes: [{ tag: 'Box', key: 'deep', position: [1, 0, 0] }], to: null }],
      ['ADD', { nodes: [{ tag: 'Sphere', key: 'new' }], to: 'group' }],
    ])
    expect(client.session.graph.get('group')?.children).toEqual(['deep', 'new'])
  })

  it('an upsert whose entries bring or take each other’s nodes means the same to the client', () => {
    const client = opened()
    const browser = new SceneGraph()
    const { session } = client
    const follow = () => {
      for (const message of client.messages()) if (message.kind === 'operation') browser.apply(message.operation)
      expect(browser.toJSON()).toEqual(session.graph.toJSON())
    }
    session.set(Scene({}, Group({ key: 'p' }, Box({ key: 'old' }))))
    follow()
    session.upsert([Group({ key: 'g' }, Box({ key: 'c' })), Box({ key: 'c', position: [1, 0, 0] })], { to: 'p' })
    follow()
    session.upsert([{ key: 'p', children: [] }, Box({ key: 'old', color: 'red' }), Box({ key: 'old', scale: 2 })])
    follow()
    session.upsert([Group({ key: 'n' }, Box({ key: 'm' })), { key: 'n', children: [] }, Box({ key: 'm' })], { to: 'p' })
    follow()
    session.upsert({ key: 'old', '**': { position: [1, 2, 3], color: 'blue' } })
    follow()
    expect(session.graph.get('old')?.props).toEqual({ color: 'blue', scale: 2, position: [1, 2, 3] })
  })

  it.each([
    ['a function', () => {}, 'a function cannot be sent'],
    ['a bigint', 1n, 'a bigint cannot be sent'],
    ['a Map', new Map(), 'a Map cannot be sent'],
    ['a list in itself', cyclic(), 'contains itself'],
  ])('%s throws at the call, before the scene has changed', (_what, value, message) => {
    const client = opened()
    client.session.set(Scene({}, Box({ key: 'cube' })))
    client.frames()
    expect(() => client.session.update({ key: 'cube', extra: { deep: [value] } })).toThrow('"cube": extra: ')
    expect(() => client.session.update({ key: 'cube', extra: { deep: [value] } })).toThrow(message)
    expect(() => client.session.add(Group({ key: 'g' }, { tag: 'Box', key: 'b', extra: value }))).toThrow(message)
    expect(() => client.session.set(Scene({}, { tag: 'Box', key: 'b', extra: value }))).toThrow(message)
    expect(client.session.graph.get('cube')?.props).toEqual({})
    expect(client.frames()).toEqual([])
  })

  it('a second set says which lists and props are gone, because Vuer’s client would keep them', () => {
    const client = new MemoryClient()
    client.send({ etype: 'INIT' }, 'vuer')
    client.session.set(Scene({ background: '#000', bgChildren: [Box({ key: 'a' })] }))
    client.session.set(Scene({}, Box({ key: 'b' })))
    expect(client.frames()[1]?.data).toMatchObject({ bgChildren: [], background: null, children: [{ key: 'b' }] })
  })

  it('[ND5] a client of Vuer’s is told the defaults that it has the other way round; ours is not', () => {
    const scene = () =>
      Scene({ bgChildren: [Hands(), MotionControllers({ left: false })] }, Group({ key: 'g' }, Hands({ key: 'h2' })))
    const theirs = new MemoryClient()
    theirs.send({ etype: 'INIT' }, 'vuer')
    theirs.session.set(scene())
    expect(theirs.frames()[0]?.data).toMatchObject({
      bgChildren: [
        { tag: 'Hands', stream: true },
        { tag: 'MotionControllers', stream: true, left: false, right: true },
      ],
      children: [{ key: 'g', children: [{ key: 'h2', stream: true }] }],
    })
    const ours = opened()
    ours.session.set(scene())
    expect(ours.frames()[0]?.data).toMatchObject({
      bgChildren: [{ tag: 'Hands', key: 'hands' }, { key: 'motionControllers' }],
    })
    expect(theirs.session.graph.get('hands')?.props).toEqual({})
  })

  it('a mistake throws at the call, sends nothing and changes nothing', () => {
    const client = opened()
    client.session.set(Scene({}, Box({ key: 'cube' })))
    client.frames()
    const before = JSON.stringify(client.session.graph.toJSON())
    expect(() => client.session.update({ key: 'cube', args: [1, 'wide'] })).toThrow(
      'node "cube": args[1]: expected a number, got "wide"',
    )
    expect(() => client.session.add(Box({ key: 'cube' }))).toThrow('the key "cube" is taken')
    expect(() => client.session.add(Box({ key: 'x' }), { to: 'nowhere' })).toThrow('no node has the key "nowhere"')
    expect(() => client.session.set(Box({ key: 'x' }) as never)).toThrow('expected a scene')
    expect(() => client.session.upsert({ key: 'nobody', position: [0, 0, 0] })).toThrow('a new node needs a tag')
    expect(client.frames()).toEqual([])
    expect(JSON.stringify(client.session.graph.toJSON())).toBe(before)
  })

  it('an update of an unknown key changes nothing, is not sent, and is logged with the key', () => {
    const warnings: string[] = []
    const logger = { debug() {}, info() {}, error() {}, warn: (message: string) => warnings.push(message) }
    const client = new MemoryClient({ logger }).init()
    client.frames()
    client.session.update({ key: 'ghost', position: [0, 0, 0] })
    client.session.remove('ghost')
    expect(client.frames()).toEqual([])
    expect(warnings.join('\n')).toMatch(/update: no node has the key "ghost"[\s\S]*remove: no node has the key "ghost"/)
  })

  it('throws SESSION_ENDED once the client has left, so that a forgotten loop ends', () => {
    const client = opened()
    client.connection.lost('gone')
    expect(() => client.session.update({ key: 'a' })).toThrow(expect.objectContaining({ code: 'SESSION_ENDED' }))
  })
})

describe('events of a session', () => {
  const move = (x: number) => ({ etype: 'HEAD_MOVE', key: 'head', value: { matrix: new Float32Array(16).fill(x) } })

  it('a slow loop reads the newest sample, and every event', async () => {
    const client = opened()
    const heads = client.session.events('HEAD_MOVE')
    const clicks = client.session.events('ON_CLICK')
    for (let i = 1; i <= 5; i++) {
      client.send(move(i))
      client.send({ etype: 'ON_CLICK', value: { key: `box-${i}` } })
    }
    client.connection.lost('gone')
    const seen: number[] = []
    for await (const { value } of heads) seen.push(value.matrix?.[0] ?? Number.NaN)
    const clicked: string[] = []
    for await (const { value } of clicks) clicked.push(value.key)
    expect(seen).toEqual([5])
    expect(clicked).toEqual(['box-1', 'box-2', 'box-3', 'box-4', 'box-5'])
  })

  it('till hears its own session only', async () => {
    const mine = opened()
    const other = opened()
    const waiting = mine.session.till('ON_CLICK', { timeoutMs: 5000 })
    other.send({ etype: 'ON_CLICK', value: { key: 'theirs' } })
    mine.send({ etype: 'ON_CLICK', value: { key: 'mine' } })
    expect((await waiting).value.key).toBe('mine')
  })

  it('till ends with a time-out, with the signal, and with the session: three different errors', async () => {
    const client = opened()
    await expect(client.session.till('ON_CLICK', { timeoutMs: 1 })).rejects.toMatchObject({ code: 'TILL_TIMED_OUT' })
    await expect(client.session.till('ON_CLICK', { signal: AbortSignal.abort(new Error('mine')) })).rejects.toThrow(
      'mine',
    )
    const waiting = client.session.till('ON_CLICK')
    client.connection.lost('gone')
    await expect(waiting).rejects.toMatchObject({ code: 'SESSION_ENDED' })
  })

  it('[EV4] a sample says when it was captured, how old it is and where in its stream it stands', () => {
    let time = 1.8e12
    const seen: unknown[] = []
    const client = new MemoryClient({
      now: () => time,
      onEvent: (event) => event.etype === 'HEAD_MOVE' && seen.push(event),
    }).init()
    client.send({ ...move(1), ts: 1.8e12 - 20, seq: 7 })
    time += 30
    expect(seen[0]).toMatchObject({ capturedAt: 1.8e12 - 20, receivedAt: 1.8e12, sequence: 7, ageMs: 50 })
  })

  it('[EV5] what our client sent before it had read HELLO carries its own time, which is not taken for ours', () => {
    const seen: { ageMs: number | undefined }[] = []
    const client = new MemoryClient({ onEvent: (event) => event.etype === 'HEAD_MOVE' && seen.push(event) }).init()
    client.send({ ...move(1), ts: Date.now() / 1000 + 3600 })
    client.send({ ...move(1), ts: Date.now(), seq: 0 })
    expect(seen.map(({ ageMs }) => ageMs !== undefined)).toEqual([false, true])
  })

  it('[EV5] a client that does not keep our clock has no age', () => {
    const seen: { ts: number | undefined; ageMs: number | undefined; value: unknown }[] = []
    const client = new MemoryClient({ onEvent: (event) => event.etype === 'HAND_MOVE' && seen.push(event) })
    client.send({ etype: 'INIT' }, 'vuer')
    client.send(
      { etype: 'HAND_MOVE', ts: 1_795_229_734.0, key: 'hands', value: { left: undefined, right: null } },
      'vuer',
    )
    expect(seen[0]?.ageMs).toBeUndefined()
    expect(seen[0]?.ts).toBe(1_795_229_734_000)
    expect(seen[0]?.value).toMatchObject({ left: null, right: null, tracking: { left: 'absent', right: 'absent' } })
  })
})

describe('life of a session', () => {
  it('forever resolves, and the signal aborts, when the client leaves', async () => {
    const client = opened()
    const waiting = client.session.forever()
    client.connection.lost('gone')
    await waiting
    expect(client.session.signal.aborted).toBe(true)
    expect(client.session.connected).toBe(false)
  })

  it('a task ends with its session and by hand, and what it throws then is no error', async () => {
    const errors: string[] = []
    const logger = { debug() {}, info() {}, warn() {}, error: (message: string) => errors.push(message) }
    const client = new MemoryClient({ logger }).init()
    const cancelled = client.session.spawnTask(
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    )
    const sleeping = client.session.spawnTask(() => client.session.sleep(1_000_000))
    const failing = client.session.spawnTask(() => Promise.reject(new Error('broken')), 'the third')
    await failing.done
    expect(errors).toEqual([expect.stringContaining('the task "the third" failed')])
    cancelled.cancel()
    await cancelled.done
    client.connection.lost('gone')
    await sleeping.done
    expect(errors).toHaveLength(1)
  })

  it('close sends the client away for good', () => {
    const client = opened()
    client.session.close('that was all')
    expect(client.transport.closed).toEqual({ code: 1000, reason: 'that was all' })
    expect(client.session.connected).toBe(false)
  })
})
