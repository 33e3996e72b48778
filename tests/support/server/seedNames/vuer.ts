import { expect, onTestFinished, vi } from 'vitest'
import { Box, Frame, Op, Scene, silentLogger, Vuer, VuerClient, type VuerSession } from 'vuer-xr'
import { rawOverTls } from '../plainServer.ts'
import type { SeedName, Stage } from './SeedName.ts'

/** A server that is not started, and does not outlive its test. */
function unstarted({ certsFolder }: Stage): Vuer {
  const app = new Vuer({ port: 0, banner: false, logger: silentLogger, certsFolder })
  onTestFinished(() => app.close())
  return app
}

/** Vuer itself, and what it runs for each client. */
export const vuerNames: readonly SeedName[] = [
  {
    python: 'Vuer',
    async run(stage) {
      const app = unstarted(stage)
      app.spawn((session) => session.set(Scene({}, Box({ key: 'box' }))))
      await app.start()
      const { client } = await stage.join(app)
      expect(await client.recv()).toMatchObject({ etype: 'SET', data: { children: [{ key: 'box' }] } })
      await app.close()
      expect(app.address).toBeUndefined()
    },
  },
  {
    python: 'PrefixProto',
    async run({ start, join }) {
      vi.stubEnv('VUER_QUEUE_LEN', '1')
      onTestFinished(() => void vi.unstubAllEnvs())
      const { app } = await start()
      const { client, session } = await join(app)
      const last = session.till('B')
      for (const etype of ['A', 'B']) client.send({ etype, value: null })
      await last
      expect([...session.stream()].map(({ etype }) => etype)).toEqual(['B'])
    },
  },
  {
    python: 'Server',
    async run({ start }) {
      const { port } = await start({}, (app) => app.addRoute('/status', () => ({ ready: true })))
      expect(await rawOverTls(port, 'GET', '/status')).toMatchObject({ status: 200, body: '{"ready":true}' })
    },
  },
  {
    python: 'Vuer.bind',
    async run({ start, join }) {
      const heard: (string | undefined)[] = []
      const { app } = await start({}, (server) =>
        server.bind(async function* () {
          heard.push((yield Op.set(Scene({}, Box({ key: 'box' }))))?.etype)
          heard.push((yield Frame(Op.update({ key: 'box', position: [0, 1, 0] }), { fps: 200 }))?.etype)
          for (;;) heard.push((yield)?.etype)
        }),
      )
      const { client } = await join(app)
      client.send({ etype: 'NOTE', value: null })
      await expect.poll(() => client.graph.get('box')?.props.position).toEqual([0, 1, 0])
      await expect.poll(() => heard).toContain('NOTE')
    },
  },
  {
    python: 'Page',
    async run({ start, join }) {
      const page = Scene({ up: [0, 0, 1] }, Box({ key: 'box' }))
      const { app } = await start({}, (server) =>
        server.bind(function* () {
          yield Op.set(page)
        }),
      )
      expect(await (await join(app)).client.recv()).toMatchObject({ etype: 'SET', data: page })
    },
  },
  {
    python: 'Vuer.spawn',
    async run({ start, join }) {
      const opened: VuerSession[] = []
      const { app } = await start({}, (server) => server.spawn(async (session) => void opened.push(session)))
      const [first, second] = [await join(app), await join(app)]
      expect(opened).toEqual([first.session, second.session])
      expect(first.session.connected, 'a handler that returns does not end its session').toBe(true)
    },
  },
  {
    python: '@app.spawn',
    async run({ start, join }) {
      const ran: string[] = []
      const { app } = await start({}, (server) => {
        server.spawn(() => ran.push('first'))
        server.spawn(() => ran.push('second'))
        const remove = server.spawn(() => ran.push('removed'))
        remove()
      })
      await join(app)
      expect(ran, 'every handler that fits').toEqual(['first', 'second'])
    },
  },
  {
    python: 'fn',
    async run({ start, join }) {
      async function main(session: VuerSession) {
        session.upsert(Box({ key: 'box' }))
        await session.forever()
      }
      const { app } = await start({}, (server) => server.spawn(main))
      expect((await join(app)).session.graph.has('box')).toBe(true)
    },
  },
  {
    python: 'start',
    async run(stage) {
      const spawned = unstarted(stage)
      spawned.spawn((session) => session.upsert(Box({ key: 'box' })), { start: true })
      const bound = unstarted(stage)
      bound.bind(
        function* () {
          yield Op.upsert(Box({ key: 'box' }))
        },
        { start: true },
      )
      for (const app of [spawned, bound]) {
        await expect.poll(() => app.address).toBeDefined()
        expect(await (await stage.join(app)).client.recv()).toMatchObject({ etype: 'ADD' })
      }
    },
  },
  {
    python: 'Vuer.bound_fn',
    async run({ start, join }) {
      const heard: string[] = []
      const { app } = await start({}, (server) => server.addHandler('NOTE', ({ etype }) => heard.push(etype)))
      const { client } = await join(app)
      client.send({ etype: 'NOTE', value: null })
      await expect.poll(() => heard, { message: 'handlers run where nothing was spawned' }).toEqual(['NOTE'])
    },
  },
  {
    python: 'session_proxy',
    async run({ start, join }) {
      const given: VuerSession[] = []
      const { app } = await start({}, (server) =>
        server.bind(function* (session) {
          given.push(session)
          yield Op.upsert(Box({ key: 'box' }))
        }),
      )
      expect([(await join(app)).session]).toEqual(given)
    },
  },
  {
    python: 'Vuer.spawn_task',
    async run({ start }) {
      const server = await start()
      let ticks = 0
      const task = server.app.spawnTask(async (signal) => {
        for (; !signal.aborted; ticks++) await new Promise((resolve) => setImmediate(resolve))
      })
      await expect.poll(() => ticks).toBeGreaterThan(2)
      await server.app.close()
      await task.done
      expect(server.app.address).toBeUndefined()
    },
  },
  {
    python: 'task',
    async run({ join }) {
      const { session } = await join()
      let count = 0
      const countToThree = async () => {
        while (count < 3) count += 1
      }
      await session.spawnTask(countToThree, 'count to three').done
      expect(count).toBe(3)
    },
  },
  {
    python: 'Vuer.get_url',
    async run({ app }) {
      expect(app.getUrl()).toMatch(/^https:\/\/[^/]+:\d+\/\?token=/)
      expect(app.getUrl('viewer')).not.toBe(app.getUrl())
    },
  },
  {
    python: 'Vuer.run',
    async run(stage) {
      const app = unstarted(stage)
      const ran = app.run()
      await expect.poll(() => app.address).toBeDefined()
      await app.close()
      await expect(ran).resolves.toBeUndefined()
    },
  },
  {
    python: 'kill',
    async run({ certsFolder, port, app: first }) {
      const app = new Vuer({ port, banner: false, logger: silentLogger, certsFolder })
      onTestFinished(() => app.close())
      await expect(app.run()).rejects.toMatchObject({ code: 'PORT_TAKEN' })
      const ran = app.run(true)
      await expect.poll(() => app.address?.port).toBeGreaterThan(port)
      expect(first.address?.port, 'nobody is ended for it').toBe(port)
      await app.close()
      await ran
    },
  },
  {
    python: 'args',
    async run() {
      expect(() => new Vuer({ prot: 8013 } as object)).toThrow('prot: there is no such option; is "port" meant?')
    },
  },
  {
    python: 'kwargs',
    async run({ join }) {
      const { session } = await join()
      await expect(session.grabRender({ quality: 2 })).rejects.toThrow('quality: expected a number from 0 to 1')
      expect(() => new VuerClient({ url: 'ftp://robot' })).toThrow('url: expected')
    },
  },
]
