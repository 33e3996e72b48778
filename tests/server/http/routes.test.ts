import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { ContentRequest } from '../../../server/http/content.ts'
import { RouteTable } from '../../../server/http/RouteTable.ts'
import { type Logger, silentLogger } from '../../../server/logger.ts'
import { FAR, OPERATOR, raw, readAnswer, serve } from '../../support/server/plainServer.ts'

describe('a route', () => {
  test('answers with a page, which runs scripts of this server and reaches no other', async () => {
    const routes = new RouteTable()
    routes.add('/status', () => '<h1>Fine</h1>')
    routes.add('/status.js', () => 'alert(1)', { contentType: 'text/javascript' })
    const port = await serve({ routes })
    const { status, body, header } = await raw(port, 'GET', '/status?x=1')
    expect([status, body, header('Content-Type')]).toEqual([200, '<h1>Fine</h1>', 'text/html; charset=utf-8'])
    expect([header('Cache-Control'), header('Referrer-Policy')]).toEqual(['no-store', 'same-origin'])
    const policy = header('Content-Security-Policy')?.split('; ') ?? []
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).toContain("connect-src 'self' blob: data:")
    expect(policy.join()).not.toMatch(/https:|wss:|\*|unsafe-eval'.*unsafe-eval'|script-src[^;,]*unsafe-inline/)
    expect((await raw(port, 'GET', '/status.js')).header('Content-Type')).toBe('text/javascript')
  })

  test.each<[string, unknown, string | undefined, number, string, string | undefined]>([
    ['text', 'x', undefined, 200, 'x', 'text/html; charset=utf-8'],
    ['text with a type', 'x', 'text/csv', 200, 'x', 'text/csv'],
    ['bytes', Uint8Array.of(65), undefined, 200, 'A', 'application/octet-stream'],
    ['plain data', { a: 1 }, undefined, 200, '{"a":1}', 'application/json'],
    ['plain data with a type', [1], 'application/geo+json', 200, '[1]', 'application/geo+json'],
    ['an answer', { body: 'x', contentType: 'a/b', status: 202 }, 'text/csv', 202, 'x', 'a/b'],
    ['null', null, undefined, 404, 'There is no such file here.\n', 'text/plain; charset=utf-8'],
    ['undefined', undefined, undefined, 204, '', undefined],
  ])('sends %s', async (_what, answer, contentType, status, body, type) => {
    const routes = new RouteTable()
    routes.add('/x', async () => answer, contentType === undefined ? {} : { contentType })
    const got = await raw(await serve({ routes }), 'GET', '/x')
    expect([got.status, got.body, got.header('Content-Type')]).toEqual([status, body, type])
  })

  test('answers HEAD as GET, each of its methods by a handler of its own, and others with 405', async () => {
    const routes = new RouteTable()
    routes.add('/x', () => 'got')
    routes.add('/x', ({ body }) => `posted ${Buffer.from(body)}`, { method: 'POST' })
    const port = await serve({ routes })
    expect((await raw(port, 'GET', '/x')).body).toBe('got')
    expect(await raw(port, 'HEAD', '/x')).toMatchObject({ status: 200, body: '' })
    expect((await raw(port, 'POST', '/x', [], 'this')).body).toBe('posted this')
    const refused = await raw(port, 'DELETE', '/x')
    expect([refused.status, refused.header('Allow')]).toEqual([405, 'GET, HEAD, POST'])
    expect((await raw(port, 'OPTIONS', '/x')).status).toBe(405)
  })

  test('is told path, query without the token, method and body', async () => {
    const seen: ContentRequest[] = []
    const routes = new RouteTable()
    routes.add('/a b/c', (request) => void seen.push(request), { method: 'PUT' })
    await raw(await serve({ routes }), 'PUT', '/a%20b/c?token=secret&q=1', [], 'body')
    const [{ path, query, method, body } = {} as ContentRequest] = seen
    expect([path, String(query), method, String(Buffer.from(body))]).toEqual(['/a b/c', 'q=1', 'PUT', 'body'])
  })

  test('can be removed, and added again', async () => {
    const routes = new RouteTable()
    const remove = routes.add('/x', () => 'first')
    const port = await serve({ routes })
    remove()
    expect((await raw(port, 'GET', '/x')).status).toBe(503) // the client's, which is not built here
    routes.add('/x', () => 'second')
    remove()
    expect((await raw(port, 'GET', '/x')).body).toBe('second')
  })

  test('that fails is 500 in one sentence, is logged without the token, and disturbs nothing else', async () => {
    const errors: string[] = []
    const logger: Logger = { ...silentLogger, error: (message) => errors.push(message) }
    const routes = new RouteTable()
    routes.add('/broken', () => Promise.reject(new Error('boom')))
    routes.add('/fine', () => 'fine')
    const port = await serve({ routes, logger })
    const { status, body } = await raw(port, 'GET', '/broken?token=my-secret-token')
    expect([status, body]).toEqual([500, 'Something went wrong on the server; its log says what.\n'])
    expect(errors).toEqual(['the handler of /broken failed.'])
    expect((await raw(port, 'GET', '/fine')).body).toBe('fine')
  })
})

describe('a body', () => {
  const posting = async () => {
    const routes = new RouteTable()
    let calls = 0
    const answer = ({ body }: ContentRequest) => {
      calls += 1
      return `${calls}: ${body.byteLength}`
    }
    routes.add('/x', answer, { method: 'POST' })
    return { port: await serve({ routes, requestMaxSize: 10 }), calls: () => calls }
  }

  test('up to the limit is taken, whole', async () => {
    const { port } = await posting()
    expect((await raw(port, 'POST', '/x', [], 'x'.repeat(10))).body).toBe('1: 10')
    expect((await raw(port, 'POST', '/x')).body).toBe('2: 0')
  })

  test('that says it is larger is 413, and no handler sees it', async () => {
    const { port, calls } = await posting()
    const { status, body } = await raw(port, 'POST', '/x', [], 'x'.repeat(11))
    expect([status, body]).toEqual([
      413,
      'The body is larger than 10 bytes: send less, or raise the option requestMaxSize.\n',
    ])
    expect(calls()).toBe(0)
  })

  test('that turns out larger in pieces is 413 before it ends', async () => {
    const { port, calls } = await posting()
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n')
    socket.write('b\r\nxxxxxxxxxxx\r\n') // and no end
    expect((await readAnswer(socket)).status).toBe(413)
    expect(calls()).toBe(0)
  })

  test('that breaks off reaches no handler', async () => {
    const { port, calls } = await posting()
    const socket = connect(port, '127.0.0.1')
    socket.end('POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nxx')
    await readAnswer(socket)
    expect((await raw(port, 'POST', '/x')).body).toBe('1: 0')
    expect(calls()).toBe(1)
  })
})

describe('a route that cannot be', () => {
  test.each([
    '/',
    '/socket',
    '/ca.crt',
    '/relay',
    '/index.html',
    '/static',
    '/static/x',
    '/workspace/x',
    '/assets/main.js',
    '/relay/x',
    'status',
    '',
    '/x/',
    '/a//b',
    '/../x',
    '/.hidden',
    '/a:b',
    '/a\\b',
    '/a?b\0',
    7,
    undefined,
  ])('%j is refused', (path) => {
    const add = () => new RouteTable().add(path as string, () => '')
    expect(add).toThrow(expect.objectContaining({ code: 'INVALID_ROUTE' }))
  })

  test('a path is given once for each method', () => {
    const routes = new RouteTable()
    routes.add('/x', () => '')
    routes.add('/x', () => '', { method: 'POST' })
    expect(() => routes.add('/x', () => '')).toThrow('there is a route for GET already')
  })

  test.each([{ method: 'TRACE' as never }, { method: 'get' as never }, { contentType: 'a\r\nb' }])(
    'with %j is refused',
    (options) => {
      const add = () => new RouteTable().add('/x', () => '', options)
      expect(add).toThrow(expect.objectContaining({ code: 'INVALID_ROUTE' }))
    },
  )

  test('without a handler is refused', () => {
    const add = () => new RouteTable().add('/x', 'page' as never)
    expect(add).toThrow(expect.objectContaining({ code: 'INVALID_ROUTE' }))
  })
})

test('an open route asks nobody for a token, others do', async () => {
  const routes = new RouteTable()
  routes.add('/open', () => 'open', { open: true })
  routes.add('/open', () => 'posted', { method: 'POST' })
  routes.add('/closed', () => 'closed')
  const port = await serve({ routes })
  expect((await raw(port, 'GET', '/open', [FAR])).body).toBe('open')
  expect((await raw(port, 'POST', '/open', [FAR])).status).toBe(401)
  expect((await raw(port, 'GET', '/closed', [FAR])).status).toBe(401)
  expect((await raw(port, 'GET', `/closed?token=${OPERATOR}`, [FAR])).body).toBe('closed')
})
