import { expect } from 'vitest'
import { decodeFrame, encodeFrame, Scene, type ScriptMessage } from 'vuer-xr'
import { MemoryClient } from '../memoryClient.ts'
import { rawOverTls } from '../plainServer.ts'
import type { SeedName } from './SeedName.ts'

/** Methods of Vuer that speak to clients. */
export const messageNames: readonly SeedName[] = [
  {
    python: 'Vuer.relay',
    async run({ app, port, join }) {
      const { client, session } = await join()
      const body = encodeFrame({ etype: 'SAY', data: 'hello' }, 'vuer')
      const post = (sid: string, bytes = body) => rawOverTls(port, 'POST', `/relay?sid=${sid}`, [], bytes)
      expect(await post(session.id)).toMatchObject({ status: 200, body: '{"sessions":1}' })
      expect(await client.recv()).toEqual({ etype: 'SAY', data: 'hello' })
      expect(await post(session.id, Uint8Array.of(0x93))).toMatchObject({ status: 400 })
      expect(await post('nobody')).toMatchObject({ status: 404 })
      expect(app.sessions).toContain(session)
    },
  },
  {
    python: 'sid',
    async run({ start, join }) {
      const { app, port } = await start()
      const { client: first } = await join(app)
      const { client: second } = await join(app)
      const body = encodeFrame({ etype: 'SAY' }, 'vuer')
      expect(await rawOverTls(port, 'POST', '/relay?sid=*', [], body)).toMatchObject({ body: '{"sessions":2}' })
      expect([await first.recv(), await second.recv()]).toMatchObject([{ etype: 'SAY' }, { etype: 'SAY' }])
    },
  },
  {
    python: 'request',
    async run({ start }) {
      const { port } = await start({}, (app) =>
        app.addRoute('/double', ({ query, method }) => ({ method, result: Number(query.get('n')) * 2 })),
      )
      expect(await rawOverTls(port, 'GET', '/double?n=21')).toMatchObject({ body: '{"method":"GET","result":42}' })
    },
  },
  {
    python: 'Vuer.send',
    async run({ app, join }) {
      const { client, session } = await join()
      app.send(session.id, { etype: 'SAY', data: 'hello' })
      expect(await client.recv()).toEqual({ etype: 'SAY', data: 'hello' })
    },
  },
  {
    python: 'ws_id',
    async run({ app, join }) {
      const { client, session } = await join()
      expect(client.sessionId).toBe(session.id)
      expect(() => app.send('nobody', { etype: 'SAY' })).toThrow(expect.objectContaining({ code: 'NO_SUCH_SESSION' }))
    },
  },
  {
    python: 'event',
    async run({ join }) {
      const { client, session } = await join()
      session.send({ etype: 'UPSERT', data: { nodes: [{ tag: 'Box', key: 'box' }] } })
      await client.recv()
      expect(client.graph.get('box')?.tag).toBe('Box')
    },
  },
  {
    python: 'event_bytes',
    async run({ app, join }) {
      const { client, session } = await join()
      const bytes = encodeFrame({ etype: 'SAY', data: [1, 2] }, 'vuer')
      app.send(session.id, decodeFrame(bytes) as ScriptMessage)
      expect(await client.recv()).toEqual({ etype: 'SAY', data: [1, 2] })
    },
  },
  {
    python: 'ServerEvent',
    async run({ join }) {
      const { client, session } = await join()
      const message: ScriptMessage = { etype: 'SAY', data: { text: 'hello' } }
      session.send(message)
      expect(await client.recv()).toEqual(message)
    },
  },
  {
    python: 'Vuer.rpc',
    async run({ app, join }) {
      const { client, session } = await join()
      client.answer('DOUBLE', ({ data }) => Number(data.n) * 2)
      expect((await app.rpc(session.id, { etype: 'DOUBLE', data: { n: 21 } })).value).toBe(42)
    },
  },
  {
    python: 'ServerRPC',
    async run({ join }) {
      const { client, session } = await join()
      client.answer('WHO', ({ key, data }) => ({ key, data }))
      const { value } = await session.rpc({ etype: 'WHO', key: 'arm', data: { joint: 1 } })
      expect(value).toEqual({ key: 'arm', data: { joint: 1 } })
    },
  },
  {
    python: 'ttl',
    async run({ app, join }) {
      const { client, session } = await join()
      client.answer('NEVER', () => new Promise(() => {}))
      const asked = app.rpc(session.id, { etype: 'NEVER' }, { ttlMs: 20 })
      await expect(asked).rejects.toMatchObject({ code: 'CALL_TIMED_OUT', message: expect.stringContaining('20 ms') })
    },
  },
  {
    python: 'Vuer.rpc_stream',
    async run({ app, join }) {
      const { client, session } = await join()
      client.answer('COUNT', async function* () {
        yield* [1, 2, 3]
      })
      const counted: unknown[] = []
      for await (const { value } of app.rpcStream(session.id, { etype: 'COUNT' })) counted.push(value)
      expect(counted).toEqual([1, 2, 3])
    },
  },
  {
    python: 'Vuer.close_ws',
    async run({ app, join }) {
      const { client, session } = await join()
      expect(app.closeWs(session.id, 'that was all')).toBe(true)
      await session.forever()
      await expect.poll(() => client.state).toMatchObject({ status: 'ended', reason: 'that was all' })
      expect(app.closeWs(session.id)).toBe(false)
    },
  },
  {
    python: 'Vuer.uplink',
    async run() {
      const client = new MemoryClient({ options: { limits: { maxUnsentBytes: 1024 } } }).init()
      const { session, transport } = client
      expect(session.lag).toEqual({ behindMs: 0, waiting: 0, unsentBytes: 0 })
      transport.blocked = true
      session.set(Scene({}, { tag: 'Box', key: 'box', note: 'x'.repeat(2000) }))
      for (let x = 0; x < 100; x++) session.update({ key: 'box', position: [x, 0, 0] })
      expect(session.lag, 'a hundred updates wait as one').toMatchObject({ waiting: 1 })
      transport.unblock()
      await expect.poll(() => session.lag.waiting).toBe(0)
      expect(client.frames().at(-1)).toMatchObject({ etype: 'UPDATE', data: { nodes: [{ position: [99, 0, 0] }] } })
    },
  },
  {
    python: 'proxy',
    async run({ start, join }) {
      const { app } = await start()
      const { session } = await join(app)
      await join(app)
      expect(app.sessions).toHaveLength(2)
      expect(app.sessions).toContain(session)
    },
  },
  {
    python: 'ws',
    async run({ join }) {
      const { session } = await join()
      expect(session.socket?.remoteAddress).toContain('127.0.0.1')
    },
  },
]
