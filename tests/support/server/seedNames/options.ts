import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { silentLogger, Vuer } from 'vuer-xr'
import { resolveOptions } from '../../../../server/options.ts'
import { createAuthority } from '../../../../server/tls/authority.ts'
import { generateKeyPair, privateKeyPem } from '../../../../server/tls/keyPair.ts'
import { issueClientCertificate } from '../clientCertificate.ts'
import { rawOverTls } from '../plainServer.ts'
import { SocketClient } from '../socketClient.ts'
import { temporaryFolder } from '../temporaryFolder.ts'
import type { SeedName } from './SeedName.ts'

/** Vuer's options. */
export const optionNames: readonly SeedName[] = [
  {
    python: 'Vuer.name',
    async run({ start }) {
      const said: string[] = []
      const logger = { ...silentLogger, info: (message: string) => void said.push(message) }
      await start({ name: 'Robot arm', banner: true, logger })
      expect(said[0]).toMatch(/^Robot arm is ready\./)
    },
  },
  {
    python: 'Vuer.domain',
    async run({ start }) {
      const { app, url } = await start({ domain: 'https://viewer.lab.example' })
      expect(app.address?.urls.hosted).toMatch(/^https:\/\/viewer\.lab\.example\/\?ws=wss%3A%2F%2F/)
      const page = await new SocketClient(url, { headers: { Origin: 'https://viewer.lab.example' } }).init()
      expect(await page.until('HELLO')).toMatchObject({ etype: 'HELLO' })
      page.close()
    },
  },
  {
    python: 'Vuer.host',
    async run({ start, join: connect }) {
      const { app } = await start({ host: '127.0.0.1' })
      expect(app.address).toMatchObject({ host: '127.0.0.1', urls: { lan: [] } })
      expect((await connect(app)).client.connected).toBe(true)
    },
  },
  {
    python: 'Vuer.port',
    async run({ start, join: connect }) {
      expect(resolveOptions({}, {}).port).toBe(8012)
      const first = await start({ port: 0 })
      await first.app.close()
      const second = await start({ port: first.port })
      expect(second.app.address?.port).toBe(first.port)
      expect((await connect(second.app)).client.connected).toBe(true)
    },
  },
  {
    python: 'Vuer.free_port',
    async run({ start, join: connect, app: first, port }) {
      const second = await start({ port, freePort: true })
      expect(second.port).not.toBe(port)
      expect((await connect(second.app)).client.connected).toBe(true)
      expect((await connect(first)).client.connected, 'who has the port keeps it').toBe(true)
    },
  },
  {
    python: 'Vuer.static_root',
    async run({ start, port }) {
      const folder = await temporaryFolder()
      await writeFile(join(folder, 'robot.urdf'), '<robot/>')
      const server = await start({ staticRoot: folder })
      for (const path of ['/static/robot.urdf', '/workspace/robot.urdf']) {
        expect(await rawOverTls(server.port, 'GET', path)).toMatchObject({ status: 200, body: '<robot/>' })
      }
      expect(await rawOverTls(port, 'GET', '/static/package.json'), 'nothing by default').toMatchObject({ status: 404 })
    },
  },
  {
    python: 'Vuer.queue_len',
    async run({ start, join: connect }) {
      const { app } = await start({ queueLen: 2 })
      const { client, session } = await connect(app)
      const last = session.till('C')
      for (const etype of ['A', 'B', 'C']) client.send({ etype, value: null })
      await last
      expect([...session.stream()].map(({ etype }) => etype)).toEqual(['B', 'C'])
    },
  },
  {
    python: 'Vuer.cors',
    async run({ start }) {
      const folder = await temporaryFolder()
      await writeFile(join(folder, 'robot.urdf'), '<robot/>')
      const { port } = await start({ staticRoot: folder, cors: 'https://lab.example' })
      const ask = (origin: string) => rawOverTls(port, 'GET', '/static/robot.urdf', [`Origin: ${origin}`])
      const answer = await ask('https://lab.example')
      expect([answer.status, answer.header('Access-Control-Allow-Origin')]).toEqual([200, 'https://lab.example'])
      expect(await ask('https://other.example')).toMatchObject({ status: 403 })
    },
  },
  {
    python: 'Vuer.queries',
    async run({ start }) {
      const { app } = await start({ queries: { scene: 'left arm', debug: true } })
      const { searchParams } = new URL(app.address!.urls.loopback!)
      expect([searchParams.get('scene'), searchParams.get('debug')]).toEqual(['left arm', 'true'])
      expect(new URL(app.getUrl()).searchParams.get('scene')).toBe('left arm')
    },
  },
  {
    python: 'reconnect',
    async run({ start, join: connect }) {
      const { app } = await start({ queries: { reconnect: true } })
      expect(new URL(app.getUrl()).searchParams.get('reconnect')).toBe('true')
      const { client, session } = await connect(app)
      const back = session.till('resumed')
      client.cut()
      expect((await back).value).toMatchObject({ lostEvents: 0 })
    },
  },
  {
    python: 'collapseMenu',
    async run({ start }) {
      const { app } = await start({ queries: { collapseMenu: true } })
      expect(new URL(app.getUrl()).searchParams.get('collapseMenu')).toBe('true')
    },
  },
  {
    python: 'Vuer.cert',
    async run({ start, app: other, certsFolder }) {
      const files = { cert: join(certsFolder, 'cert.pem'), key: join(certsFolder, 'key.pem') }
      const { app } = await start({ ...files, certsFolder: await temporaryFolder() })
      expect(app.address?.fingerprint256).toBe(other.address?.fingerprint256)
    },
  },
  {
    python: 'Vuer.key',
    async run({ certsFolder }) {
      const key = join(await temporaryFolder(), 'other-key.pem')
      await writeFile(key, privateKeyPem((await generateKeyPair()).privateKey))
      const app = new Vuer({ port: 0, banner: false, certsFolder, cert: join(certsFolder, 'cert.pem'), key })
      await expect(app.start(), 'a key that is not the certificate’s').rejects.toThrow('other-key.pem')
    },
  },
  {
    python: 'Vuer.ca_cert',
    async run({ start, join: connect }) {
      const authority = await createAuthority('clients', new Date())
      const caCert = join(await temporaryFolder(), 'clients.pem')
      await writeFile(caCert, authority.cert)
      const { app } = await start({ caCert })
      await expect(connect(app)).rejects.toMatchObject({ code: 'CANNOT_CONNECT' })
      const { client } = await connect(app, await issueClientCertificate(authority, 'headset-1'))
      expect(client.connected).toBe(true)
    },
  },
  {
    python: 'Vuer.client_root',
    async run({ start }) {
      const clientRoot = await temporaryFolder()
      await writeFile(join(clientRoot, 'index.html'), '<title>My viewer</title>')
      const { port } = await start({ clientRoot })
      expect(await rawOverTls(port, 'GET', '/')).toMatchObject({ status: 200, body: '<title>My viewer</title>' })
    },
  },
  {
    python: 'Vuer.device',
    async run({ start, join: connect }) {
      const { app } = await start({ device: 'cuda' })
      expect((await connect(app)).client.connected).toBe(true)
    },
  },
  {
    python: 'Vuer.WEBSOCKET_MAX_SIZE',
    async run({ start }) {
      expect(resolveOptions({}, {}).websocketMaxSize).toBe(268_435_456)
      const { url } = await start({ websocketMaxSize: 10_000 })
      const client = await new SocketClient(url).init()
      client.socket.send(new Uint8Array(10_001))
      expect((await client.closed).code).toBe(1009)
    },
  },
]
