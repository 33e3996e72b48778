import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { raw, serve } from '../../support/server/plainServer.ts'
import { temporaryFolder } from '../../support/server/temporaryFolder.ts'
import { withoutSuperuser } from '../../support/server/withoutSuperuser.ts'

const asset = '/assets/main-B3x_9aQz.js'

async function builtClient() {
  const folder = await temporaryFolder()
  const clientRoot = join(folder, 'client')
  await mkdir(join(clientRoot, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'client-secret.txt'), 'secret') // shares its beginning with the root
  await writeFile(join(clientRoot, 'index.html'), '<title>client</title>')
  await writeFile(join(clientRoot, asset), 'export {}')
  await writeFile(join(clientRoot, 'left hand.glb'), 'glTF')
  await writeFile(join(clientRoot, '.env'), 'secret')
  return { folder, clientRoot }
}

describe('the built client', () => {
  test('index.html is asked for again each time, with an etag that spares the body', async () => {
    const port = await serve(await builtClient())
    for (const path of ['/', '/index.html', '/?token=abc&x=%zz']) {
      const page = await fetch(`http://127.0.0.1:${port}${path}`)
      expect([page.status, await page.text()]).toEqual([200, '<title>client</title>'])
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(page.headers.get('cache-control')).toBe('no-cache')
    }
    const etag = (await fetch(`http://127.0.0.1:${port}/`)).headers.get('etag') ?? ''
    expect((await raw(port, 'GET', '/', [`If-None-Match: ${etag}`])).status).toBe(304)
  })

  test('built assets may be kept for ever, other files not', async () => {
    const port = await serve(await builtClient())
    const built = await fetch(`http://127.0.0.1:${port}${asset}`)
    expect(built.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(built.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const model = await fetch(`http://127.0.0.1:${port}/left%20hand.glb`)
    expect([await model.text(), model.headers.get('cache-control')]).toEqual(['glTF', 'no-cache'])
  })

  test('built assets go compressed to who takes that, where they lie there compressed', async () => {
    const root = await builtClient()
    const script = 'export const answer = 42'
    await writeFile(join(root.clientRoot, asset), script)
    await writeFile(join(root.clientRoot, `${asset}.gz`), gzipSync(script))
    const port = await serve(root)
    const taken = await fetch(`http://127.0.0.1:${port}${asset}`)
    expect(await taken.text()).toBe(script)
    expect(taken.headers.get('content-encoding')).toBe('gzip')
    expect(taken.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(taken.headers.get('vary')).toContain('Accept-Encoding')
    for (const header of ['', 'Accept-Encoding: br', 'Accept-Encoding: gzip;q=0, identity']) {
      const { head, body } = await raw(port, 'GET', asset, header ? [header] : [])
      expect(body).toBe(script)
      expect(head).not.toMatch(/content-encoding/i)
      expect(head).toMatch(/vary: .*accept-encoding/i)
    }
    const { status, head, body } = await raw(port, 'GET', asset, ['Accept-Encoding: gzip', 'Range: bytes=900-'])
    expect([status, body]).toEqual([416, 'This file does not have that range.\n'])
    expect(head).not.toMatch(/content-encoding/i)
  })

  test('the smallest form that is there goes to who takes it', async () => {
    const root = await builtClient()
    await writeFile(join(root.clientRoot, `${asset}.gz`), gzipSync('export {}'))
    await writeFile(join(root.clientRoot, `${asset}.br`), brotliCompressSync('export {}'))
    const port = await serve(root)
    const encodingFor = async (accepted: string) => {
      const { head } = await raw(port, 'HEAD', asset, [`Accept-Encoding: ${accepted}`])
      return /content-encoding: (\w+)/i.exec(head)?.[1]
    }
    expect(await encodingFor('gzip, deflate, br, zstd')).toBe('br')
    expect(await encodingFor('gzip, br;q=0')).toBe('gzip')
    expect(await encodingFor('gzip, brotli')).toBe('gzip')
    expect(await encodingFor('zstd')).toBeUndefined()
  })

  test('HEAD gives the headers alone', async () => {
    const { status, head, body } = await raw(await serve(await builtClient()), 'HEAD', '/')
    expect([status, body]).toEqual([200, ''])
    expect(head).toMatch(/content-length: 21/i)
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is 405', async (method) => {
    const { status, head } = await raw(await serve(await builtClient()), method, '/')
    expect(status).toBe(405)
    expect(head).toMatch(/allow: GET, HEAD/i)
  })

  test('a file that is not there is 404 in plain text', async () => {
    const port = await serve(await builtClient())
    for (const target of ['/nothing.js', '/assets', '/assets/', '/index.html/', '/index']) {
      const { status, head } = await raw(port, 'GET', target)
      expect([target, status]).toEqual([target, 404])
      expect(head).toMatch(/content-type: text\/plain/i)
    }
  })

  test('a range that runs backwards, or begins beyond the file, is 416 and does no harm', async () => {
    const port = await serve(await builtClient())
    for (const range of ['5-2', '900-', '-']) {
      const { status, header } = await raw(port, 'GET', '/', [`Range: bytes=${range}`])
      expect([range, status, header('Content-Range')]).toEqual([range, 416, 'bytes */21'])
    }
    expect((await raw(port, 'GET', '/')).status).toBe(200)
  })

  test('without a build it is 503 with the command; after one it is served at once, and after another anew', async () => {
    const clientRoot = join(await temporaryFolder(), 'dist')
    const port = await serve({ clientRoot })
    const { status, body } = await raw(port, 'GET', '/')
    expect([status, body]).toEqual([503, 'The client is not built yet. Run: npm run build\n'])
    await mkdir(clientRoot)
    for (const text of ['first', 'second build']) {
      await writeFile(join(clientRoot, 'index.html'), text)
      expect((await raw(port, 'GET', '/')).body).toBe(text)
    }
    await rm(clientRoot, { recursive: true })
    expect((await raw(port, 'GET', '/')).status).toBe(503)
  })
})

describe('paths that lead out of the root', () => {
  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/../client-secret.txt',
    '/%2e%2e/secret.txt',
    '/%2E%2E%2Fsecret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    '/....//secret.txt',
    '/./index.html',
    '//index.html',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/etc/passwd',
    '/C:/Windows/win.ini',
    '/index.html%00',
    '/index.html%00.js',
    '/%00',
    '/.env',
    '/%2eenv',
    '/.git/config',
    '/?/../../secret.txt'.replace('?', 'assets;'),
  ])('%s is 404', async (target) => {
    const { status, body } = await raw(await serve(await builtClient()), 'GET', target)
    expect(status).toBe(404)
    expect(body).not.toContain('secret')
  })

  test('a link out of the root is 404, one that stays inside is followed', async () => {
    const { folder, clientRoot } = await builtClient()
    await symlink(join(folder, 'secret.txt'), join(clientRoot, 'out.txt'))
    await symlink(folder, join(clientRoot, 'outside'))
    await symlink(join(clientRoot, 'index.html'), join(clientRoot, 'in.html'))
    await symlink(join(clientRoot, 'gone.html'), join(clientRoot, 'dangling.html'))
    const port = await serve({ clientRoot })
    expect((await raw(port, 'GET', '/out.txt')).status).toBe(404)
    expect((await raw(port, 'GET', '/outside/secret.txt')).status).toBe(404)
    expect((await raw(port, 'GET', '/dangling.html')).status).toBe(404)
    expect((await raw(port, 'GET', '/in.html')).status).toBe(200)
  })

  test('a root that is itself a link is served', async () => {
    const { folder, clientRoot } = await builtClient()
    await symlink(clientRoot, join(folder, 'current'))
    expect((await raw(await serve({ clientRoot: join(folder, 'current') }), 'GET', '/')).status).toBe(200)
  })

  test.each(['/%', '/%zz', '/%c3%28', '/%ff'])('%s is malformed: 400', async (target) => {
    expect((await raw(await serve(await builtClient()), 'GET', target)).status).toBe(400)
  })

  test.each(['index.html', 'file:///etc/passwd', 'http://x/index.html', '*'])('%s is no path: 400', async (target) => {
    expect((await raw(await serve(await builtClient()), 'GET', target)).status).toBe(400)
  })

  test('a file that cannot be read is 404', async () => {
    const { clientRoot } = await builtClient()
    await chmod(join(clientRoot, asset), 0o000)
    const status = await withoutSuperuser(
      clientRoot,
      async () => (await raw(await serve({ clientRoot }), 'GET', asset)).status,
    )
    expect(status).toBe(404)
  })
})

describe('/ca.crt', () => {
  test('hands out the authority as a download, also before the client is built', async () => {
    const port = await serve({ authority: 'PEM TEXT' })
    const answer = await fetch(`http://127.0.0.1:${port}/ca.crt`)
    expect(await answer.text()).toBe('PEM TEXT')
    expect(answer.headers.get('content-type')).toBe('application/x-x509-ca-cert')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="vuer-xr-ca.crt"')
  })

  test('is 404 with a sentence when the certificate is the user’s own', async () => {
    const { status, body } = await raw(await serve(await builtClient()), 'GET', '/ca.crt')
    expect(status).toBe(404)
    expect(body).toContain('certificate of its own')
  })
})

describe('security headers', () => {
  test('are on every answer', async () => {
    const port = await serve(await builtClient())
    for (const target of ['/', asset, '/nothing', '/%', '/../x', '/ca.crt']) {
      const { head } = await raw(port, 'GET', target)
      expect(head).toMatch(/x-content-type-options: nosniff/i)
      expect(head).toMatch(/referrer-policy: no-referrer/i)
      expect(head).toMatch(/permissions-policy: xr-spatial-tracking=\(self\)/i)
      expect(head).toMatch(/cross-origin-opener-policy: same-origin/i)
      expect(head).toMatch(/cross-origin-resource-policy: same-origin/i)
      expect(head).toMatch(/content-security-policy: default-src 'self';/i)
    }
  })

  test('the policy lets no foreign script, style or frame in', async () => {
    const { headers } = await fetch(`http://127.0.0.1:${await serve(await builtClient())}/`)
    const policy = new Map(
      headers
        .get('content-security-policy')
        ?.split('; ')
        .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)] as const),
    )
    expect(policy.get('script-src')).not.toContain("'unsafe-inline'")
    expect(policy.get('script-src')).not.toContain("'unsafe-eval'")
    for (const name of ['default-src', 'script-src', 'style-src', 'frame-ancestors']) {
      expect(policy.get(name)?.filter((source) => /^(https?|wss?):|\*/.test(source))).toEqual([])
    }
    expect(policy.get('connect-src')).toContain('wss:')
  })
})
