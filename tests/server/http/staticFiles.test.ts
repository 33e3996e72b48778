import { execFile } from 'node:child_process'
import { chmod, mkdir, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { mediaTypeOf } from '../../../server/http/mediaTypes.ts'
import { checkStaticRoots } from '../../../server/http/staticRoots.ts'
import { raw, serve } from '../../support/server/plainServer.ts'
import { temporaryFolder } from '../../support/server/temporaryFolder.ts'
import { withoutSuperuser } from '../../support/server/withoutSuperuser.ts'

const files = {
  'robot/arm.urdf': '<robot/>',
  'robot/meshes/left hand+1.stl': 'solid',
  'page.html': '<script>alert(1)</script>',
  'module.js': 'export {}',
  'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'mesh.glb': '0123456789',
  '100%.png': 'PNG',
  UPPER: 'upper',
  '.env': 'secret',
  '.git/config': 'secret',
  'empty.bin': '',
}

/** Files that are there on this system, and must not be served all the same: on Windows the names mean something else. */
const unspeakable = [
  'con',
  'NUL.txt',
  'aux.stl',
  'com1.txt',
  'lpt1',
  'com¹',
  'conin$',
  'robot/nul/arm.urdf',
  'nul.',
  'nul .txt',
  'mesh.glb.',
  'mesh.glb ',
  'robot./arm.urdf',
  'mesh.glb:stream',
  'GIT~1/config',
  'robot\\arm.urdf',
  '%2e%2e/secret.txt',
]

/** A root with files, beside it what must never be served. */
async function withFiles() {
  const folder = await temporaryFolder()
  const root = join(folder, 'data')
  for (const [path, text] of [...Object.entries(files), ...unspeakable.map((path) => [path, 'secret'] as const)]) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'data-secret.txt'), 'secret') // shares its beginning with the root
  return { folder, root }
}

describe('/static and /workspace', () => {
  test('give the same files, with names of all kinds', async () => {
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    for (const prefix of ['/static', '/workspace']) {
      for (const [path, text] of [
        ['/robot/arm.urdf', '<robot/>'],
        ['/robot/meshes/left%20hand+1.stl', 'solid'],
        ['/robot/meshes/left%20hand%2B1.stl', 'solid'],
        ['/100%25.png', 'PNG'],
        ['/UPPER?x=%zz', 'upper'],
        ['/empty.bin', ''],
      ] as const) {
        const { status, body } = await raw(port, 'GET', prefix + path)
        expect([path, status, body]).toEqual([path, 200, text])
      }
    }
  })

  test('are served although the client is not built, and are 404 without a root', async () => {
    expect((await raw(await serve(), 'GET', '/static/mesh.glb')).status).toBe(404)
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    expect((await raw(port, 'GET', '/')).status).toBe(503)
    expect((await raw(port, 'GET', '/static/mesh.glb')).status).toBe(200)
  })

  test('of several roots the first that has a file gives it', async () => {
    const [first, second] = [await temporaryFolder(), (await withFiles()).root]
    await writeFile(join(first, 'mesh.glb'), 'first')
    await mkdir(join(first, 'UPPER')) // a folder there hides no file of the next
    const port = await serve({ staticRoot: [first, second] })
    expect((await raw(port, 'GET', '/static/mesh.glb')).body).toBe('first')
    expect((await raw(port, 'GET', '/static/UPPER')).body).toBe('upper')
    expect((await raw(port, 'GET', '/static/robot/arm.urdf')).body).toBe('<robot/>')
    expect((await raw(port, 'GET', '/static/nothing')).status).toBe(404)
  })

  test('HEAD gives the headers alone; other methods are 405', async () => {
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    const { status, body, header } = await raw(port, 'HEAD', '/static/mesh.glb')
    expect([status, body, header('Content-Length')]).toEqual([200, '', '10'])
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const refused = await raw(port, method, '/static/mesh.glb')
      expect([method, refused.status, refused.header('Allow')]).toEqual([method, 405, 'GET, HEAD'])
    }
  })

  test('a file that is changed is served anew', async () => {
    const { root } = await withFiles()
    const port = await serve({ staticRoot: [root] })
    const before = await raw(port, 'GET', '/static/mesh.glb')
    await writeFile(join(root, 'mesh.glb'), 'changed it')
    await utimes(join(root, 'mesh.glb'), 1, 1)
    const after = await raw(port, 'GET', '/static/mesh.glb', [`If-None-Match: ${before.header('ETag')}`])
    expect([after.status, after.body]).toEqual([200, 'changed it'])
  })
})

describe('ranges', () => {
  test.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=0-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=10-', 416, 'This file does not have that range.\n', 'bytes */10'],
    ['bytes=5-2', 416, 'This file does not have that range.\n', 'bytes */10'],
    ['bytes=', 416, 'This file does not have that range.\n', 'bytes */10'],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['lines=0-1', 200, '0123456789', undefined],
    ['x', 200, '0123456789', undefined],
  ])('%s gives %i', async (range, status, body, contentRange) => {
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    const answer = await raw(port, 'GET', '/static/mesh.glb', [`Range: ${range}`])
    expect([answer.status, answer.body, answer.header('Content-Range')]).toEqual([status, body, contentRange])
    expect(answer.header('Content-Length')).toBe(String(body.length))
  })

  test('an old If-Range gives the whole file', async () => {
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    const { header } = await raw(port, 'GET', '/static/mesh.glb')
    const part = await raw(port, 'GET', '/static/mesh.glb', ['Range: bytes=0-1', `If-Range: ${header('ETag')}`])
    expect([part.status, part.body]).toEqual([206, '01'])
    const whole = await raw(port, 'GET', '/static/mesh.glb', ['Range: bytes=0-1', 'If-Range: "old"'])
    expect([whole.status, whole.body]).toEqual([200, '0123456789'])
  })

  test('of an empty file there is none', async () => {
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    expect((await raw(port, 'GET', '/static/empty.bin', ['Range: bytes=0-0'])).status).toBe(416)
  })
})

describe('caching', () => {
  test('ETag and Last-Modified spare the body', async () => {
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    const { header } = await raw(port, 'GET', '/static/mesh.glb')
    expect(header('Cache-Control')).toBe('private, no-cache')
    for (const condition of [`If-None-Match: ${header('ETag')}`, `If-Modified-Since: ${header('Last-Modified')}`]) {
      const { status, body } = await raw(port, 'GET', '/static/mesh.glb', [condition])
      expect([status, body]).toEqual([304, ''])
    }
    expect((await raw(port, 'GET', '/static/mesh.glb', ['If-Match: "other"'])).status).toBe(412)
  })

  test.each([
    ['?hot', true],
    ['?hot=1', true],
    ['?HOT=True', true],
    ['?a=b&hot=', true],
    ['?hot=false', false],
    ['?hot=False', false],
    ['?cold', false],
    ['', false],
  ])('%s: kept nowhere is %s', async (query, isHot) => {
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    const { header } = await raw(port, 'GET', `/static/mesh.glb${query}`)
    expect(header('Cache-Control')).toBe(isHot ? 'no-cache, no-store' : 'private, no-cache')
  })
})

describe('what is served is data and never a page of ours', () => {
  test.each([
    ['page.html', 'text/plain; charset=utf-8'],
    ['module.js', 'text/plain; charset=utf-8'],
    ['picture.svg', 'image/svg+xml'],
    ['robot/arm.urdf', 'application/xml; charset=utf-8'],
    ['UPPER', 'application/octet-stream'],
  ])('%s comes as %s into a sandbox', async (path, type) => {
    const port = await serve({ staticRoot: [(await withFiles()).root] })
    const { header } = await raw(port, 'GET', `/static/${path}`)
    expect(header('Content-Type')).toBe(type)
    expect(header('X-Content-Type-Options')).toBe('nosniff')
    expect(header('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none';/)
    expect(header('Content-Security-Policy')).not.toContain('script')
    expect(header('Cross-Origin-Resource-Policy')).toBe('same-origin')
  })

  test.each([
    ['urdf', 'application/xml; charset=utf-8'],
    ['xacro', 'application/xml; charset=utf-8'],
    ['sdf', 'application/xml; charset=utf-8'],
    ['mjcf', 'application/xml; charset=utf-8'],
    ['dae', 'model/vnd.collada+xml'],
    ['stl', 'model/stl'],
    ['STL', 'model/stl'],
    ['obj', 'model/obj'],
    ['mtl', 'model/mtl'],
    ['glb', 'model/gltf-binary'],
    ['gltf', 'model/gltf+json'],
    ['usdz', 'model/vnd.usdz+zip'],
    ['exr', 'image/x-exr'],
    ['hdr', 'image/vnd.radiance'],
    ['ktx2', 'image/ktx2'],
    ['wasm', 'application/wasm'],
    ['mp4', 'video/mp4'],
    ['webm', 'video/webm'],
    ['json', 'application/json'],
    ['yaml', 'application/yaml'],
    ...['bin', 'ply', 'pcd', 'splat', 'ksplat', 'spz', 'fbx', 'npy', 'npz'].map((ending) => [
      ending,
      'application/octet-stream',
    ]),
    ['bvh', 'text/plain; charset=utf-8'],
  ])('.%s is %s', (ending, type) => {
    expect(mediaTypeOf(`/a.b/c.${ending!}`)).toBe(type)
  })

  test.each(['x', 'x.', 'constructor', '.__proto__', 'a.toString', 'tar.zst'])('%s has no type', (name) => {
    expect(mediaTypeOf(name)).toBeUndefined()
  })
})

describe('paths that are 404 whatever is on the disk', () => {
  const names = [
    '../secret.txt',
    'robot/../../secret.txt',
    '..',
    '.',
    './mesh.glb',
    '%2e%2e/secret.txt',
    '%2E%2E/%2E%2E/secret.txt',
    'robot/%2e%2e/mesh.glb',
    '%252e%252e/secret.txt',
    '%25252e%25252e/secret.txt',
    '..%2fsecret.txt',
    '%2e%2e%2fsecret.txt',
    'robot%2farm.urdf',
    '..%252fsecret.txt',
    '..%5csecret.txt',
    '%2e%2e%5csecret.txt',
    'robot%5Carm.urdf',
    '..\\secret.txt',
    'robot\\arm.urdf',
    '..%255csecret.txt',
    '/etc/passwd',
    '%2fetc/passwd',
    '//etc/passwd',
    'C:/Windows/win.ini',
    'C:%5cWindows%5cwin.ini',
    'mesh.glb%00',
    'mesh.glb%00.png',
    '%00',
    'mesh.glb%0a',
    'con',
    'CON',
    'nul',
    'NUL.txt',
    'aux.stl',
    'prn',
    'com1.txt',
    'COM9',
    'lpt1',
    'com%C2%B9',
    'conin$',
    'robot/nul/arm.urdf',
    'nul.',
    'nul%20',
    'nul...',
    'mesh.glb.',
    'mesh.glb%20',
    'robot./arm.urdf',
    'mesh.glb::$DATA',
    'mesh.glb:stream',
    'nul:',
    'GIT~1/config',
    '.env',
    '%2eenv',
    '.git/config',
    'robot/.hidden/x',
    'robot',
    'robot/',
    'robot/meshes',
    'mesh.glb/',
    'nothing.stl',
    '%25c0%25ae%25c0%25ae/secret.txt',
    'nul%20.txt',
  ]
  test.each(names)('/static/%s', async (name) => {
    const { root } = await withFiles()
    const port = await serve({ staticRoot: [root] })
    for (const prefix of ['/static/', '/workspace/']) {
      const { status, body, header } = await raw(port, 'GET', prefix + name)
      expect([status, body]).toEqual([404, 'There is no such file here.\n'])
      expect(header('Content-Type')).toBe('text/plain; charset=utf-8')
    }
  })

  test.each(['/static', '/static/', '/workspace', '/workspace/', '/staticmesh.glb', '/Static/mesh.glb'])(
    '%s',
    async (target) => {
      const { root } = await withFiles()
      const clientRoot = await temporaryFolder()
      await writeFile(join(clientRoot, 'index.html'), '')
      expect((await raw(await serve({ staticRoot: [root], clientRoot }), 'GET', target)).status).toBe(404)
    },
  )

  test.each(['%', '%zz', '%c3%28', '%ff', '%c0%ae%c0%ae/secret.txt'])(
    'but /static/%s is malformed: 400',
    async (name) => {
      const port = await serve({ staticRoot: [(await withFiles()).root] })
      expect((await raw(port, 'GET', `/static/${name}`)).status).toBe(400)
    },
  )

  test('links that lead out of the root; those that stay inside are followed', async () => {
    const { folder, root } = await withFiles()
    await symlink(join(folder, 'secret.txt'), join(root, 'out.txt'))
    await symlink('../secret.txt', join(root, 'relative.txt'))
    await symlink(folder, join(root, 'outside'))
    await symlink(join(root, 'gone'), join(root, 'dangling'))
    await symlink('loop', join(root, 'loop'))
    await symlink('robot/arm.urdf', join(root, 'in.urdf'))
    await symlink(root, join(folder, 'current'))
    const port = await serve({ staticRoot: [join(folder, 'current')] })
    for (const path of [
      'out.txt',
      'relative.txt',
      'outside/secret.txt',
      'outside/data/mesh.glb/x',
      'dangling',
      'loop',
    ]) {
      expect([path, (await raw(port, 'GET', `/static/${path}`)).status]).toEqual([path, 404])
    }
    expect((await raw(port, 'GET', '/static/in.urdf')).body).toBe('<robot/>')
  })

  test('a pipe is no file', async () => {
    const { root } = await withFiles()
    await promisify(execFile)('mkfifo', [join(root, 'pipe')])
    expect((await raw(await serve({ staticRoot: [root] }), 'GET', '/static/pipe')).status).toBe(404)
  })
})

describe('keys and tokens', () => {
  test('are hidden in every root, whichever way a path leads to them', async () => {
    const { root } = await withFiles()
    const certs = join(root, 'certs')
    await mkdir(join(certs, 'inner'), { recursive: true })
    for (const name of ['key.pem', 'ca-key.pem', 'token', 'cert.pem', 'inner/x'])
      await writeFile(join(certs, name), 'secret')
    await writeFile(join(root, 'my-key.pem'), 'secret')
    await writeFile(join(root, 'certs-of-others.txt'), 'fine')
    await symlink(certs, join(root, 'linked'))
    await symlink(join(certs, 'token'), join(root, 'innocent.txt'))
    const port = await serve({ staticRoot: [root], privatePaths: [certs, join(root, 'my-key.pem')] })
    for (const path of [
      'certs/key.pem',
      'certs/token',
      'certs/inner/x',
      'linked/ca-key.pem',
      'innocent.txt',
      'my-key.pem',
    ]) {
      const { status, body } = await raw(port, 'GET', `/static/${path}`)
      expect([path, status, body]).toEqual([path, 404, 'There is no such file here.\n'])
    }
    expect((await raw(port, 'GET', '/static/certs-of-others.txt')).body).toBe('fine')
  })

  test('of a folder that is made later are hidden as well', async () => {
    const { root } = await withFiles()
    const port = await serve({ staticRoot: [root], privatePaths: [join(root, 'certs')] })
    await mkdir(join(root, 'certs'))
    await writeFile(join(root, 'certs', 'token'), 'secret')
    expect((await raw(port, 'GET', '/static/certs/token')).status).toBe(404)
  })
})

describe('checkStaticRoots', () => {
  test('takes folders, also one that contains the certificates', async () => {
    const { folder, root } = await withFiles()
    await expect(checkStaticRoots([root, folder], [join(root, 'certs')])).resolves.toBeUndefined()
  })

  test('names a root that is no folder', async () => {
    const { root } = await withFiles()
    for (const wrong of [join(root, 'nowhere'), join(root, 'mesh.glb')]) {
      const refused = { code: 'INVALID_OPTION', message: expect.stringContaining(`"${wrong}"`) }
      await expect(checkStaticRoots([root, wrong], [])).rejects.toMatchObject(refused)
    }
  })

  test('refuses the folder of the certificates, and what lies in it, and names both', async () => {
    const { folder, root } = await withFiles()
    await symlink(root, join(folder, 'current'))
    for (const unsafe of [root, join(root, 'robot'), join(folder, 'current', 'robot')]) {
      const checking = checkStaticRoots([unsafe], [root])
      await expect(checking).rejects.toMatchObject({ code: 'STATIC_ROOT_UNSAFE' })
      await expect(checking).rejects.toThrow(unsafe)
      await expect(checking).rejects.toThrow(root)
    }
  })
})

test('a file that cannot be read is 404, also when a part of it is asked for', async () => {
  const { root } = await withFiles()
  await chmod(join(root, 'mesh.glb'), 0o000)
  const { status, head, header } = await withoutSuperuser(root, async () =>
    raw(await serve({ staticRoot: [root] }), 'GET', '/static/mesh.glb', ['Range: bytes=1-2']),
  )
  expect([status, header('Cache-Control')]).toEqual([404, 'no-store'])
  expect(head).not.toMatch(/content-range|etag|last-modified|accept-ranges/i)
})

describe('a file that vanishes or changes under way', () => {
  test('is 404 or cut short, and the server goes on', async () => {
    const { root } = await withFiles()
    const port = await serve({ staticRoot: [root] })
    const path = join(root, 'vanishing.bin')
    // Each request races with the file's end; whatever it meets, it is answered, and nothing is raised.
    const statuses = new Set<number>()
    for (let round = 0; round < 50; round++) {
      await writeFile(path, 'x'.repeat(1000))
      const [answer] = await Promise.all([raw(port, 'GET', '/static/vanishing.bin'), rm(path)])
      statuses.add(answer.status)
    }
    expect([...statuses].filter((status) => status !== 200 && status !== 404)).toEqual([])
    expect((await raw(port, 'GET', '/static/mesh.glb')).status).toBe(200)
  })

  test('that becomes shorter while it is sent ends the connection, so that nobody waits for the rest', async () => {
    const { root } = await withFiles()
    const port = await serve({ staticRoot: [root] })
    const path = join(root, 'large.bin')
    await writeFile(path, Buffer.alloc(64 * 1024 * 1024))
    const controller = new AbortController()
    const answer = await fetch(`http://127.0.0.1:${port}/static/large.bin`, { signal: controller.signal })
    await truncate(path, 1000)
    await expect(answer.arrayBuffer()).rejects.toThrow()
    expect((await stat(path)).size).toBe(1000)
  })
})
