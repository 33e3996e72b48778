import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Box, Scene, Vuer, type VuerSession } from 'vuer-xr'
import { SocketClient, startServer } from '../support/server/socketClient.ts'

const clients: SocketClient[] = []
const connect = (...args: ConstructorParameters<typeof SocketClient>) => {
  const client = new SocketClient(...args)
  clients.push(client)
  return client
}
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})

describe('sessions over real sockets', () => {
  it('[HS7] each client gets its own session and scene', async () => {
    let count = 0
    await using server = await startServer({}, (app) => {
      app.spawn((session) => {
        count += 1
        session.set(Scene({}, Box({ key: `box-${count}` })))
      })
    })
    const first = await connect(server.url).init()
    expect((await first.until('SET')).data).toMatchObject({ children: [{ key: 'box-1' }] })
    const second = await connect(server.url).init()
    expect((await second.until('SET')).data).toMatchObject({ children: [{ key: 'box-2' }] })
    expect(server.app.sessions).toHaveLength(2)
    const [one] = server.app.sessions
    one!.upsert(Box({ key: 'only-first' }))
    expect((await first.until('ADD')).data).toMatchObject({ nodes: [{ key: 'only-first' }] })
  })

  it('a spawn handler that returns does not end its session; one that throws ends its own only', async () => {
    const errors: string[] = []
    const logger = { debug() {}, info() {}, warn() {}, error: (message: string) => errors.push(message) }
    let count = 0
    await using server = await startServer({ logger }, (app) => {
      app.spawn(async function scene() {
        count += 1
        await Promise.resolve()
        if (count === 2) throw new Error('broken')
      })
    })
    const healthy = await connect(server.url).init()
    await healthy.until('HELLO')
    const broken = await connect(server.url).init()
    expect(await broken.closed).toMatchObject({ code: 4500 })
    expect(errors).toEqual([expect.stringMatching(/session [0-9a-f-]{36}: the handler "scene" failed/)])
    expect(server.app.sessions).toHaveLength(1)
    healthy.send({ etype: 'HEARTBEAT', value: { clientSent: 1 } })
    await healthy.until('HEARTBEAT')
  })

  it('handlers may be synchronous or asynchronous, run once, and remove themselves', async () => {
    const seen: string[] = []
    let done: () => void = () => {}
    const finished = new Promise<void>((resolve) => {
      done = resolve
    })
    await using server = await startServer({}, (app) => {
      app.spawn(() => {})
      const remove = app.addHandler('ON_CLICK', ({ value }) => {
        seen.push(`removed ${value.key}`)
        remove()
      })
      app.addHandler('ON_CLICK', ({ value }) => seen.push(`once ${value.key}`), { once: true })
      app.addHandler('ON_CLICK', async ({ value }) => {
        await Promise.resolve()
        seen.push(`async ${value.key}`)
        if (value.key === 'c') done()
      })
    })
    const client = await connect(server.url).init()
    for (const key of ['a', 'b', 'c']) client.send({ etype: 'ON_CLICK', value: { key } })
    await finished
    expect(seen.filter((entry) => entry.startsWith('removed'))).toEqual(['removed a'])
    expect(seen.filter((entry) => entry.startsWith('once'))).toEqual(['once a'])
    expect(seen.filter((entry) => entry.startsWith('async'))).toEqual(['async a', 'async b', 'async c'])
  })

  it('a handler that throws or rejects ends the session of its event, and no other', async () => {
    await using server = await startServer({}, (app) => {
      app.spawn(() => {})
      app.addHandler('ON_CLICK', ({ value }) => {
        if (value.key === 'throw') throw new Error('broken')
      })
      app.addHandler('ON_CLICK', async ({ value }) => {
        if (value.key === 'reject') throw new Error('broken')
      })
    })
    const [healthy, first, second] = await Promise.all([1, 2, 3].map(() => connect(server.url).init()))
    first!.send({ etype: 'ON_CLICK', value: { key: 'throw' } })
    second!.send({ etype: 'ON_CLICK', value: { key: 'reject' } })
    expect((await first!.closed).code).toBe(4500)
    expect((await second!.closed).code).toBe(4500)
    healthy!.send({ etype: 'ON_CLICK', value: { key: 'fine' } })
    healthy!.send({ etype: 'HEARTBEAT', value: { clientSent: 1 } })
    await healthy!.until('HEARTBEAT')
  })

  it('a slow handler sees every event in order, and of samples the newest', async () => {
    const heads: number[] = []
    let release: () => void = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    let finish: () => void = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    await using server = await startServer({}, (app) => {
      app.spawn(() => {})
      app.addHandler('HEAD_MOVE', async ({ value }) => {
        heads.push(value.matrix![0]!)
        await gate
        if (heads.length === 2) finish()
      })
    })
    const client = await connect(server.url).init()
    for (let i = 1; i <= 20; i++) client.send({ etype: 'HEAD_MOVE', value: { matrix: new Float32Array(16).fill(i) } })
    client.send({ etype: 'HEARTBEAT', value: { clientSent: 1 } })
    await client.until('HEARTBEAT')
    release()
    await finished
    expect(heads).toEqual([1, 20])
  })

  it('[FR1] a bad frame closes its socket with 4400, and the next client is served', async () => {
    await using server = await startServer({}, (app) => app.spawn(() => {}))
    const bad = await connect(server.url).init()
    bad.socket.send(Uint8Array.of(0x93, 1, 2))
    expect(await bad.closed).toMatchObject({ code: 4400, reason: expect.stringContaining('claims 3 values') })
    const text = await connect(server.url).init()
    text.socket.send('hello')
    expect((await text.closed).code).toBe(4400)
    const next = await connect(server.url).init()
    await next.until('HELLO')
  })

  it('[FR3] a frame above the limit closes its socket with 1009', async () => {
    await using server = await startServer({ websocketMaxSize: 10_000 }, (app) => app.spawn(() => {}))
    const client = await connect(server.url).init()
    client.socket.send(new Uint8Array(10_001))
    expect((await client.closed).code).toBe(1009)
  })

  it('[HS4] a client that never introduces itself is sent away', async () => {
    await using server = await startServer({ introductionMs: 20 })
    const client = await connect(server.url).open()
    expect(await client.closed).toMatchObject({ code: 4408 })
  })

  it('[HB2] a client that answers no pings is cut, and its session ends', async () => {
    let session: VuerSession | undefined
    await using server = await startServer({ pingMs: 30, resumeSeconds: 0 }, (app) =>
      app.spawn((opened) => {
        session = opened
      }),
    )
    const client = await connect(server.url, { autoPong: false }).init()
    await client.closed
    await session?.forever()
    expect(session?.signal.aborted).toBe(true)
  })
})

describe('who gets in', () => {
  it('this machine needs no token; a page of another site is refused', async () => {
    await using server = await startServer({}, (app) => app.spawn(() => {}))
    await (await connect(server.url).init()).until('HELLO')
    const foreign = connect(server.url, { headers: { Origin: 'https://evil.example' } })
    expect(await foreign.closed).toMatchObject({ code: 4403 })
    const own = connect(server.url, { headers: { Origin: `https://127.0.0.1:${server.port}` } })
    await (await own.init()).until('HELLO')
  })

  it('whoever comes through a proxy of this machine needs the token', async () => {
    await using server = await startServer({ token: 'a-long-secret' }, (app) => app.spawn(() => {}))
    const headers = { 'X-Forwarded-For': '192.0.2.7' }
    expect(await connect(server.url, { headers }).closed).toMatchObject({ code: 4401 })
    expect(await connect(`${server.url}?token=wrong-secret`, { headers }).closed).toMatchObject({ code: 4401 })
    const invited = await connect(`${server.url}?token=a-long-secret`, { headers }).init()
    await invited.until('HELLO')
  })

  it('a refused client has no session', async () => {
    let sessions = 0
    await using server = await startServer({ token: 'a-long-secret' }, (app) => {
      app.spawn(() => {
        sessions += 1
      })
    })
    const client = connect(server.url, { headers: { 'X-Forwarded-For': '192.0.2.7' } })
    client.socket.on('open', () => client.send({ etype: 'INIT', value: { wire: 1 } }))
    await client.closed
    expect(sessions).toBe(0)
    expect(server.app.sessions).toEqual([])
  })
})

describe('starting and stopping', () => {
  it.each([
    [{ port: 70_000 }, 'port: expected a whole number from 0 to 65535'],
    [{ port: '8012' as never }, 'port: expected a whole number'],
    [{ token: 'short' }, 'token: expected at least 8 characters'],
    [{ prot: 1 } as never, 'prot: there is no such option'],
    [{ websocketMaxSize: 1 }, 'websocketMaxSize: expected'],
  ])('a wrong option %j is refused by name', (options, message) => {
    expect(() => new Vuer(options)).toThrow(message)
  })

  it('a wrong certificate is named before anything listens', async () => {
    const app = new Vuer({ port: 0, cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' })
    await expect(app.start()).rejects.toThrow('/nowhere/cert.pem')
    expect(app.address).toBeUndefined()
  })

  it('a port that is taken is one sentence, and another start is possible', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    await using server = await startServer({}, () => {})
    const app = new Vuer({ host: '127.0.0.1', port, certsFolder: server.folder, banner: false })
    await expect(app.start()).rejects.toMatchObject({ code: 'PORT_TAKEN' })
    await new Promise((resolve) => taken.close(resolve))
    await app.start()
    await expect(app.start()).rejects.toMatchObject({ code: 'ALREADY_STARTED' })
    await app.close()
  })

  it('close sends clients away with 1001 and leaves nothing open', async () => {
    const server = await startServer({}, (app) => app.spawn(() => {}))
    const client = await connect(server.url).init()
    await client.until('HELLO')
    await server[Symbol.asyncDispose]()
    expect((await client.closed).code).toBe(1001)
    expect(server.app.sessions).toEqual([])
  })
})
