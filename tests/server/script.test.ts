import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { Box, type ClientEvent, Frame, type Logger, Op, Scene, Sphere, silentLogger } from 'vuer-xr'
import { boundHandler } from '../../server/script/bind.ts'
import { ScriptHandlers } from '../../server/script/ScriptHandlers.ts'
import { relayTo } from '../../server/session/relay.ts'
import { MemoryClient, MemoryServer } from '../support/server/memoryClient.ts'

/** Handlers of a script, on a server without sockets. */
function start() {
  const logged: string[] = []
  const log = (message: string) => void logged.push(message)
  const logger: Logger = { ...silentLogger, warn: log, error: log }
  const handlers = new ScriptHandlers(logger)
  const server = new MemoryServer({ logger, onInit: handlers.onInit, onEvent: handlers.onEvent })
  return { handlers, server, logged }
}
const nextTurn = () => new Promise((resolve) => setTimeout(resolve))

describe('spawn', () => {
  it('runs every handler whose filter fits what the client said', () => {
    const { handlers, server, logged } = start()
    const ran: string[] = []
    handlers.spawn(() => ran.push('all'))
    handlers.spawn(() => ran.push('python'), { client: 'python' })
    handlers.spawn(() => ran.push('1.x'), { pkgVersion: '1.*', client: 'b?owser' })
    handlers.spawn(() => ran.push('expression'), { userAgent: /quest/i })
    handlers.spawn(
      () => ran.push('function'),
      ({ screenWidth }) => Number(screenWidth) > 1000,
    )
    const remove = handlers.spawn(() => ran.push('removed'))
    remove()
    remove()
    server.connect().init(1, { pkgVersion: '1.4', userAgent: 'Quest 3', screenWidth: 800 })
    expect(ran).toEqual(['all', '1.x', 'expression'])
    ran.length = 0
    server.connect().init(1, { client: 'python', pkgVersion: '1+4', screenWidth: 2000 })
    expect(ran).toEqual(['all', 'python', 'function'])
    expect(logged).toEqual([])
  })

  it('says so when nobody is there for a client', () => {
    const { handlers, server, logged } = start()
    server.connect().init()
    handlers.spawn(() => {}, { client: 'python' })
    server.connect().init()
    expect(logged[0]).toContain('no handler was given to spawn()')
    expect(logged[1]).toContain('no handler of spawn() is for it')
  })
})

describe('addHandler', () => {
  it('can be for one event, for a time, and until a signal', async () => {
    const { handlers, server } = start()
    const heard: string[] = []
    const hear = (name: string) => () => void heard.push(name)
    const mine = new AbortController()
    handlers.add('NOTE', hear('once'), { once: true })
    handlers.add('NOTE', hear('for 1 ms'), { ttlMs: 1 })
    handlers.add('NOTE', hear('signal'), { signal: mine.signal })
    const remove = handlers.add('NOTE', hear('removed'))
    const client = server.connect().init()
    client.send({ etype: 'NOTE' })
    expect(heard.splice(0)).toEqual(['once', 'for 1 ms', 'signal', 'removed'])
    remove()
    remove()
    mine.abort()
    await new Promise((resolve) => setTimeout(resolve, 2))
    client.send({ etype: 'NOTE' })
    expect(heard).toEqual([])
  })

  it('hears of sessions too', () => {
    const { handlers, server } = start()
    const heard: ClientEvent[] = []
    handlers.add('disconnected', (event) => void heard.push(event))
    const client = server.connect().init()
    client.connection.lost('left')
    expect(heard, 'it has ended, not only lost its socket').toEqual([])
  })
})

describe('bind', () => {
  const run = (generator: Parameters<typeof boundHandler>[0]) => {
    const { handlers, server, logged } = start()
    handlers.spawn(boundHandler(generator))
    const client = server.connect().init()
    return { client, logged, session: client.session }
  }

  it('does what is yielded, and gives back the oldest event that was not read', async () => {
    const got: unknown[] = []
    const { client } = run(async function* () {
      got.push(yield Op.set(Scene({}, Box({ key: 'a' }))))
      got.push((yield Op.upsert([Sphere({ key: 'b' })], { to: 'a' }))?.etype)
      got.push((yield)?.value)
      got.push((yield)?.value)
    })
    for (let turn = 0; turn < 5; turn++) await nextTurn()
    expect(got.slice(0, 2), 'INIT is an event too').toEqual([expect.objectContaining({ etype: 'INIT' }), undefined])
    client.send({ etype: 'NOTE', value: 1 })
    client.send({ etype: 'NOTE', value: 2 })
    for (let turn = 0; turn < 5; turn++) await nextTurn()
    expect(got.slice(2)).toEqual([1, 2])
    expect(client.frames().map(({ etype }) => etype)).toEqual(['HELLO', 'SET', 'ADD'])
    expect(client.session.signal.aborted, 'a generator that ends does not end the session').toBe(false)
  })

  it('waits one frame after Frame, and takes synchronous generators', async () => {
    const { client } = run(function* () {
      yield Op.set(Scene({}, Box({ key: 'a' })))
      for (let step = 1; step <= 3; step++) yield Frame(Op.update({ key: 'a', position: [step, 0, 0] }), { fps: 200 })
      yield Frame()
      yield Op.remove('a')
    })
    await expect.poll(() => client.session.graph.has('a')).toBe(false)
    expect(() => Frame(undefined, { fps: 0 })).toThrow('fps: expected a number above 0')
  })

  it('ends with its session, and cleans up', async () => {
    let cleaned = false
    const { client } = run(async function* () {
      try {
        for (;;) yield
      } finally {
        cleaned = true
      }
    })
    await nextTurn()
    client.connection.lost('gone')
    await nextTurn()
    expect(cleaned).toBe(true)
  })

  it('what is no step is a mistake of the script, and ends its session', async () => {
    const { client, logged } = run(async function* () {
      yield Box({ key: 'a' }) as never
    })
    await expect.poll(() => client.transport.closed?.code).toBe(4500)
    expect(logged[0]).toContain('handler')
  })
})

describe('the last events', () => {
  it('are kept up to the length of the queue, and taken from either end', () => {
    const client = new MemoryClient({ options: { queueLen: 3 } }).init()
    const { session } = client
    expect(session.popleft()?.etype).toBe('INIT')
    for (let value = 1; value <= 5; value++) client.send({ etype: 'NOTE', value })
    expect(session.popleft()?.value).toBe(3)
    expect(session.pop()?.value).toBe(5)
    client.send({ etype: 'NOTE', value: 6 })
    expect([...session.stream()].map(({ value }) => value)).toEqual([4, 6])
    client.send({ etype: 'NOTE', value: 7 })
    session.clear()
    expect([session.popleft(), session.pop(), [...session.stream()]]).toEqual([undefined, undefined, []])
  })

  it('every event comes to a loop over the session', async () => {
    const client = new MemoryClient().init()
    const events = client.session[Symbol.asyncIterator]()
    client.send({ etype: 'NOTE', value: 1 })
    client.send({ etype: 'ON_CLICK', value: { key: 'a' } })
    client.connection.lost('gone')
    const heard: string[] = []
    for await (const { etype } of events) heard.push(etype)
    expect(heard).toEqual(['NOTE', 'ON_CLICK'])
  })
})

describe('messages', () => {
  it('that are operations change the scene; those of the connection are refused', () => {
    const client = new MemoryClient().init()
    const { session } = client
    session.send({ etype: 'SET', data: { children: [{ tag: 'Box', key: 'a' }] } })
    session.send({ etype: 'UPSERT', data: { nodes: [{ tag: 'Sphere', key: 'b' }], to: 'a' } })
    expect(session.graph.toJSON().children).toEqual([{ tag: 'Box', key: 'a', children: [{ tag: 'Sphere', key: 'b' }] }])
    for (const etype of ['HELLO', 'HEARTBEAT', 'RESTORE', 'CANCEL', '', 7 as never]) {
      expect(() => session.send({ etype })).toThrow(expect.objectContaining({ code: 'INVALID_MESSAGE' }))
    }
    expect(() => session.send({ etype: 'ADD', data: { nodes: 3 } })).toThrow('ADD: data.nodes: expected a list')
  })

  it('of another program go to one session, or to all', () => {
    const { server } = start()
    const [a, b] = [server.connect().init(), server.connect().init()]
    const relay = (sid: string, message: { etype: string; data?: unknown }) => relayTo(server.sessions, sid, message)
    expect(relay(a.session.id, { etype: 'SAY', data: 1 })).toEqual({ status: 200, sessions: 1 })
    expect(relay('*', { etype: 'SET', data: { children: [{ tag: 'Box', key: 'x' }] } })).toEqual({
      status: 200,
      sessions: 2,
    })
    expect([a, b].map(({ session }) => session.graph.has('x'))).toEqual([true, true])
    expect(relay('nobody', { etype: 'SAY' })).toMatchObject({ status: 404 })
    expect(relay('*', { etype: 'ADD', data: {} })).toMatchObject({ status: 400 })
    expect(relay('*', { etype: 'HELLO' })).toMatchObject({ status: 400 })
    expect(relayTo(new MemoryServer().sessions, '*', { etype: 'SAY' })).toMatchObject({ status: 404 })
  })

  it('that do not fit any more are the client’s fault, and not the sender’s', () => {
    const server = new MemoryServer({ options: { limits: { maxWaitingBytes: 100 } } })
    const client = server.connect().init()
    client.session.send({ etype: 'SAY', data: 'x'.repeat(80) })
    expect(relayTo(server.sessions, '*', { etype: 'SAY', data: 'x'.repeat(80) })).toMatchObject({ status: 502 })
  })
})

describe('a task of a session', () => {
  it('leaves nothing behind when it has ended', async () => {
    const client = new MemoryClient().init()
    const before = getEventListeners(client.session.signal, 'abort').length
    await Promise.all(Array.from({ length: 50 }, () => client.session.spawnTask(() => {}).done))
    expect(getEventListeners(client.session.signal, 'abort')).toHaveLength(before)
  })
})
