import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { silentLogger, type VuerOptions } from 'vuer-xr'
import { formatCheck } from '../../server/cli/doctor.ts'
import type { Check } from '../../server/doctor/Check.ts'
import type { DoctorEnvironment, PageAnswer, SocketAnswer } from '../../server/doctor/DoctorEnvironment.ts'
import { probePage, probePort, probeSocket } from '../../server/doctor/probes.ts'
import { realEnvironment } from '../../server/doctor/realEnvironment.ts'
import { runChecks } from '../../server/doctor/runChecks.ts'
import { VuerError } from '../../server/errors.ts'
import { resolveOptions } from '../../server/options.ts'
import { createAuthority } from '../../server/tls/authority.ts'
import { reportOf } from '../../server/tls/certificateReport.ts'
import { issueLeaf } from '../../server/tls/leaf.ts'
import { startServer } from '../support/server/socketClient.ts'
import { temporaryFolder } from '../support/server/temporaryFolder.ts'

const now = new Date()
const dayMs = 24 * 60 * 60 * 1000
const wifi = { address: '192.168.1.20', interfaceName: 'wlan0', isVirtual: false }
const docker = { address: '172.17.0.1', interfaceName: 'docker0', isVirtual: true }
const machine = { ipv4: ['192.168.1.20'], ipv6: [], hostName: 'robot' }
const authority = await createAuthority('robot', now)
const leaf = await issueLeaf(authority, machine, now)
const stranger = await issueLeaf(await createAuthority('elsewhere', now), machine, now)
const token = 'operator-secret'

const kept: Record<string, string> = {
  'certs/ca.pem': authority.cert,
  'certs/ca-key.pem': authority.key,
  'certs/cert.pem': leaf.cert,
  'certs/key.pem': leaf.key,
  'certs/token': `${token}\n`,
  'certs/viewer-token': 'viewer-secret\n',
  'client/index.html': '<title>page</title>',
}

interface World {
  environment?: Partial<DoctorEnvironment>
  options?: VuerOptions
  /** Files beside or in place of those of a healthy machine; null takes one away. */
  files?: Record<string, string | null>
  modes?: Record<string, number>
  page?: (url: string) => PageAnswer
  socket?: (url: string) => SocketAnswer
}

const answer = (body: string, status = 200, distrust: string | null = null): PageAnswer => ({
  kind: 'answer',
  status,
  body,
  distrust,
})
const hello: SocketAnswer = { kind: 'hello', version: '0.1.0' }
const refused: SocketAnswer = { kind: 'closed', code: 4401, reason: 'Token missing: open the whole address.' }
const withToken = (url: string) => new URL(url).searchParams.get('token') === token

/** A machine on which all is well, but for what is told. */
function worldOf({ environment, options, files, modes, page, socket }: World): DoctorEnvironment {
  const all: Record<string, string | null> = { ...kept, ...files }
  const read = async (path: string) => all[path] ?? null
  return {
    options: resolveOptions({ host: '0.0.0.0', clientRoot: 'client', logger: silentLogger, ...options }, {}),
    nodeVersion: '20.19.0',
    platform: 'linux',
    now,
    addresses: [wifi, { address: '127.0.0.1', interfaceName: 'lo', isVirtual: false }],
    hostName: 'robot',
    readFile: read,
    modeOf: async (path) => (typeof all[path] === 'string' ? (modes?.[path] ?? 0o600) : null),
    isFolder: async (path) => path === 'models',
    portState: async () => ({ kind: 'free' }),
    startServer: async (port) => ({
      port: port || 50_000,
      token: options?.token === false ? null : token,
      authority: authority.cert,
      async close() {},
    }),
    ask: async (url) => page?.(url) ?? answer(url.endsWith('/ca.crt') ? authority.cert : '<title>page</title>'),
    connect: async (url) =>
      socket?.(url) ?? (withToken(url) || url.includes('localhost') || options?.token === false ? hello : refused),
    ...environment,
  }
}

async function checksOf(world: World = {}): Promise<Check[]> {
  const checks = []
  for await (const check of runChecks(worldOf(world))) checks.push(check)
  return checks
}

const badOf = (checks: Check[]) => checks.filter(({ state }) => state === 'warning' || state === 'failed')

describe('a machine on which all is well', () => {
  test('has no warning, and names what was looked at', async () => {
    const checks = await checksOf()
    expect(badOf(checks)).toEqual([])
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'Node ok',
      'Clock ok',
      'Port ok',
      'Address ok',
      'Certificate ok',
      'Secrets ok',
      'Client ok',
      'localhost ok',
      '192.168.1.20 ok',
      'Firewall note',
    ])
    expect(checks.at(-2)?.sentence).toBe('Page, authority and socket answer, and nobody gets in without the token.')
  })

  test('each check is whole sentences, and says what to do unless it is ok', async () => {
    const worlds: World[] = [
      {},
      { environment: { portState: async () => ({ kind: 'taken', fingerprint256: null, isVuerXr: false }) } },
      { options: { token: false, staticRoot: ['gone', '.'], host: '127.0.0.1' } },
      { files: { 'certs/cert.pem': null, 'client/index.html': null } },
      { environment: { startServer: () => Promise.reject(new VuerError('FOLDER_UNUSABLE', '"certs" is full')) } },
    ]
    for (const world of worlds) {
      for (const check of await checksOf(world)) {
        expect(check.sentence).toMatch(/^\S.*\.$/)
        expect(check.remedy === undefined).toBe(check.state === 'ok')
        expect(formatCheck(check).split('\n')).toHaveLength(check.state === 'ok' ? 2 : 3)
      }
    }
  })

  test('before the first start nothing is missing', async () => {
    const files = Object.fromEntries(Object.keys(kept).map((path) => [path, path.startsWith('certs') ? null : 'page']))
    const checks = await checksOf({ files })
    expect(badOf(checks)).toEqual([])
    expect(checks.find(({ name }) => name === 'Certificate')?.sentence).toContain('the first start makes one')
  })

  test('the server that runs there is looked at, and none is started', async () => {
    const fingerprint256 = reportOf(leaf.cert, '').fingerprint256
    const checks = await checksOf({
      environment: {
        portState: async () => ({ kind: 'taken', fingerprint256, isVuerXr: true }),
        startServer: () => Promise.reject(new Error('a second one was started')),
      },
    })
    expect(badOf(checks)).toEqual([])
    expect(checks[2]?.sentence).toBe('Port 8012: your server runs there, and is looked at.')
  })
})

describe('every fault is found, and there is something to do about it', () => {
  const taken = (isVuerXr: boolean): Partial<DoctorEnvironment> => ({
    portState: async () => ({ kind: 'taken', fingerprint256: isVuerXr ? 'AB:CD' : null, isVuerXr }),
  })
  const lan = (url: string) => url.includes('192.168.1.20')

  test.each<[string, World, string, 'warning' | 'failed', RegExp, RegExp]>([
    ['an old Node', { environment: { nodeVersion: '20.18.3' } }, 'Node', 'failed', /20\.18\.3/, /Node 20\.19/],
    [
      'a clock that starts at 1970',
      { environment: { now: new Date(0) } },
      'Clock',
      'failed',
      /1970-01-01/,
      /Set the time.*cert renew/,
    ],
    ['a port of another program', { environment: taken(false) }, 'Port', 'failed', /another program/, /ss -ltnp/],
    [
      'the same on a Mac',
      { environment: { ...taken(false), platform: 'darwin' } },
      'Port',
      'failed',
      /another program/,
      /lsof -nP -iTCP:8012/,
    ],
    [
      'the same on Windows',
      { environment: { ...taken(false), platform: 'win32' } },
      'Port',
      'failed',
      /another program/,
      /Get-NetTCPConnection -LocalPort 8012/,
    ],
    [
      'the same with freePort',
      { environment: taken(false), options: { freePort: true } },
      'Port',
      'warning',
      /another program/,
      /--port/,
    ],
    ['a server with another certificate', { environment: taken(true) }, 'Port', 'failed', /vuer-xr server/, /flags/],
    [
      'a port that needs more rights',
      { environment: { portState: async () => ({ kind: 'forbidden' }) }, options: { port: 443 } },
      'Port',
      'failed',
      /Port 443 needs more rights/,
      /above 1023/,
    ],
    [
      'a host of another machine',
      { environment: { portState: async () => ({ kind: 'noSuchHost' }) }, options: { host: '10.9.9.9' } },
      'Port',
      'failed',
      /"10\.9\.9\.9" is no address/,
      /--host/,
    ],
    ['no network', { environment: { addresses: [] } }, 'Addresses', 'failed', /no network address/, /Wi-Fi/],
    ['loopback alone', { options: { host: '127.0.0.1' } }, 'Addresses', 'warning', /only this machine/, /0\.0\.0\.0/],
    [
      'virtual addresses alone',
      { environment: { addresses: [docker] } },
      'Addresses',
      'warning',
      /containers/,
      /network of the headset/,
    ],
    [
      'an address that no router gave',
      { environment: { addresses: [{ ...wifi, address: '169.254.3.4' }] } },
      'Address',
      'warning',
      /made up by this machine/,
      /router/,
    ],
    [
      'an expired certificate',
      { environment: { now: new Date(now.getTime() + 400 * dayMs) } },
      'Certificate',
      'warning',
      /has expired/,
      /Start the server again/,
    ],
    [
      'a certificate for other addresses',
      { environment: { addresses: [{ ...wifi, address: '192.168.1.77' }] } },
      'Certificate',
      'warning',
      /does not name 192\.168\.1\.77/,
      /warn once more/,
    ],
    [
      'a certificate without a name that was asked for',
      { files: { 'certs/names': 'robot.lab.example' } },
      'Certificate',
      'warning',
      /does not name robot\.lab\.example/,
      /Start the server again/,
    ],
    [
      'names that are none',
      { files: { 'certs/names': 'a b' } },
      'Certificate',
      'failed',
      /names" line 1/,
      /Mend the file.*names/,
    ],
    [
      'a certificate that does not belong to its key',
      { files: { 'certs/key.pem': authority.key } },
      'Certificate',
      'warning',
      /does not belong to its key/,
      /Start the server again/,
    ],
    [
      'a certificate of another authority',
      { files: { 'certs/cert.pem': stranger.cert, 'certs/key.pem': stranger.key } },
      'Certificate',
      'warning',
      /was not signed by the authority beside it/,
      /Start the server again/,
    ],
    [
      'a certificate that is gone',
      { files: { 'certs/cert.pem': null } },
      'Certificate',
      'warning',
      /is gone/,
      /Start the server again/,
    ],
    ['an authority that is damaged', { files: { 'certs/ca.pem': 'x' } }, 'Authority', 'warning', /damaged/, /install/],
    [
      'a token that others can read',
      { modes: { 'certs/token': 0o644 } },
      'Secrets',
      'warning',
      /certs\/token" can be read by other users/,
      /chmod 600 certs\/token/,
    ],
    [
      'a key that others can read',
      { modes: { 'certs/key.pem': 0o640 } },
      'Secrets',
      'warning',
      /key\.pem/,
      /chmod 600/,
    ],
    ['a token that is none', { files: { 'certs/token': 'short' } }, 'Token', 'failed', /not a token/, /Delete it/],
    [
      'a viewer’s token that is none',
      { files: { 'certs/viewer-token': 'two words' } },
      'Token',
      'failed',
      /viewer-token/,
      /Delete it/,
    ],
    ['no token', { options: { token: false } }, 'Token', 'warning', /everybody/, /without --no-token/],
    [
      'a client that is not built',
      { files: { 'client/index.html': null } },
      'Client',
      'failed',
      /index\.html/,
      /npm run/,
    ],
    [
      'a folder that is not there',
      { options: { staticRoot: 'gone' } },
      'Static files',
      'failed',
      /"gone"/,
      /static-root/,
    ],
    [
      'a folder that gives the keys away',
      { options: { staticRoot: 'models', certsFolder: 'models/certs' } },
      'Static files',
      'warning',
      /tokens and private keys/,
      /nothing but/,
    ],
    [
      'a server that cannot start',
      { environment: { startServer: () => Promise.reject(new VuerError('FOLDER_UNUSABLE', '"certs" is full')) } },
      'Server',
      'failed',
      /"certs" is full/,
      /run the doctor again/,
    ],
    [
      'a page that does not answer',
      { page: (url) => (lan(url) ? { kind: 'silence', reason: 'nothing listens there' } : answer(authority.cert)) },
      '192.168.1.20',
      'failed',
      /https:\/\/192\.168\.1\.20:8012\/ does not answer: nothing listens there/,
      /firewall/,
    ],
    ['a page that is an error', { page: () => answer('Broken.\n', 500) }, 'localhost', 'failed', /500: Broken/, /log/],
    ['a page that is not built', { page: () => answer('Not built.', 503) }, 'localhost', 'failed', /503/, /npm run/],
    [
      'a certificate that is not trusted there',
      { page: (url) => answer(authority.cert, 200, lan(url) ? 'it does not carry this name' : null) },
      '192.168.1.20',
      'warning',
      /not trusted for 192\.168\.1\.20: it does not carry this name/,
      /made anew/,
    ],
    [
      'an authority that cannot be downloaded',
      { page: (url) => (url.endsWith('/ca.crt') ? answer('There is no such file here.', 404) : answer('page')) },
      'localhost',
      'failed',
      /cannot be downloaded.*404/,
      /folder that holds its certificates/,
    ],
    [
      'another authority than the kept one',
      { page: () => answer('-----BEGIN CERTIFICATE-----') },
      '192.168.1.20',
      'failed',
      /another one/,
      /Start the server again/,
    ],
    [
      'a socket that does not open',
      { socket: (url) => (withToken(url) ? { kind: 'silence', reason: 'Unexpected server response: 502' } : refused) },
      '192.168.1.20',
      'failed',
      /does not open: Unexpected server response: 502/,
      /proxy/,
    ],
    ['a token that is refused', { socket: () => refused }, '192.168.1.20', 'failed', /4401: Token missing/, /token/],
    [
      'a page that may not connect',
      { socket: () => ({ kind: 'closed', code: 4403, reason: 'Host name not known' }) },
      '192.168.1.20',
      'failed',
      /4403: Host name not known/,
      /--known-hosts 192\.168\.1\.20/,
    ],
    ['a socket that opens without the token', { socket: () => hello }, '192.168.1.20', 'failed', /everybody/, /proxy/],
    [
      'a token that could not be tried',
      { socket: (url) => (withToken(url) ? hello : { kind: 'silence', reason: 'no HELLO came in time' }) },
      '192.168.1.20',
      'warning',
      /could not be seen: no HELLO came in time/,
      /again/,
    ],
    [
      'ufw',
      { files: { '/etc/ufw/ufw.conf': '# x\nENABLED=yes\n' } },
      'Firewall',
      'warning',
      /ufw/,
      /ufw allow 8012\/tcp/,
    ],
  ])('%s', async (_, world, name, state, sentence, remedy) => {
    const found = badOf(await checksOf(world)).filter((check) => check.name === name)
    expect(found).toContainEqual({
      name,
      state,
      sentence: expect.stringMatching(sentence),
      remedy: expect.stringMatching(remedy),
    })
  })

  test('your own certificate is judged by what the server would say of it', async () => {
    const folder = await temporaryFolder()
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    await writeFile(cert, leaf.cert)
    await writeFile(key, leaf.key)
    const options = { cert, key }
    const trial = { port: 8012, token, authority: null, async close() {} }
    const environment = { startServer: async () => trial }
    const fine = await checksOf({ options, environment })
    expect(badOf(fine)).toEqual([])
    expect(fine.at(-2)?.sentence).toBe('Page and socket answer, and nobody gets in without the token.')

    const elsewhere = { ...environment, addresses: [{ ...wifi, address: '192.168.1.77' }] }
    expect(badOf(await checksOf({ options, environment: elsewhere }))).toEqual([
      expect.objectContaining({ name: 'Certificate', sentence: expect.stringContaining('192.168.1.77') }),
    ])
    const untrusted = {
      options,
      environment,
      page: () => answer('page', 200, 'its issuer is not known to this machine'),
    }
    expect(badOf(await checksOf(untrusted)).map(({ remedy }) => remedy?.includes('docs/https.md'))).toEqual([
      true,
      true,
    ])

    await writeFile(key, authority.key)
    expect(badOf(await checksOf({ options, environment }))).toEqual([
      expect.objectContaining({ state: 'failed', sentence: expect.stringContaining('does not belong to cert') }),
    ])
  })
})

describe('what cannot be judged is a note', () => {
  const noteOf = async (world: World, name: string) =>
    (await checksOf(world)).find((check) => check.name === name && check.state === 'note')

  test('mutual TLS, where only a client with a certificate could try', async () => {
    const world = { options: { caCert: 'clients.pem' } }
    expect(await noteOf(world, 'Connections')).toMatchObject({ sentence: expect.stringContaining('were not tried') })
  })

  test('an address of a container beside a real one', async () => {
    const world = { environment: { addresses: [wifi, docker] } }
    expect(await noteOf(world, 'Address')).toMatchObject({ sentence: expect.stringContaining('172.17.0.1 on docker0') })
  })

  test.each([
    ['linux', 'firewall-cmd --add-port=9000/tcp'],
    ['darwin', 'System Settings'],
    ['win32', 'New-NetFirewallRule'],
    ['freebsd', 'ufw allow'],
  ] as const)('the firewall of %s', async (platform, remedy) => {
    const note = await noteOf({ environment: { platform }, options: { port: 9000 } }, 'Firewall')
    expect(note?.remedy).toContain(remedy)
  })

  test('a port that is not known yet', async () => {
    expect((await noteOf({ options: { port: 0 } }, 'Firewall'))?.remedy).toContain('ufw allow PORT/tcp')
  })

  test('permissions count nothing on Windows', async () => {
    const world: World = { environment: { platform: 'win32' }, modes: { 'certs/token': 0o666, 'certs/key.pem': 0o666 } }
    expect(badOf(await checksOf(world))).toEqual([])
  })
})

test('a server of the doctor’s own is closed again, whatever happens', async () => {
  let closed = 0
  const close = async () => {
    closed += 1
  }
  const trial = { port: 8012, token, authority: authority.cert, close }
  const broken = { startServer: async () => trial, ask: () => Promise.reject(new TypeError('a mistake')) }
  await expect(checksOf({ environment: broken })).rejects.toThrow('a mistake')
  await checksOf({ environment: { startServer: async () => trial } })
  expect(closed).toBe(2)
})

describe('probes', () => {
  test('a page is asked for, and its certificate judged by the authority', async () => {
    await using server = await startServer({ host: '127.0.0.1' })
    const url = `https://127.0.0.1:${server.port}/ca.crt`
    const own = await probePage(url, null)
    if (own.kind !== 'answer') throw new Error(own.reason)
    expect(own).toMatchObject({ status: 200, distrust: 'its issuer is not known to this machine' })
    expect(await probePage(url, own.body)).toEqual({ ...own, distrust: null })
    expect(await probePage(url, authority.cert)).toMatchObject({ distrust: expect.any(String) })
  })

  test('a socket says HELLO, or why it was closed', async () => {
    await using server = await startServer({ host: '127.0.0.1', token }, (app) => app.spawn(() => {}))
    expect(await probeSocket(server.url)).toMatchObject({ kind: 'hello' })
    const far = { 'X-Forwarded-For': '192.0.2.7' }
    expect(await probeSocket(server.url, far)).toMatchObject({ kind: 'closed', code: 4401 })
    expect(await probeSocket(`${server.url}?token=${token}`, far)).toMatchObject({ kind: 'hello' })
  })

  test('a port is free, ours, or of a program that says nothing of the kind', async () => {
    const silent = createServer((socket) => socket.end('SSH-2.0\r\n'))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void silent.close())
    const { port } = silent.address() as { port: number }
    expect(await probePort('127.0.0.1', port)).toEqual({ kind: 'taken', fingerprint256: null, isVuerXr: false })
    expect(await probePage(`https://127.0.0.1:${port}/`, null)).toMatchObject({ kind: 'silence' })
    expect(await probeSocket(`wss://127.0.0.1:${port}/socket`)).toMatchObject({ kind: 'silence' })

    await using server = await startServer({ host: '127.0.0.1' })
    const fingerprint256 = server.app.address?.fingerprint256
    expect(await probePort('127.0.0.1', server.port)).toEqual({ kind: 'taken', fingerprint256, isVuerXr: true })
    expect(await probePort('127.0.0.1', 0)).toEqual({ kind: 'free' })
    expect(await probePort('192.0.2.1', 0)).toEqual({ kind: 'noSuchHost' })
  })

  test('where nothing listens, that is the reason', async () => {
    const server = await startServer({ host: '127.0.0.1' })
    await server[Symbol.asyncDispose]()
    const reason = 'nothing listens there'
    expect(await probePage(`https://127.0.0.1:${server.port}/`, null)).toEqual({ kind: 'silence', reason })
    expect(await probeSocket(server.url)).toEqual({ kind: 'silence', reason })
  })
})

test('on a real server of its own, reached by loopback alone, all is well', async () => {
  const certsFolder = join(await temporaryFolder(), 'certs')
  const clientRoot = await temporaryFolder()
  await writeFile(join(clientRoot, 'index.html'), '<title>page</title>')
  const options = resolveOptions({ host: '127.0.0.1', port: 0, certsFolder, clientRoot, logger: silentLogger }, {})
  const checks = []
  for await (const check of runChecks(realEnvironment(options))) checks.push(check)
  expect(badOf(checks).map(({ name }) => name)).toEqual(['Addresses'])
  expect(checks).toContainEqual({ name: '127.0.0.1', state: 'ok', sentence: 'Page, authority and socket answer.' })
})
