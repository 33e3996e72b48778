import { mkdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type ContentRequest, toEntity } from '../../../server/http/content.ts'
import { LinkTable } from '../../../server/http/LinkTable.ts'
import { type Logger, silentLogger } from '../../../server/logger.ts'
import { raw, serve } from '../../support/server/plainServer.ts'
import { temporaryFolder } from '../../support/server/temporaryFolder.ts'

describe('a link', () => {
  test('leads to bytes, at both addresses and with the type that its ending says', async () => {
    const links = new LinkTable()
    const { url } = links.add('robot/left hand.stl', Uint8Array.of(1, 2, 3))
    expect(url).toBe('/static/robot/left%20hand.stl')
    const port = await serve({ links })
    for (const target of [url, url.replace('static', 'workspace')]) {
      const { status, body, header } = await raw(port, 'GET', target)
      expect([status, body, header('Content-Type')]).toEqual([200, '\x01\x02\x03', 'model/stl'])
    }
  })

  test('leads to text, to JSON, and to a part of a larger buffer', async () => {
    const links = new LinkTable()
    links.add('note', 'grüezi')
    links.add('arm.urdf', '<robot/>')
    links.add('part', new Uint8Array([9, 65, 66, 9]).subarray(1, 3))
    links.add('state', () => ({ joints: [0, 1] }))
    const port = await serve({ links })
    const answer = await fetch(`http://127.0.0.1:${port}/static/note`)
    expect([await answer.text(), answer.headers.get('content-type')]).toEqual(['grüezi', 'text/plain; charset=utf-8'])
    expect((await raw(port, 'GET', '/static/arm.urdf')).header('Content-Type')).toBe('application/xml; charset=utf-8')
    const part = await raw(port, 'GET', '/static/part')
    expect([part.body, part.header('Content-Type')]).toEqual(['AB', 'application/octet-stream'])
    const state = await raw(port, 'GET', '/static/state')
    expect([state.body, state.header('Content-Type')]).toEqual(['{"joints":[0,1]}', 'application/json'])
  })

  test('leads to a file anywhere, by path or URL, but not to keys and tokens', async () => {
    const folder = await temporaryFolder()
    const certs = join(folder, 'certs')
    await mkdir(certs)
    await writeFile(join(certs, 'token'), 'secret')
    await writeFile(join(folder, 'arm.stl'), 'solid')
    const links = new LinkTable()
    links.add('by-path', { file: join(folder, 'arm.stl') })
    links.add('by-url', pathToFileURL(join(folder, 'arm.stl')))
    links.add('gone', { file: join(folder, 'gone') })
    links.add('folder', { file: folder })
    links.add('token', { file: join(certs, 'token') })
    const port = await serve({ links, privatePaths: [certs] })
    for (const path of ['by-path', 'by-url']) {
      const { status, body, header } = await raw(port, 'GET', `/static/${path}`)
      expect([status, body, header('Content-Type')]).toEqual([200, 'solid', 'model/stl'])
      expect((await raw(port, 'GET', `/static/${path}`, ['Range: bytes=1-2'])).body).toBe('ol')
    }
    for (const path of ['gone', 'folder', 'token']) expect((await raw(port, 'GET', `/static/${path}`)).status).toBe(404)
  })

  test('comes before a file of the folders, which is there again without it', async () => {
    const root = await temporaryFolder()
    await writeFile(join(root, 'a.txt'), 'file')
    const links = new LinkTable()
    const port = await serve({ links, staticRoot: [root] })
    const body = async () => (await raw(port, 'GET', '/static/a.txt')).body
    {
      using link = links.add('/a.txt', 'link')
      expect(link.url).toBe('/static/a.txt')
      expect(await body()).toBe('link')
    }
    expect(await body()).toBe('file')
    const again = links.add('a.txt', 'again')
    again.unlink()
    again.unlink()
    const later = links.add('a.txt', 'later')
    again.unlink() // takes only its own away
    expect(await body()).toBe('later')
    later.unlink()
  })

  test('gives ranges, an ETag and ?hot, as files do', async () => {
    const links = new LinkTable()
    links.add('bytes', '0123456789')
    links.add('function', () => '0123456789')
    const port = await serve({ links })
    for (const target of ['/static/bytes', '/static/function']) {
      const get = (...headers: string[]) => raw(port, 'GET', target, headers)
      const whole = await get()
      const etag = whole.header('ETag')
      expect([whole.header('Accept-Ranges'), whole.header('Cache-Control')]).toEqual(['bytes', 'private, no-cache'])
      const part = await get('Range: bytes=2-4')
      expect([part.status, part.body, part.header('Content-Range')]).toEqual([206, '234', 'bytes 2-4/10'])
      const outside = await get('Range: bytes=5-2')
      expect([outside.status, outside.header('Content-Range')]).toEqual([416, 'bytes */10'])
      expect((await get('Range: bytes=0-1,4-5')).body).toBe('0123456789')
      expect((await get('Range: lines=0-1')).status).toBe(200)
      expect((await get('Range: bytes=2-4', `If-Range: ${etag}`)).status).toBe(206)
      expect((await get('Range: bytes=2-4', 'If-Range: "old"')).status).toBe(200)
      const fresh = await get(`If-None-Match: ${etag}`)
      expect([fresh.status, fresh.body]).toEqual([304, ''])
      const head = await raw(port, 'HEAD', target)
      expect([head.status, head.body, head.header('Content-Length')]).toEqual([200, '', '10'])
      expect((await raw(port, 'GET', `${target}?hot`)).header('Cache-Control')).toBe('no-cache, no-store')
    }
  })

  test.each([
    'text/html',
    'TEXT/HTML; charset=utf-8',
    'application/xhtml+xml',
    'text/javascript',
    'application/ecmascript',
  ])('never comes as %s: it is data', async (contentType) => {
    const links = new LinkTable()
    links.add('by-option', 'x', { contentType })
    links.add('by-answer', () => ({ body: 'x', contentType }))
    links.add('page.html', '<script/>')
    const port = await serve({ links })
    for (const path of ['by-option', 'by-answer', 'page.html']) {
      const { header } = await raw(port, 'GET', `/static/${path}`)
      expect(header('Content-Type')).toBe('text/plain; charset=utf-8')
      expect(header('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none';/)
    }
  })
})

describe('a function behind a link', () => {
  test('is told path, query without the token, and method', async () => {
    const seen: ContentRequest[] = []
    const links = new LinkTable()
    links.add('left hand', (request) => {
      seen.push(request)
      return 'x'
    })
    const port = await serve({ links })
    await raw(port, 'GET', '/workspace/left%20hand?token=secret&a=1&a=2')
    await raw(port, 'HEAD', '/static/left%20hand')
    expect(seen.map(({ path, query, method }) => [path, String(query), method])).toEqual([
      ['/left hand', 'a=1&a=2', 'GET'],
      ['/left hand', '', 'HEAD'],
    ])
    expect(seen[0]?.signal.aborted).toBe(false)
    expect(seen[0]?.body).toHaveLength(0)
  })

  test('may be asynchronous, say there is nothing, and set type and status', async () => {
    const answers: Record<string, unknown> = {
      later: Promise.resolve('later'),
      none: null,
      nothing: undefined,
      teapot: { status: 418, body: { tea: true }, contentType: 'application/tea+json' },
      zero: 0,
      buffer: new Uint16Array([0x4142]).buffer,
    }
    const links = new LinkTable()
    for (const [name, answer] of Object.entries(answers)) links.add(name, () => answer)
    const port = await serve({ links })
    const get = async (name: string) => {
      const { status, body, header } = await raw(port, 'GET', `/static/${name}`)
      return [status, body, header('Content-Type')]
    }
    expect(await get('later')).toEqual([200, 'later', 'text/plain; charset=utf-8'])
    expect(await get('none')).toEqual([404, 'There is no such file here.\n', 'text/plain; charset=utf-8'])
    expect((await get('nothing')).slice(0, 2)).toEqual([204, ''])
    expect(await get('teapot')).toEqual([418, '{"tea":true}', 'application/tea+json'])
    expect(await get('zero')).toEqual([200, '0', 'application/json'])
    expect(await get('buffer')).toEqual([200, 'BA', 'application/octet-stream'])
  })

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('boom')
      },
    ],
    ['rejects', () => Promise.reject(new Error('boom'))],
    ['returns a function', () => () => {}],
    ['returns a map', () => new Map()],
    ['returns a bigint', () => 1n],
    ['returns a cycle', cycle],
    ['sets a status that is none', () => ({ body: '', status: 99 })],
    ['sets a type that is none', () => ({ body: '', contentType: 7 })],
    ['sets a type with a line break', () => ({ body: '', contentType: 'a\r\nSet-Cookie: b' })],
  ])('that %s is 500 in one sentence, is logged, and disturbs nothing else', async (_what, broken) => {
    const errors: [string, unknown][] = []
    const logger: Logger = { ...silentLogger, error: (message, details) => errors.push([message, details]) }
    const links = new LinkTable()
    links.add('broken', broken)
    links.add('fine', 'fine')
    const port = await serve({ links, logger })
    const { status, body, head } = await raw(port, 'GET', '/static/broken?token=my-secret-token')
    expect([status, body]).toEqual([500, 'Something went wrong on the server; its log says what.\n'])
    expect(head).not.toMatch(/set-cookie/i)
    expect(errors).toHaveLength(1)
    expect(errors[0]?.[0]).toContain('broken')
    expect(errors[0]?.[0]).not.toContain('my-secret-token')
    expect(errors[0]?.[1]).toBeInstanceOf(Error)
    expect((await raw(port, 'GET', '/static/fine')).body).toBe('fine')
  })

  test('learns when the other end has gone, and its failure is no error then', async () => {
    const errors: unknown[] = []
    const links = new LinkTable()
    let begun: () => void = () => {}
    const beginning = new Promise<void>((resolve) => {
      begun = resolve
    })
    let ended: () => void = () => {}
    const ending = new Promise<void>((resolve) => {
      ended = resolve
    })
    links.add('slow', ({ signal }) => {
      begun()
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error)
          ended()
        })
      })
    })
    links.add('fine', 'fine')
    const port = await serve({ links, logger: { ...silentLogger, error: (message) => errors.push(message) } })
    const going = request({ port, host: '127.0.0.1', path: '/static/slow' }).on('error', () => {})
    going.end()
    await beginning
    going.destroy()
    await ending
    expect((await raw(port, 'GET', '/static/fine')).body).toBe('fine')
    expect(errors).toEqual([])
  })
})

describe('a link that cannot be', () => {
  test.each(['', '/', '../x', 'a/../b', '.hidden', 'a//b', 'a/', 'a\\b', 'a:b', 'nul', 'a\0', '//a', '%2e%2e/x', 7])(
    '%j is no path',
    (path) => {
      expect(() => new LinkTable().add(path as string, 'x')).toThrow(expect.objectContaining({ code: 'INVALID_LINK' }))
    },
  )

  test.each([
    null,
    undefined,
    7,
    {},
    { file: 7 },
    { file: 'relative' },
    new URL('https://x/y'),
    new URL('file://host/x'),
  ])('%j is no source', (source) => {
    expect(() => new LinkTable().add('x', source as never)).toThrow(expect.objectContaining({ code: 'INVALID_LINK' }))
  })

  test('a path that is linked already is refused', () => {
    const links = new LinkTable()
    links.add('x', 'first')
    expect(() => links.add('/x', 'second')).toThrow('linked already')
  })

  test('a type with a line break is refused', () => {
    const add = () => new LinkTable().add('x', 'x', { contentType: 'a\r\nb' })
    expect(add).toThrow(expect.objectContaining({ code: 'INVALID_LINK' }))
  })
})

test('an object with a body is an answer, any other object is data', () => {
  expect(toEntity({ body: 'x', status: 201 })).toMatchObject({ status: 201, kind: 'text' })
  expect(toEntity({ status: 201 })).toMatchObject({ status: 200, kind: 'json' })
  expect(toEntity({ body: undefined })).toMatchObject({ status: 200, kind: 'nothing' })
  expect(toEntity({ body: null })).toMatchObject({ kind: 'json' })
})

function cycle(): unknown {
  const value: Record<string, unknown> = {}
  value.self = value
  return value
}
