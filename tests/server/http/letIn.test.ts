import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TokenPair } from '../../../server/auth/TokenPair.ts'
import { Published } from '../../../server/http/Published.ts'
import { type Logger, silentLogger } from '../../../server/logger.ts'
import { FAR, OPERATOR, raw, serve, VIEWER } from '../../support/server/plainServer.ts'
import { temporaryFolder } from '../../support/server/temporaryFolder.ts'

/** A server with the client's page, a file, a link and a route. */
async function everything(options: Parameters<typeof serve>[0] = {}) {
  const root = await temporaryFolder()
  for (const name of ['index.html', 'a.txt']) await writeFile(join(root, name), name)
  const { links, routes } = new Published()
  links.add('link', 'link')
  routes.add('/page', () => 'page')
  routes.add('/page', () => 'posted', { method: 'POST' })
  const relay = () => ({ status: 200, sessions: 0 }) as const
  return serve({ clientRoot: root, staticRoot: [root], authority: 'PEM', links, routes, relay, ...options })
}

const readable = ['/static/a.txt', '/workspace/a.txt', '/static/link', '/page']

describe('what is open to everybody', () => {
  test.each(['/', '/index.html', '/ca.crt'])('%s, whatever token is brought', async (target) => {
    const port = await everything()
    for (const query of ['', '?token=wrong', `?token=${VIEWER}`]) {
      expect((await raw(port, 'GET', target + query, [FAR])).status).toBe(200)
    }
  })
})

describe('files, links and routes', () => {
  test.each(readable)('%s needs no token on this machine', async (target) => {
    const port = await everything()
    expect((await raw(port, 'GET', target)).status).toBe(200)
    expect((await raw(port, 'GET', `${target}?token=wrong`)).status).toBe(200)
  })

  test.each(readable)(
    '%s is 401 from afar without a token or with a wrong one, and says what to do',
    async (target) => {
      const port = await everything()
      const missing = await raw(port, 'GET', target, [FAR])
      expect([missing.status, missing.header('WWW-Authenticate')]).toEqual([401, 'Bearer realm="vuer-xr"'])
      expect(missing.body).toMatch(/A token is needed: open the whole address/)
      const attempts: [string, string[]][] = [
        ['?token=wrong', []],
        ['', ['Authorization: Bearer wrong']],
        ['', [`Cookie: vuer-xr-${port}=wrong`]],
        [`?token=${OPERATOR}x`, []],
        [`?token=wrong&token=${OPERATOR}`, []],
      ]
      for (const [query, headers] of attempts) {
        const wrong = await raw(port, 'GET', target + query, [FAR, ...headers])
        expect([query, headers, wrong.status]).toEqual([query, headers, 401])
        expect(wrong.body).toMatch(/wrong, or was withdrawn: open the address that the server printed last/)
      }
    },
  )

  test.each(readable)('%s takes the token of either role, by address, header or cookie', async (target) => {
    const port = await everything()
    for (const token of [OPERATOR, VIEWER]) {
      const ways: [string, string[]][] = [
        [`?token=${token}`, []],
        ['', [`Authorization: Bearer ${token}`]],
        ['', [`Cookie: other=1; vuer-xr-${port}=${token}`]],
      ]
      for (const [query, headers] of ways) {
        expect((await raw(port, 'GET', target + query, [FAR, ...headers])).status).toBe(200)
      }
      expect((await raw(port, 'GET', target, [FAR, `Cookie: vuer-xr-${port + 1}=${token}`])).status).toBe(401)
    }
  })

  test.each(readable)('%s asks nobody where there is no token', async (target) => {
    const port = await everything({ tokens: new TokenPair({ operator: false, viewer: VIEWER }) })
    expect((await raw(port, 'GET', target, [FAR])).status).toBe(200)
  })

  test('what does not exist says so only to those who may know', async () => {
    const port = await everything()
    expect((await raw(port, 'GET', '/static/nothing', [FAR])).status).toBe(401)
    expect((await raw(port, 'GET', `/static/nothing?token=${VIEWER}`, [FAR])).status).toBe(404)
    expect((await raw(port, 'DELETE', '/page', [FAR])).status).toBe(401)
  })

  test('the token of a proxy’s client is asked for when the proxy does not say who asks', async () => {
    const port = await everything()
    expect((await raw(port, 'GET', '/static/a.txt', ['Via: 1.1 proxy'])).status).toBe(401)
    expect((await raw(port, 'GET', '/static/a.txt', ['X-Forwarded-For: 127.0.0.1'])).status).toBe(200)
  })
})

describe('the cookie', () => {
  const cookieOf = async (port: number, target: string, headers = [FAR]) =>
    (await raw(port, 'GET', target, headers)).header('Set-Cookie')

  test.each(['/', '/index.html', '/page'])(
    'is set when %s is opened with a right token, and then lets in',
    async (page) => {
      const port = await everything()
      for (const token of [OPERATOR, VIEWER]) {
        const cookie = await cookieOf(port, `${page}?token=${token}`)
        expect(cookie).toBe(`vuer-xr-${port}=${token}; Max-Age=2592000; Path=/; Secure; HttpOnly; SameSite=Strict`)
        const sent = `Cookie: ${cookie?.split(';')[0]}`
        expect((await raw(port, 'GET', '/static/a.txt', [FAR, sent])).status).toBe(200)
      }
    },
  )

  test('is not set for a wrong token, for data, by a header, for a cookie, or where none is needed', async () => {
    const port = await everything()
    expect(await cookieOf(port, '/?token=wrong')).toBeUndefined()
    expect(await cookieOf(port, `/static/a.txt?token=${OPERATOR}`)).toBeUndefined()
    expect(await cookieOf(port, '/', [FAR, `Authorization: Bearer ${OPERATOR}`])).toBeUndefined()
    expect(await cookieOf(port, '/', [FAR, `Cookie: vuer-xr-${port}=${OPERATOR}`])).toBeUndefined()
    expect(await cookieOf(port, `/?token=${VIEWER}`, [])).toBeUndefined()
    const open = await everything({ tokens: new TokenPair({ operator: false, viewer: VIEWER }) })
    expect(await cookieOf(open, `/?token=${VIEWER}`)).toBeUndefined()
  })
})

describe('a page of another site', () => {
  const evil = 'Origin: https://evil.example'
  const cross = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: image']

  test.each([
    ['with an Origin', [evil]],
    ['in a sandbox', ['Origin: null']],
    ['without one, as an image', cross],
    ['of another port of this host', ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors']],
    ['in a frame', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe']],
  ])('%s gets nothing, although this machine needs no token', async (_what, headers) => {
    const port = await everything()
    for (const target of readable) {
      const { status, body } = await raw(port, 'GET', target, headers)
      expect([target, status]).toEqual([target, 403])
      expect(body).toContain('another site: add its origin to the option cors')
    }
    expect((await raw(port, 'POST', '/page', headers, 'x')).status).toBe(403)
  })

  test('may not post a form, not even by going there', async () => {
    const port = await everything()
    const form = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document']
    expect((await raw(port, 'POST', '/page', form, 'x')).status).toBe(403)
    expect((await raw(port, 'POST', '/page', [...form, 'Origin: null'], 'x')).status).toBe(403)
    expect((await raw(port, 'GET', '/page', form)).status).toBe(200) // a link that somebody followed
  })

  test('our own page may, also with a form, which sends no origin', async () => {
    const port = await everything()
    const own = ['Sec-Fetch-Site: same-origin', 'Origin: null']
    expect((await raw(port, 'POST', '/page', own, 'x')).body).toBe('posted')
    expect(
      (await raw(port, 'POST', '/page', [`Host: 127.0.0.1:${port}`, `Origin: https://127.0.0.1:${port}`], 'x')).status,
    ).toBe(200)
  })
})

describe('the host', () => {
  test.each([
    '127.0.0.1:8012',
    '192.168.7.20',
    '[::1]:8012',
    '[fd00::20]',
    'localhost',
    'LOCALHOST:8012',
    'arm.local:8012',
    'robot',
    'ROBOT:8012',
    'lab.example',
  ])('%s is this server', async (host) => {
    const port = await everything({ knownHosts: ['robot', 'Lab.Example'] })
    expect((await raw(port, 'GET', '/', [`Host: ${host}`])).status).toBe(200)
  })

  test.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'xlocalhost',
    'localhost.evil.example',
    'arm.local.evil.example',
    'robot.evil.example',
    'evil.example@127.0.0.1',
    '127.0.0.1/evil.example',
    '',
    ' ',
    ':8012',
  ])('%j is a name that somebody pointed here: 403 for everything', async (host) => {
    const port = await everything({ knownHosts: ['robot'] })
    for (const target of ['/', '/ca.crt', '/static/a.txt', '/page', `/page?token=${OPERATOR}`, '/../x', '/%']) {
      const { status, body } = await raw(port, 'GET', target, [`Host: ${host}`])
      expect([target, status]).toEqual([target, 403])
      expect(body).toContain('open the page by IP address, or add the name to knownHosts')
    }
  })

  test('must be named', async () => {
    const port = await everything()
    expect((await raw(port, 'GET', '/', ['Host:'])).status).toBe(403)
  })
})

test('no log of a refusal or a failure holds a token', async () => {
  const lines: string[] = []
  const log = (message: string, details?: unknown) => void lines.push(message, String(details))
  const logger: Logger = { ...silentLogger, debug: log, info: log, warn: log, error: log }
  const { links, routes } = new Published()
  links.add('broken', () => Promise.reject(new Error('boom')))
  const relay = () => {
    throw new Error('relay')
  }
  const port = await everything({ logger, links, routes, relay })
  const secret = 'a-guessed-secret'
  const headers = [FAR, `Authorization: Bearer ${secret}`, `Cookie: vuer-xr-${port}=${secret}`]
  for (const target of ['/', '/static/a.txt', '/page', '/relay', '/%']) {
    await raw(port, 'GET', `${target}?token=${secret}`, headers)
  }
  await raw(port, 'GET', `/static/broken?token=${OPERATOR}`, [FAR])
  await raw(
    port,
    'POST',
    `/relay?sid=*&token=${OPERATOR}`,
    [FAR],
    Uint8Array.of(0x81, 0xa5, ...Buffer.from('etype'), 0xa1, 0x78),
  )
  expect(lines.filter((line) => line.includes('failed'))).toHaveLength(2)
  expect(lines.join('\n')).not.toMatch(new RegExp(`${secret}|${OPERATOR}`))
})
