import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Box, encodeFrame, Scene, silentLogger, VuerClient, type VuerClientOptions } from 'vuer-xr'
import { WebSocketServer } from 'ws'
import { socketUrl } from '../../server/client/socketUrl.ts'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { startServer } from '../support/server/socketClient.ts'

async function join(options: VuerClientOptions = {}) {
  const sessions = new SessionQueue()
  const server = await startServer({}, (app) => app.spawn(sessions.add))
  const client = new VuerClient({ url: server.url, rejectUnauthorized: false, logger: silentLogger, ...options })
  onTestFinished(async () => {
    client.close()
    await server[Symbol.asyncDispose]()
  })
  await client.connect()
  return { server, client, session: await sessions.next() }
}

/** Vuer's server, as far as its wire goes: it says nothing before its script does, and does not know HELLO. */
async function startVuer() {
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  const sockets = new WebSocketServer({ server: http })
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    http.close()
  })
  return { url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`, sockets }
}

describe('a client for scripts', () => {
  it('follows the scene and reads what comes, in order', async () => {
    const { client, session } = await join()
    expect(client.sessionId).toBe(session.id)
    expect(session.client).toMatchObject({ client: 'node', wire: 1 })
    session.set(Scene({}, Box({ key: 'a' })))
    session.update({ key: 'a', position: [1, 2, 3] })
    session.send({ etype: 'SAY', data: 'hello' })
    const received = [await client.recv(), await client.recv(), await client.recv()]
    expect(received.map(({ etype }) => etype)).toEqual(['SET', 'UPDATE', 'SAY'])
    expect(received[2]?.data).toBe('hello')
    expect(client.graph.toJSON()).toEqual(session.graph.toJSON())
    await expect(client.recv({ timeoutMs: 1 })).rejects.toMatchObject({ code: 'RECEIVE_TIMED_OUT' })
  })

  it('sends events', async () => {
    const { client, session } = await join()
    const clicked = session.till('ON_CLICK')
    client.send({ etype: 'ON_CLICK', value: { key: 'a' } })
    expect((await clicked).value).toEqual({ key: 'a' })
  })

  it('answers calls: with a value, with several, with an error, or by saying that it cannot', async () => {
    const { client, session } = await join()
    client.answer('DOUBLE', ({ data }) => (data.n as number) * 2)
    const stopped = new Promise<void>((resolve) => {
      client.answer('COUNT', async function* (_, signal) {
        signal.addEventListener('abort', () => resolve(), { once: true })
        for (let n = 1; ; n++) yield n
      })
    })
    client.answer('LIST', async function* () {
      yield 'a'
      yield 'b'
    })
    const remove = client.answer('FAIL', () => {
      throw Object.assign(new Error('no arm is connected'), { code: 'NO_ARM' })
    })
    expect((await session.rpc({ etype: 'DOUBLE', data: { n: 21 } })).value).toBe(42)
    const listed: unknown[] = []
    for await (const { value } of session.rpcStream({ etype: 'LIST' })) listed.push(value)
    expect(listed).toEqual(['a', 'b'])
    await expect(session.rpc({ etype: 'FAIL' })).rejects.toMatchObject({ code: 'NO_ARM' })
    remove()
    await expect(session.rpc({ etype: 'FAIL' })).rejects.toMatchObject({ code: 'UNKNOWN_CALL' })
    for await (const { value } of session.rpcStream({ etype: 'COUNT' })) if (value === 3) break
    await stopped
  })

  it('[HS7] gets a new session, and its scene alone, when the server was restarted', async () => {
    const { server, client, session } = await join()
    session.set(Scene({}, Box({ key: 'old' })))
    await client.recv()
    await server.app.close()
    const sessions = new SessionQueue()
    await using _again = await startServer({ port: server.port, certsFolder: server.folder }, (app) =>
      app.spawn((opened) => {
        opened.upsert(Box({ key: 'new' }))
        sessions.add(opened)
      }),
    )
    const next = await sessions.next()
    await expect.poll(() => client.graph.toJSON()).toEqual(next.graph.toJSON())
    expect(client.sessionId).toBe(next.id)
  })

  it('comes back to its session by itself, and leaves it for good', async () => {
    const { client, session } = await join()
    const back = session.till('resumed')
    session.socket?.terminate()
    session.set(Scene({}, Box({ key: 'a' })))
    await back
    await expect.poll(() => client.graph.has('a')).toBe(true)
    client.close()
    await session.forever()
    await expect(client.recv().then(() => client.recv())).rejects.toMatchObject({ code: 'CLIENT_CLOSED' })
  })

  it('a loop ends when the script closes the session', async () => {
    const { client, session } = await join()
    session.send({ etype: 'SAY', data: 1 })
    session.close('enough')
    const said: unknown[] = []
    for await (const { data } of client) said.push(data)
    expect(said).toEqual([1])
    expect(client.state).toMatchObject({ status: 'ended', reason: 'enough' })
  })

  it('says when its reader is too slow, and has the scene all the same', async () => {
    const { client, session } = await join()
    session.set(Scene({}, Box({ key: 'a' })))
    for (let n = 0; n <= 10_000; n++) session.send({ etype: 'SAY', data: n })
    session.update({ key: 'a', position: [1, 0, 0] })
    await session.rpc({ etype: 'PING' }).catch(() => {})
    expect(client.graph.get('a')?.props.position).toEqual([1, 0, 0])
    await expect(client.recv()).rejects.toMatchObject({ code: 'READER_TOO_SLOW' })
  })

  it('does not trust a stranger’s certificate, does not enter without a token, and does not find what is not there', async () => {
    await using server = await startServer({}, (app) => app.spawn(() => {}))
    const connect = (options: VuerClientOptions) => new VuerClient({ logger: silentLogger, ...options }).connect()
    await expect(connect({ url: server.url })).rejects.toMatchObject({
      code: 'CANNOT_CONNECT',
      message: expect.stringContaining('rejectUnauthorized'),
    })
    await using closed = await startServer()
    const gone = `wss://127.0.0.1:${closed.port}/socket`
    await closed.app.close()
    await expect(connect({ url: gone, rejectUnauthorized: false })).rejects.toMatchObject({ code: 'CANNOT_CONNECT' })
    const trusting = await connect({ url: server.url, ca: `${server.folder}/ca.pem` })
    expect(trusting.connected).toBe(true)
    trusting.close()
  })

  it('[HS2] follows Vuer’s server: operations that need adopting, plain events, one answer', async () => {
    const { url, sockets } = await startVuer()
    const connected = once(sockets, 'connection')
    const client = new VuerClient({ url, logger: silentLogger })
    onTestFinished(() => client.close())
    const connecting = client.connect()
    const [socket] = await connected
    const [init] = await once(socket, 'message')
    expect(init).toBeInstanceOf(Buffer)
    await connecting
    expect([client.sessionId, client.connected]).toEqual([null, true])
    const send = (message: unknown) => socket.send(encodeFrame(message, 'vuer'))
    send({ etype: 'SET', ts: 1, data: { tag: 'Scene', children: [{ tag: 'Box' }, { tag: 'Box', key: 5 }] } })
    expect((await client.recv()).operation).toBeDefined()
    expect([...client.graph.nodes.keys()]).toEqual(['Box#', '5'])
    client.answer('ASK', async function* () {
      yield 1
      yield 2
    })
    const answered = once(socket, 'message')
    send({ etype: 'ASK', uuid: 'u', rtype: 'ASK_RESPONSE@u', data: {} })
    await answered
  })
})

describe('the address of a server', () => {
  it('is that of its page or of its socket', () => {
    expect(socketUrl('https://192.0.2.1:8012/?token=abc&x=1')).toBe('wss://192.0.2.1:8012/socket?token=abc')
    expect(socketUrl('ws://localhost:8012')).toBe('ws://localhost:8012/')
    expect(socketUrl('wss://a.example/socket', 'mine')).toBe('wss://a.example/socket?token=mine')
    expect(() => socketUrl('localhost')).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
    expect(() => socketUrl('ftp://a.example')).toThrow('expected https:, http:, wss: or ws:, got "ftp:"')
  })
})
