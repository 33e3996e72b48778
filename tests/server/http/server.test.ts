import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Logger, silentLogger, Vuer } from 'vuer-xr'
import { FAR, rawOverTls as raw } from '../../support/server/plainServer.ts'
import { SocketClient, startServer } from '../../support/server/socketClient.ts'
import { temporaryFolder } from '../../support/server/temporaryFolder.ts'

const clients: SocketClient[] = []
const far = { 'X-Forwarded-For': '192.0.2.7' }
const connect = (url: string, headers: Record<string, string> = far) => {
  const client = new SocketClient(url, { headers })
  clients.push(client)
  return client
}
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})
const tokenIn = (url: string) => new URL(url).searchParams.get('token') ?? ''

describe('a page that is opened with the token', () => {
  test('gets a cookie, with which files and the socket open without it', async () => {
    await using server = await startServer({}, (app) => app.spawn(() => {}))
    server.app.link('x', 'data')
    const page = await raw(server.port, 'GET', `/?token=${tokenIn(server.app.getUrl())}`, [FAR])
    const cookie = page.header('Set-Cookie')?.split(';')[0] ?? ''
    expect(cookie).toMatch(new RegExp(`^vuer-xr-${server.port}=`))
    expect((await raw(server.port, 'GET', '/static/x', [FAR])).status).toBe(401)
    expect((await raw(server.port, 'GET', '/static/x', [FAR, `Cookie: ${cookie}`])).body).toBe('data')
    const client = await connect(server.url, { ...far, Cookie: cookie }).init()
    await client.until('HELLO')
    const foreign = connect(server.url, { ...far, Cookie: cookie, Origin: 'https://evil.example' })
    expect((await foreign.closed).code).toBe(4403)
  })
})

describe('getUrl', () => {
  test('has the token of the role, and needs a started server', async () => {
    await using server = await startServer()
    const [operator, viewer] = [server.app.getUrl(), server.app.getUrl('viewer')]
    expect(tokenIn(operator)).toBe((await readFile(join(server.folder, 'token'), 'utf8')).trim())
    expect(tokenIn(viewer)).toBe((await readFile(join(server.folder, 'viewer-token'), 'utf8')).trim())
    const { lan, loopback } = server.app.address!.urls
    expect(operator).toBe(lan[0] ?? loopback)
    const stopped = new Vuer({ banner: false, logger: silentLogger })
    expect(() => stopped.getUrl()).toThrow(expect.objectContaining({ code: 'NOT_STARTED' }))
  })

  test('of a server for this machine only is this machine’s', async () => {
    await using server = await startServer({ host: '127.0.0.1', viewerToken: 'viewer-token' })
    expect(server.app.getUrl('viewer')).toBe(`https://127.0.0.1:${server.port}/?token=viewer-token`)
  })

  test('has no token where none is asked for, and refuses an address for viewers without one', async () => {
    await using server = await startServer({ host: '127.0.0.1', token: false, viewerToken: false })
    expect(server.app.getUrl()).toBe(`https://127.0.0.1:${server.port}/`)
    expect(() => server.app.getUrl('viewer')).toThrow(expect.objectContaining({ code: 'TOKEN_SWITCHED_OFF' }))
  })
})

describe('a token that is withdrawn', () => {
  test('by renewToken ends the sessions that it let in, and no others', async () => {
    await using server = await startServer({}, (app) => app.spawn(() => {}))
    const old = tokenIn(server.app.getUrl())
    const [operator, viewer, local, stranger] = [
      connect(`${server.url}?token=${old}`),
      connect(`${server.url}?token=${tokenIn(server.app.getUrl('viewer'))}`),
      connect(server.url, {}),
      connect(`${server.url}?token=${old}`),
    ]
    await Promise.all([operator, viewer, local].map(async (client) => (await client.init()).until('HELLO')))
    await stranger.open() // has not introduced itself

    const renewed = await server.app.renewToken('operator')
    const closed = { code: 4401, reason: 'this token was withdrawn; open the address that the server prints now' }
    expect(await operator.closed).toEqual(closed)
    expect(await stranger.closed).toEqual(closed)
    for (const client of [viewer, local]) {
      client.send({ etype: 'HEARTBEAT', value: { clientSent: 1 } })
      await client.until('HEARTBEAT')
    }
    expect(tokenIn(server.app.getUrl())).toBe(renewed)
    expect(tokenIn(server.app.address!.urls.loopback!)).toBe(renewed)
    expect((await connect(`${server.url}?token=${old}`).closed).code).toBe(4401)
    expect((await raw(server.port, 'GET', `/static/x?token=${old}`, [FAR])).status).toBe(401)
    expect((await raw(server.port, 'GET', `/static/x?token=${renewed}`, [FAR])).status).toBe(404)
    await (await connect(`${server.url}?token=${renewed}`).init()).until('HELLO')
  })

  test('in its file ends them as well', async () => {
    await using server = await startServer({}, (app) => app.spawn(() => {}))
    const client = await connect(`${server.url}?token=${tokenIn(server.app.getUrl('viewer'))}`).init()
    await client.until('HELLO')
    await writeFile(join(server.folder, 'new'), 'written-by-hand')
    await rename(join(server.folder, 'new'), join(server.folder, 'viewer-token'))
    expect((await client.closed).code).toBe(4401)
    expect(tokenIn(server.app.getUrl('viewer'))).toBe('written-by-hand')
  })

  test('cannot be renewed before the start, or when the role has none', async () => {
    await using server = await startServer({ viewerToken: false })
    await expect(server.app.renewToken('viewer')).rejects.toMatchObject({ code: 'TOKEN_SWITCHED_OFF' })
    const stopped = new Vuer({ banner: false, logger: silentLogger })
    await expect(stopped.renewToken('operator')).rejects.toMatchObject({ code: 'NOT_STARTED' })
  })
})

describe('over TLS', () => {
  test('files, links and routes are served, and outlive a stop and another start', async () => {
    const root = await temporaryFolder()
    await writeFile(join(root, 'arm.urdf'), '<robot/>')
    await using server = await startServer({ staticRoot: root })
    server.app.link('state', () => ({ fine: true }))
    const remove = server.app.addRoute('/status', () => '<h1>Fine</h1>')
    const bodies = async (port: number) =>
      Promise.all(
        ['/static/arm.urdf', '/workspace/state', '/status'].map(async (path) => (await raw(port, 'GET', path)).body),
      )
    expect(await bodies(server.port)).toEqual(['<robot/>', '{"fine":true}', '<h1>Fine</h1>'])
    await server.app.close()
    const { port } = await server.app.start()
    expect(await bodies(port)).toEqual(['<robot/>', '{"fine":true}', '<h1>Fine</h1>'])
    remove()
    expect((await raw(port, 'GET', '/status')).body).not.toContain('Fine')
  })

  test('the folder of keys and tokens is hidden in a root that contains it', async () => {
    const root = await temporaryFolder()
    const certsFolder = join(root, 'certs')
    await mkdir(certsFolder)
    await symlink(certsFolder, join(root, 'innocent'))
    await using server = await startServer({ staticRoot: root, certsFolder })
    for (const name of ['key.pem', 'ca-key.pem', 'token', 'viewer-token', 'ca.pem']) {
      expect((await readFile(join(certsFolder, name))).length).toBeGreaterThan(0)
      for (const folder of ['certs', 'innocent']) {
        expect((await raw(server.port, 'GET', `/static/${folder}/${name}`)).status).toBe(404)
      }
    }
  })

  test('a message for a session that does not exist is not relayed', async () => {
    await using server = await startServer()
    const body = Uint8Array.of(0x81, 0xa5, ...Buffer.from('etype'), 0xa1, 0x78)
    expect((await raw(server.port, 'POST', '/relay?sid=nobody', [], body)).status).toBe(404)
  })

  test('a wrong root is refused before anything listens or is written', async () => {
    const folder = await temporaryFolder()
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const certsFolder = join(folder, 'certs')
    const app = new Vuer({
      port: (taken.address() as { port: number }).port,
      host: '127.0.0.1',
      certsFolder,
      staticRoot: join(folder, 'nowhere'),
      logger: silentLogger,
    })
    await expect(app.start()).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('nowhere'),
    })
    await expect(readFile(join(certsFolder, 'token'))).rejects.toMatchObject({ code: 'ENOENT' })
    await new Promise((resolve) => taken.close(resolve))
  })

  test('no refusal of a socket writes its token into a log', async () => {
    const lines: string[] = []
    const log = (message: string, details?: unknown) => void lines.push(message, String(details))
    const logger: Logger = { debug: log, info: log, warn: log, error: log }
    await using server = await startServer({ logger })
    await connect(`${server.url}?token=a-guessed-secret`).closed
    expect(lines.join()).toContain('was refused')
    expect(lines.join()).not.toContain('a-guessed-secret')
  })
})

test('a server whose folder of tokens goes while it runs stays up, and lets nobody in from afar', async () => {
  await using server = await startServer({}, (app) => app.spawn(() => {}))
  const old = tokenIn(server.app.getUrl())
  const client = await connect(`${server.url}?token=${old}`).init()
  await client.until('HELLO')
  await rm(server.folder, { recursive: true })
  expect((await client.closed).code).toBe(4401)
  expect((await connect(`${server.url}?token=${old}`).closed).code).toBe(4401)
  await (await connect(server.url, {}).init()).until('HELLO')
})
