import { once } from 'node:events'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { Box, Scene, VuerClient } from 'vuer-xr'
import { SessionQueue } from '../support/server/sessionQueue.ts'
import { SocketClient, startServer } from '../support/server/socketClient.ts'

/** The code that a client is sent away with, after what `misbehave` does. */
async function closeCode(url: string, misbehave: (client: SocketClient) => void): Promise<number> {
  const client = await new SocketClient(url).init()
  await client.until('HELLO')
  misbehave(client)
  return (await client.closed).code
}

describe('limits', () => {
  it('a connection that says nothing, or half a request, is closed', async () => {
    await using server = await startServer({ handshakeMs: 50 })
    const silent = connect(server.port, '127.0.0.1')
    await once(silent, 'close')
    const slow = connectTls({ port: server.port, host: '127.0.0.1', rejectUnauthorized: false })
    await once(slow, 'secureConnect')
    slow.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n')
    let answer = ''
    slow.on('data', (bytes) => {
      answer += bytes
    })
    await once(slow, 'close')
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('[FR3] a frame above a limit closes its socket with a documented code, and disturbs nobody else', async () => {
    const limits = { maxFrameDepth: 8, maxFrameValues: 100, maxStringBytes: 50, maxListLength: 40, maxMapSize: 30 }
    const sessions = new SessionQueue()
    await using server = await startServer({ ...limits, websocketMaxSize: 4000, maxEventsPerSecond: 60 }, (app) =>
      app.spawn(sessions.add),
    )
    const good = await new SocketClient(server.url).init()
    const session = await sessions.next()
    const sends = (value: unknown) => closeCode(server.url, (client) => client.send({ etype: 'NOTE', value }))
    expect(await sends('x'.repeat(51))).toBe(4400)
    expect(await sends(new Array(41).fill(0))).toBe(4400)
    expect(await sends(Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`n${n}`, n])))).toBe(4400)
    expect(await sends([[[[[[[[[0]]]]]]]]])).toBe(4400)
    expect(await sends([new Array(40).fill(0), new Array(40).fill(0), new Array(40).fill(0)])).toBe(4400)
    expect(await sends(new Uint8Array(5000))).toBe(1009)
    const flood = (client: SocketClient) => {
      for (let count = 0; count < 80; count++) client.send({ etype: 'NOTE', value: count })
    }
    expect(await closeCode(server.url, flood)).toBe(4429)
    expect(await closeCode(server.url, (client) => client.socket.send('text'))).toBe(4400)
    const note = session.till('NOTE')
    good.send({ etype: 'NOTE', value: 'still here' })
    expect((await note).value).toBe('still here')
    good.close()
  })

  it('sessions of one address are counted, also those that wait to say who they are', async () => {
    await using server = await startServer({ maxSessionsPerAddress: 2 }, (app) => app.spawn(() => {}))
    const first = await new SocketClient(server.url).init()
    await first.until('HELLO')
    const second = await new SocketClient(server.url).init()
    await second.until('HELLO')
    expect((await (await new SocketClient(server.url).init()).closed).code).toBe(4429)
    second.socket.close(1000)
    await second.closed
    const third = await new SocketClient(server.url).init()
    await third.until('HELLO')
    const strangers = [await new SocketClient(server.url).open(), await new SocketClient(server.url).open()]
    expect((await new SocketClient(server.url).closed).code).toBe(4429)
    for (const client of [first, third, ...strangers]) client.close()
  })
})

describe('a client that stops reading', () => {
  it('costs no more than its scene, disturbs nobody, and is up to date when it reads again', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({}, (app) => app.spawn(sessions.add))
    const slow = await new SocketClient(server.url).init()
    const session = await sessions.next()
    using other = await new VuerClient({ url: server.url, rejectUnauthorized: false }).connect()
    const otherSession = await sessions.next()
    const keys = Array.from({ length: 100 }, (_, n) => `n${n}`)
    for (const each of [session, otherSession]) each.set(Scene({}, ...keys.map((key) => Box({ key }))))
    slow.socket.pause()
    for (let step = 1; step <= 5000; step++) {
      const nodes = keys.map((key) => ({ key, position: [step, 0, 0] as [number, number, number] }))
      session.update(nodes)
      otherSession.update(nodes)
      if (step % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    session.add(Box({ key: 'last' }))
    const { waiting, unsentBytes, behindMs } = session.lag
    expect(waiting, 'one change per node, and what is new').toBeLessThanOrEqual(101)
    expect(unsentBytes).toBeLessThan(1024 * 1024)
    expect(behindMs).toBeGreaterThan(0)
    await expect.poll(() => other.graph.get('n99')?.props.position).toEqual([5000, 0, 0])
    slow.socket.resume()
    const add = await slow.until('ADD')
    expect(add.data).toMatchObject({ nodes: [{ key: 'last' }] })
    await expect.poll(() => session.lag).toEqual({ waiting: 0, unsentBytes: 0, behindMs: 0 })
    slow.close()
  })

  it('a message that is too large for what may wait is refused at the call', async () => {
    const sessions = new SessionQueue()
    await using server = await startServer({ maxWaitingBytes: 100_000 }, (app) => app.spawn(sessions.add))
    const client = await new SocketClient(server.url).init()
    const session = await sessions.next()
    client.socket.pause()
    session.send({ etype: 'SAY', data: new Uint8Array(90_000) })
    expect(() => session.send({ etype: 'SAY', data: new Uint8Array(20_000) })).toThrow(/session\.lag/)
    expect(session.connected).toBe(true)
    client.close()
  })
})
