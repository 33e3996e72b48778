import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Box, type ClientEvent, Scene } from 'vuer-xr'
import { MemoryServer } from '../support/server/memoryClient.ts'

/** Lets promises that are due run, without time passing. */
const settle = async () => {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve()
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

function start(options = {}) {
  const events: ClientEvent[] = []
  const server = new MemoryServer({
    onEvent: (event) => events.push(event),
    options: { resumeSeconds: 30, ...options },
  })
  const helloOf = (client: ReturnType<MemoryServer['connect']>) => {
    const hello = client.frames().find(({ etype }) => etype === 'HELLO')
    return hello?.data as Record<string, never> & { sessionId: string; resume: { token: string; seconds: number } }
  }
  const client = server.connect().init()
  const hello = helloOf(client)
  /** Comes with a token. */
  const back = async (token: string, more: object = { received: 0, frames: 0, first: 1 }, role?: 'viewer') => {
    const next = server.connect(role).init(1, { resume: { token, ...more } })
    await settle()
    return next
  }
  return { server, client, hello, helloOf, back, events, session: client.session, token: hello.resume.token }
}

describe('a session whose socket breaks', () => {
  it('[RS2] stays, says so, takes operations, and ends when nobody comes back', async () => {
    const { client, session, hello, events, server } = start()
    expect(hello.resume.seconds).toBe(30)
    client.connection.lost('cut')
    expect([session.connected, session.signal.aborted, session.socket]).toEqual([false, false, undefined])
    expect(events.at(-1)).toMatchObject({ etype: 'disconnected', value: { reason: 'cut' } })
    session.set(Scene({}, Box({ key: 'a' })))
    const call = session.rpc({ etype: 'ASK' }, { ttlMs: 60_000 })
    const refused = expect(call).rejects.toMatchObject({ code: 'CLIENT_LEFT' })
    vi.advanceTimersByTime(29_999)
    expect(session.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(session.signal.aborted).toBe(true)
    expect((session.signal.reason as Error).message).toContain('did not come back within 30 s')
    await refused
    expect(server.sessions.all.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[RS2] ends at once when the client says that it leaves, and where resuming is off', () => {
    const left = start()
    left.client.connection.lost('left', { final: true })
    expect(left.session.signal.aborted).toBe(true)
    const server = new MemoryServer({ options: { resumeSeconds: 0 } })
    const client = server.connect().init()
    expect(client.frames()[0]?.data).not.toHaveProperty('resume')
    client.connection.lost('cut')
    expect(client.session.signal.aborted).toBe(true)
  })

  it('[HS2] a client of Vuer’s cannot come back: its session ends with its socket', () => {
    const { server } = start()
    const client = server.connect()
    client.send({ etype: 'INIT', value: { client: 'browser' } }, 'vuer')
    client.connection.lost('cut')
    expect(client.session.signal.aborted).toBe(true)
  })

  it('[RS3] [RS5] is the same one for the client that comes back, which gets what it lacks', async () => {
    const { client, session, token, back, events } = start()
    session.set(Scene({}, Box({ key: 'a' }), Box({ key: 'b' })))
    session.update({ key: 'b', position: [1, 0, 0] })
    client.connection.lost('cut')
    vi.advanceTimersByTime(5000)
    session.update({ key: 'a', color: 'red' })
    session.send({ etype: 'SAY', data: 'while away' })
    const next = await back(token, { received: 0, frames: 2, first: 1 })
    expect(next.session).toBe(session)
    const [hello, restore, say] = next.frames()
    expect(hello?.data).toMatchObject({ sessionId: session.id, resumed: true, received: 0 })
    expect(restore).toMatchObject({ etype: 'RESTORE', frame: 3 })
    expect((restore?.data as { children?: unknown } | undefined)?.children).toEqual([
      { tag: 'Box', key: 'a', color: 'red' },
      { key: 'b' },
    ])
    expect(say).toMatchObject({ etype: 'SAY', data: 'while away', no: 1 })
    expect(events.at(-1)).toMatchObject({
      etype: 'resumed',
      value: { awayMs: 5000, lostEvents: 0, reloaded: false },
    })
    session.update({ key: 'a', color: 'blue' })
    expect(next.frames()).toMatchObject([{ etype: 'UPDATE' }])
    vi.advanceTimersByTime(60_000)
    expect(session.connected).toBe(true)
  })

  it('[RS3] [RS7] [RS12] a page that was loaded anew gets everything, and counts from the start', async () => {
    const { client, session, token, back, events } = start()
    session.set(Scene({}, Box({ key: 'a' })))
    client.send({ etype: 'NOTE', no: 1, value: 'old page' })
    session.send({ etype: 'SAY', data: 'had' })
    session.send({ etype: 'SAY', data: 'had not' })
    client.send({ etype: 'HEARTBEAT', value: { clientSent: 1, received: 1, frames: 1 } })
    client.connection.lost('reload')
    const next = await back(token, { fresh: true })
    const [hello, restore, say] = next.frames()
    expect(hello?.data).toMatchObject({ resumed: true, received: 0, settled: 1 })
    expect(restore?.data).toEqual(session.graph.toJSON())
    expect(say).toMatchObject({ data: 'had not', no: 2 })
    next.send({ etype: 'NOTE', no: 1, value: 'new page' })
    expect(events.filter(({ etype }) => etype === 'NOTE').map(({ value }) => value)).toEqual(['old page', 'new page'])
    expect(events.find(({ etype }) => etype === 'resumed')).toMatchObject({ value: { reloaded: true } })
  })

  it('[RS6] an event that came before is left out, and lost ones are counted', async () => {
    const { client, token, back, events } = start()
    client.send({ etype: 'NOTE', no: 1, value: 1 })
    client.send({ etype: 'NOTE', no: 2, value: 2 })
    client.connection.lost('cut')
    const next = await back(token, { received: 0, frames: 0, first: 6 })
    next.send({ etype: 'NOTE', no: 2, value: 2 })
    next.send({ etype: 'NOTE', no: 6, value: 6 })
    expect(events.filter(({ etype }) => etype === 'NOTE').map(({ value }) => value)).toEqual([1, 2, 6])
    expect(events.find(({ etype }) => etype === 'resumed')).toMatchObject({ value: { lostEvents: 3 } })
  })

  it('a call that was asked before is answered after', async () => {
    const { client, session, token, back } = start()
    const answer = session.rpc({ etype: 'ASK', data: { n: 1 } })
    const [asked] = client.frames()
    client.connection.lost('cut')
    const next = await back(token, { received: 1, frames: 0, first: 1 })
    next.send({ etype: asked?.rtype, no: 1, value: 42 })
    expect((await answer).value).toBe(42)
  })
})

describe('a resume token', () => {
  it('[RS4] is good once, and again only while its successor may have been lost', async () => {
    const { client, token, session, back, helloOf } = start()
    client.connection.lost('cut')
    const second = await back(token)
    expect(second.session).toBe(session)
    second.connection.lost('cut before HELLO was read')
    const third = await back(token)
    expect(third.session).toBe(session)
    const newest = helloOf(third).resume.token
    third.send({ etype: 'HEARTBEAT', value: { clientSent: 1 } })
    third.connection.lost('cut')
    const thief = await back(token)
    expect(thief.session).not.toBe(session)
    expect((await back(newest)).session).toBe(session)
  })

  it('[RS5] gives nothing while its client is there, whoever brings it', async () => {
    const { client, session, token, back } = start()
    session.set(Scene({}, Box({ key: 'secret' })))
    client.frames()
    const thief = await back(token)
    expect(thief.session).not.toBe(session)
    expect(thief.frames().map(({ etype }) => etype)).toEqual(['HELLO'])
    expect(client.transport.closed).toBeUndefined()
    session.update({ key: 'secret', color: 'red' })
    expect(client.frames()).toMatchObject([{ etype: 'UPDATE' }])
    client.connection.lost('cut')
    expect((await back(token)).session).toBe(session)
  })

  it('[RS5] gives the session when its socket is dead without having closed', async () => {
    const { client, session, token, back, events } = start()
    client.transport.alive = false
    const next = await back(token)
    expect(next.session).toBe(session)
    expect(client.transport.closed).toMatchObject({ code: 1006 })
    expect(events.map(({ etype }) => etype)).toEqual(['INIT', 'disconnected', 'resumed'])
    client.connection.lost('its close came late')
    expect(session.connected).toBe(true)
    client.send({ etype: 'NOTE', value: 'late' })
    expect(events.at(-1)?.etype).toBe('resumed')
  })

  it('[RS5] gives nothing to another role, after the end, or when it is none', async () => {
    const { client, session, token, back } = start()
    client.connection.lost('cut')
    expect((await back(token, { fresh: true }, 'viewer')).session).not.toBe(session)
    expect((await back('nonsense')).session).not.toBe(session)
    expect((await back(token, { received: 'x' })).session).not.toBe(session)
    session.close()
    expect((await back(token)).session).not.toBe(session)
  })
})

describe('what a client may be', () => {
  it('[HS8] events of a viewer reach nobody; its answers and heartbeats count', async () => {
    const { server, events } = start()
    const viewer = server.connect('viewer').init()
    expect(viewer.frames()[0]?.data).toMatchObject({ role: 'viewer' })
    const all = viewer.session[Symbol.asyncIterator]()
    viewer.session.set(Scene({}, Box({ key: 'a' })))
    viewer.send({ etype: 'ON_CLICK', no: 1, value: { key: 'a' } })
    expect(events.map(({ etype }) => etype)).toEqual(['INIT'])
    expect(viewer.session.popleft()).toBeUndefined()
    expect(all.takeNow()).toBeUndefined()
    const answer = viewer.session.rpc({ etype: 'ASK' })
    const asked = viewer.frames().at(-1)
    viewer.send({ etype: asked?.rtype, no: 2, value: 'seen' })
    expect((await answer).value).toBe('seen')
    viewer.send({ etype: 'HEARTBEAT', value: { clientSent: 1 } })
    expect(viewer.frames().at(-1)).toMatchObject({ etype: 'HEARTBEAT', data: { received: 2 } })
  })

  it('cannot pretend to be the session', () => {
    const { client, events } = start()
    client.send({ etype: 'resumed', no: 1, value: { awayMs: 1 } })
    expect(events.map(({ etype }) => etype)).toEqual(['INIT'])
  })

  it('is sent away when it sends too much, with its session', () => {
    const { client, session } = start({ maxEventsPerSecond: 50 })
    for (let i = 0; i < 60; i++) client.send({ etype: 'NOTE', value: i })
    expect(client.transport.closed).toMatchObject({ code: 4429 })
    expect(session.signal.aborted).toBe(true)
  })

  it('may send steadily at the limit', () => {
    const { client } = start({ maxEventsPerSecond: 50 })
    for (let i = 0; i < 500; i++) {
      vi.advanceTimersByTime(20)
      client.send({ etype: 'NOTE', value: i })
    }
    expect(client.transport.closed).toBeUndefined()
  })

  it('has so many sessions from one address, of which waiting ones make way', () => {
    const { server, client, session } = start({ maxPerAddress: 2 })
    const second = server.connect().init()
    expect(server.connect().init().transport.closed).toMatchObject({ code: 4429 })
    client.connection.lost('cut')
    const third = server.connect().init()
    expect(third.transport.closed).toBeUndefined()
    expect([session.signal.aborted, second.session.signal.aborted]).toEqual([true, false])
  })
})
