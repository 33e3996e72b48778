import { expect, onTestFinished } from 'vitest'
import type { ClientEvent, VuerSession } from 'vuer-xr'
import type { SeedName } from './SeedName.ts'

/** Methods of Vuer that hear clients, and what they hear. */
export const eventNames: readonly SeedName[] = [
  {
    python: 'Vuer.downlink',
    async run({ join }) {
      const { client, session } = await join()
      const events = session[Symbol.asyncIterator]()
      client.send({ etype: 'ON_CLICK', value: { key: 'box' } })
      client.send({ etype: 'NOTE', value: 1 })
      const heard: string[] = []
      for await (const { etype } of events) {
        heard.push(etype)
        if (etype === 'NOTE') break
      }
      expect(heard).toEqual(['ON_CLICK', 'NOTE'])
    },
  },
  {
    python: 'Vuer.add_handler',
    async run({ app, join }) {
      const heard: unknown[] = []
      const remove = app.addHandler('NOTE', ({ value }, session) => void heard.push([session.id, value]))
      onTestFinished(remove)
      const { client, session } = await join()
      client.send({ etype: 'NOTE', value: 1 })
      await expect.poll(() => heard).toEqual([[session.id, 1]])
      remove()
      const last = session.till('NOTE')
      client.send({ etype: 'NOTE', value: 2 })
      await last
      expect(heard).toHaveLength(1)
    },
  },
  {
    python: '@app.add_handler',
    async run({ start, join }) {
      const heard: string[] = []
      const { app } = await start({}, (server) => {
        server.addHandler('NOTE', function synchronous() {
          heard.push('synchronous')
        })
        server.addHandler('NOTE', async function asynchronous() {
          heard.push('asynchronous')
        })
      })
      const { client } = await join(app)
      client.send({ etype: 'NOTE', value: null })
      await expect.poll(() => heard).toEqual(['synchronous', 'asynchronous'])
    },
  },
  {
    python: 'event_type',
    async run({ app, join }) {
      const heard: string[] = []
      onTestFinished(app.addHandler('MINE', ({ etype }) => void heard.push(etype)))
      const { client, session } = await join()
      const last = session.till('OTHER')
      for (const etype of ['MINE', 'OTHER']) client.send({ etype, value: null })
      await last
      expect(heard).toEqual(['MINE'])
    },
  },
  {
    python: 'once',
    async run({ app, join }) {
      const heard: unknown[] = []
      app.addHandler('NOTE', ({ value }) => void heard.push(value), { once: true })
      const { client, session } = await join()
      const last = session.till('END')
      for (const value of [1, 2]) client.send({ etype: 'NOTE', value })
      client.send({ etype: 'END', value: null })
      await last
      expect(heard).toEqual([1])
    },
  },
  {
    python: 'Vuer._ttl_handler',
    async run({ app, join }) {
      const heard: unknown[] = []
      app.addHandler('NOTE', ({ value }) => void heard.push(value), { ttlMs: 1 })
      const { client, session } = await join()
      await new Promise((resolve) => setTimeout(resolve, 2))
      const noted = session.till('NOTE')
      client.send({ etype: 'NOTE', value: 1 })
      await noted
      expect(heard).toEqual([])
    },
  },
  {
    python: 'cleanup',
    async run({ app, join }) {
      const heard: unknown[] = []
      const mine = new AbortController()
      app.addHandler('NOTE', ({ value }) => void heard.push(value), { signal: mine.signal })
      const { client, session } = await join()
      mine.abort()
      const noted = session.till('NOTE')
      client.send({ etype: 'NOTE', value: 1 })
      await noted
      expect(heard).toEqual([])
    },
  },
  {
    python: 'VuerProxy',
    async run({ app, join }) {
      const given: VuerSession[] = []
      onTestFinished(app.addHandler('NOTE', (_, session) => void given.push(session)))
      const { client, session } = await join()
      client.send({ etype: 'NOTE', value: null })
      await expect.poll(() => given).toEqual([session])
    },
  },
  {
    python: 'ClientEvent',
    async run({ join }) {
      const { client, session } = await join()
      const next = session.till('NOTE')
      client.send({ etype: 'NOTE', key: 'button', value: { n: 1 } })
      const event: ClientEvent = await next
      expect(event).toMatchObject({ etype: 'NOTE', key: 'button', value: { n: 1 } })
      expect(event.ageMs).toBeLessThan(5000)
    },
  },
  {
    python: 'event.etype',
    async run({ join }) {
      const { client, session } = await join()
      const last = session.till('B')
      session.clear()
      for (const etype of ['A', 'B']) client.send({ etype, value: null })
      await last
      expect([...session.stream()].map(({ etype }) => etype)).toEqual(['A', 'B'])
    },
  },
  {
    python: 'event.value',
    async run({ join }) {
      const { client, session } = await join()
      const next = session.till('NOTE')
      client.send({ etype: 'NOTE', value: { list: [1, 2.5], text: 'x', nothing: null } })
      expect((await next).value).toEqual({ list: [1, 2.5], text: 'x', nothing: null })
    },
  },
  {
    python: 'CAMERA_MOVE',
    async run({ app, join }) {
      const heights: (number | undefined)[] = []
      onTestFinished(app.addHandler('CAMERA_MOVE', ({ value }) => void heights.push(value.camera?.matrix?.[13])))
      const { client } = await join()
      const matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1.5, 3, 1]
      client.send({ etype: 'CAMERA_MOVE', key: 'defaultCamera', value: { camera: { matrix } } })
      await expect.poll(() => heights).toEqual([1.5])
    },
  },
]
