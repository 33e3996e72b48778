import { describe, expect, test } from 'vitest'
import { Published } from '../../../server/http/Published.ts'
import { FAR, OPERATOR, type RawAnswer, raw, serve } from '../../support/server/plainServer.ts'

const LAB = 'https://lab.example:5173'
const OTHER = 'https://other.example'

async function withCors(...cors: string[]) {
  const { links, routes } = new Published()
  links.add('x', 'data')
  routes.add('/page', () => 'page')
  routes.add('/page', () => 'posted', { method: 'POST' })
  return serve({ links, routes, cors, relay: () => ({ status: 200, sessions: 3 }) })
}

const corsHeaders = ({ head }: RawAnswer) => head.split('\r\n').filter((line) => /^(access-control-|vary)/i.test(line))
const preflight = (origin: string, method = 'GET') => [`Origin: ${origin}`, `Access-Control-Request-Method: ${method}`]
const etypeX = Uint8Array.of(0x81, 0xa5, ...Buffer.from('etype'), 0xa1, 0x78)

describe('without cors', () => {
  test('nothing is added, and a preflight is refused', async () => {
    const port = await withCors()
    const own = await raw(port, 'GET', '/static/x')
    expect([own.status, corsHeaders(own)]).toEqual([200, []])
    const foreign = await raw(port, 'GET', '/static/x', [`Origin: ${LAB}`])
    expect([foreign.status, corsHeaders(foreign)]).toEqual([403, []])
    const asked = await raw(port, 'OPTIONS', '/static/x', preflight(LAB))
    expect([asked.status, corsHeaders(asked)]).toEqual([403, []])
  })
})

describe('an origin that is named', () => {
  test.each(['/static/x', '/workspace/x', '/page'])('may read %s', async (target) => {
    const answer = await raw(await withCors(LAB), 'GET', target, [`Origin: ${LAB}`])
    expect(answer.status).toBe(200)
    expect(corsHeaders(answer)).toEqual([
      'Vary: Origin',
      `Access-Control-Allow-Origin: ${LAB}`,
      'Access-Control-Allow-Credentials: true',
      'Access-Control-Expose-Headers: ETag, Content-Range, Accept-Ranges, Content-Length',
    ])
    expect(answer.header('Cross-Origin-Resource-Policy')).toBe('cross-origin')
  })

  test('may post to a route and to /relay', async () => {
    const port = await withCors(LAB)
    expect((await raw(port, 'POST', '/page', [`Origin: ${LAB}`], 'x')).body).toBe('posted')
    expect((await raw(port, 'POST', '/relay?sid=*', [`Origin: ${LAB}`], etypeX)).body).toBe('{"sessions":3}')
  })

  test.each([OTHER, `${LAB}.evil.example`, 'https://lab.example', 'http://lab.example:5173', 'null', ''])(
    'is no reason to let %j in',
    async (origin) => {
      const answer = await raw(await withCors(LAB), 'GET', '/static/x', [`Origin: ${origin}`])
      expect([answer.status, corsHeaders(answer)]).toEqual([403, ['Vary: Origin']])
      expect(answer.header('Cross-Origin-Resource-Policy')).toBe('same-origin')
    },
  )

  test('needs the token from afar, and can read that it does', async () => {
    const port = await withCors(LAB)
    const refused = await raw(port, 'GET', '/static/x', [FAR, `Origin: ${LAB}`])
    expect([refused.status, refused.header('Access-Control-Allow-Origin')]).toEqual([401, LAB])
    const headers = [FAR, `Origin: ${LAB}`, `Authorization: Bearer ${OPERATOR}`]
    expect((await raw(port, 'GET', '/static/x', headers)).status).toBe(200)
  })
})

describe('a preflight', () => {
  test.each([
    ['/static/x', 'GET, HEAD'],
    ['/static/nothing', 'GET, HEAD'],
    ['/page', 'GET, HEAD, POST'],
    ['/relay?sid=*', 'POST'],
  ])('for %s is answered without a token', async (target, methods) => {
    const port = await withCors(LAB)
    const answer = await raw(port, 'OPTIONS', target, [FAR, ...preflight(LAB)])
    expect([answer.status, answer.body]).toEqual([204, ''])
    expect(answer.header('Access-Control-Allow-Origin')).toBe(LAB)
    expect(answer.header('Access-Control-Allow-Methods')).toBe(methods)
    expect(answer.header('Access-Control-Allow-Headers')).toBe('Range, Content-Type, Authorization')
    expect(answer.header('Vary')).toBe('Origin')
  })

  test('of another origin is refused; OPTIONS that is no preflight is 405', async () => {
    const port = await withCors(LAB)
    expect((await raw(port, 'OPTIONS', '/static/x', preflight(OTHER))).status).toBe(403)
    expect((await raw(port, 'OPTIONS', '/static/x', [`Origin: ${LAB}`])).status).toBe(405)
  })

  test('for the client’s own files is 405: they are for our page', async () => {
    const answer = await raw(await withCors('*'), 'OPTIONS', '/', preflight(LAB))
    expect([answer.status, corsHeaders(answer)]).toEqual([405, []])
  })
})

describe('*', () => {
  test('lets every page read, never with credentials', async () => {
    const port = await withCors('*')
    for (const origin of [OTHER, 'null']) {
      const answer = await raw(port, 'GET', '/static/x', [`Origin: ${origin}`])
      expect([answer.status, answer.header('Access-Control-Allow-Origin')]).toEqual([200, '*'])
      expect(answer.head).not.toMatch(/allow-credentials/i)
      expect(answer.header('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    }
    const image = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: image']
    expect((await raw(port, 'GET', '/static/x', image)).status).toBe(200)
  })

  test('beside a name: the named origin gets its own', async () => {
    const answer = await raw(await withCors('*', LAB), 'GET', '/static/x', [`Origin: ${LAB}`])
    expect(answer.header('Access-Control-Allow-Origin')).toBe(LAB)
  })

  test('lets a page act only with the token, also on this machine', async () => {
    const port = await withCors('*')
    for (const target of ['/relay?sid=*', '/page']) {
      const refused = await raw(port, 'POST', target, [`Origin: ${OTHER}`], etypeX)
      expect([target, refused.status]).toEqual([target, 401])
      const cookie = `Cookie: vuer-xr-${port}=${OPERATOR}`
      expect((await raw(port, 'POST', target, [FAR, `Origin: ${OTHER}`, cookie], etypeX)).status).toBe(401)
      const headers = [`Origin: ${OTHER}`, `Authorization: Bearer ${OPERATOR}`]
      expect((await raw(port, 'POST', target, headers, etypeX)).status).toBe(200)
    }
  })
})
