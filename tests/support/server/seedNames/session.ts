import { expect } from 'vitest'
import { Box, Group, Scene, Sphere, silentLogger } from 'vuer-xr'
import { MemoryClient } from '../memoryClient.ts'
import type { SeedName } from './SeedName.ts'

/** A session without a socket, and what it sends. */
const opened = () => {
  const client = new MemoryClient().init()
  client.frames()
  return client
}

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff)

/** VuerSession, with its operators. */
export const sessionNames: readonly SeedName[] = [
  {
    python: 'VuerSession',
    async run({ app, join }) {
      const { client, session } = await join()
      expect(session).toMatchObject({ id: client.sessionId, connected: true, role: 'operator' })
      expect(session.client).toMatchObject({ client: 'node', wire: 1 })
      expect(app.sessions).toContain(session)
    },
  },
  {
    python: 'VuerSession.socket',
    async run({ join }) {
      const { session } = await join()
      expect(session.socket?.bufferedBytes).toBe(0)
      const back = session.till('resumed')
      session.socket?.terminate()
      await back
      expect(session.connected).toBe(true)
    },
  },
  {
    python: 'socket.close',
    async run({ join }) {
      const { client, session } = await join()
      session.socket?.close('I am done')
      await session.forever()
      expect(session.socket).toBeUndefined()
      await expect.poll(() => client.state).toMatchObject({ status: 'ended', reason: 'I am done' })
    },
  },
  {
    python: 'VuerSession.grab_render',
    async run({ join }) {
      const { client, session } = await join()
      session.set(Scene({}, Box({ key: 'box' })))
      client.answer('GRAB_RENDER', () => ({ width: client.graph.has('box') ? 640 : 0, height: 360, frame: jpeg }))
      const { frame, width, height } = await session.grabRender()
      expect([[...frame], width, height]).toEqual([[...jpeg], 640, 360])
    },
  },
  {
    python: 'quality',
    async run({ join }) {
      const { client, session } = await join()
      client.answer('GRAB_RENDER', ({ data }) => ({ width: Number(data.quality) * 100, height: 1, frame: jpeg }))
      expect((await session.grabRender({ quality: 0.5 })).width).toBe(50)
    },
  },
  {
    python: 'subsample',
    async run({ join }) {
      const { client, session } = await join()
      client.answer('GRAB_RENDER', ({ data }) => ({ width: 640 / Number(data.downsample), height: 1, frame: jpeg }))
      expect((await session.grabRender({ subsample: 2 })).width).toBe(320)
    },
  },
  {
    python: 'VuerSession.set',
    async run({ join }) {
      const { client, session } = await join()
      session.set(Scene({ background: '#000000' }, Box({ key: 'a' }), Box({ key: 'b' })))
      session.set(Scene({}, Box({ key: 'c' })))
      await client.recv()
      await client.recv()
      expect(client.graph.toJSON()).toEqual({ tag: 'Scene', children: [{ tag: 'Box', key: 'c' }] })
    },
  },
  {
    python: 'SET',
    async run() {
      const client = opened()
      client.session.set(Scene({}, Box({ key: 'a' })))
      expect(client.frames()).toMatchObject([{ etype: 'SET', data: { tag: 'Scene' } }])
      expect(() => client.session.set(Box({ key: 'a' }) as never)).toThrow('expected a scene')
    },
  },
  {
    python: 'Set',
    async run() {
      const client = opened()
      client.session.send({ etype: 'SET', data: Scene({}, Box({ key: 'a' })) })
      expect(client.session.graph.has('a')).toBe(true)
      expect(client.frames()).toMatchObject([{ etype: 'SET' }])
    },
  },
  {
    python: 'VuerSession.update',
    async run({ join }) {
      const { client, session } = await join()
      session.set(Scene({}, Box({ key: 'box', color: 'red' }), Sphere({ key: 'ball' })))
      session.update([
        { key: 'box', position: [0, 1, 0] },
        { key: 'ball', color: 'blue' },
      ])
      await client.recv()
      await client.recv()
      expect(client.graph.get('box')?.props).toEqual({ color: 'red', position: [0, 1, 0] })
      expect(client.graph.get('ball')?.props).toEqual({ color: 'blue' })
    },
  },
  {
    python: 'NOOP',
    async run() {
      const warnings: string[] = []
      const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) }
      const client = new MemoryClient({ logger }).init()
      client.frames()
      client.session.update({ key: 'ghost', color: 'red' })
      expect([client.frames(), client.session.graph.has('ghost')]).toEqual([[], false])
      expect(warnings[0]).toContain('update: no node has the key "ghost"')
    },
  },
  {
    python: 'VuerSession.add',
    async run({ join }) {
      const { client, session } = await join()
      session.add([Box({ key: 'a' }), Sphere({ key: 'b' })])
      await client.recv()
      expect(client.graph.toJSON().children).toMatchObject([{ key: 'a' }, { key: 'b' }])
      expect(() => session.add(Box({ key: 'a' }))).toThrow('the key "a" is taken')
    },
  },
  {
    python: 'parentKey',
    async run() {
      const { session } = opened()
      session.add(Group({ key: 'table' }))
      session.add([Box({ key: 'cup' }), Box({ key: 'plate' })], { to: 'table' })
      expect(session.graph.get('table')?.children).toEqual(['cup', 'plate'])
      expect(() => session.add(Box({ key: 'x' }), { to: 'nowhere' })).toThrow('no node has the key "nowhere"')
    },
  },
  {
    python: 'to',
    async run() {
      const { session } = opened()
      session.add(Group({ key: 'table' }))
      session.upsert(Box({ key: 'cup' }), { to: 'table' })
      session.add(Box({ key: 'floor' }), { to: 'bgChildren' })
      expect(session.graph.get('cup')?.parent).toBe('table')
      expect(session.graph.get('floor')).toMatchObject({ parent: null, slot: 'bgChildren' })
    },
  },
  {
    python: 'VuerSession.upsert',
    async run({ join }) {
      const { client, session } = await join()
      session.upsert(Box({ key: 'box', color: 'red' }))
      session.upsert(Box({ key: 'box', position: [0, 1, 0] }))
      await client.recv()
      await client.recv()
      expect(client.graph.toJSON().children).toEqual([{ tag: 'Box', key: 'box', color: 'red', position: [0, 1, 0] }])
    },
  },
  {
    python: 'VuerSession.remove',
    async run({ join }) {
      const { client, session } = await join()
      session.set(Scene({}, Box({ key: 'a' }), Box({ key: 'b' }), Group({ key: 'c' }, Box({ key: 'd' }))))
      session.remove('a')
      session.remove(['b', 'd'])
      for (let count = 0; count < 3; count++) await client.recv()
      expect(client.graph.toJSON().children, 'an empty group stays').toEqual([{ tag: 'VuerGroup', key: 'c' }])
    },
  },
  {
    python: 'At',
    async run() {
      const { session } = opened()
      const operations = [session.set, session.add, session.update, session.upsert, session.remove]
      expect(operations.map((operation) => typeof operation)).toEqual(operations.map(() => 'function'))
      expect(session.upsert(Box({ key: 'box' })), 'there is nothing to await').toBeUndefined()
    },
  },
  {
    python: '@',
    async run({ join }) {
      const { client, session } = await join()
      session.set(Scene({}))
      session.add(Group({ key: 'group' }))
      session.upsert([Box({ key: 'box' })], { to: 'group' })
      session.update({ key: 'box', color: 'red' })
      session.remove('box')
      const received: string[] = []
      for await (const { etype } of client) {
        received.push(etype)
        if (etype === 'REMOVE') break
      }
      expect(received, 'in the order of the calls').toEqual(['SET', 'ADD', 'ADD', 'UPDATE', 'REMOVE'])
    },
  },
  {
    python: 'VuerSession.popleft',
    async run() {
      const client = opened()
      client.session.clear()
      for (const value of [1, 2]) client.send({ etype: 'NOTE', value })
      expect([client.session.popleft()?.value, client.session.popleft()?.value]).toEqual([1, 2])
      expect(client.session.popleft(), 'no error where there is none').toBeUndefined()
    },
  },
  {
    python: 'VuerSession.pop',
    async run() {
      const client = opened()
      client.session.clear()
      for (const value of [1, 2]) client.send({ etype: 'NOTE', value })
      expect([client.session.pop()?.value, client.session.pop()?.value]).toEqual([2, 1])
      expect(client.session.pop()).toBeUndefined()
    },
  },
  {
    python: 'VuerSession.clear',
    async run() {
      const client = opened()
      client.send({ etype: 'NOTE', value: 1 })
      client.session.clear()
      expect(client.session.popleft()).toBeUndefined()
    },
  },
  {
    python: 'VuerSession.stream',
    async run() {
      const client = opened()
      client.session.clear()
      for (const value of [1, 2, 3]) client.send({ etype: 'NOTE', value })
      const values: unknown[] = []
      for (const { value } of client.session.stream()) values.push(value)
      expect(values).toEqual([1, 2, 3])
      expect([...client.session.stream()], 'each is taken once').toEqual([])
    },
  },
]
