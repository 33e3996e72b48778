import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test, vi } from 'vitest'
import { Assets } from '../../../src/nodes/models/Assets.ts'
import { LeaseCache } from '../../../src/nodes/models/LeaseCache.ts'
import { robotFileUrl } from '../../../src/nodes/models/robotPaths.ts'
import { withoutEval } from '../../../src/nodes/models/transcoderWithoutEval.ts'
import { loadingText } from '../../../src/ui/LoadingLine.tsx'

test('assets are found by path, by the end of a path, and by a name that only one has', () => {
  const assets = new Assets({
    'package://arm/meshes/a.stl': '1',
    './meshes/b.stl': '2',
    'x/c.stl': '3',
    'y/c.stl': '4',
  })
  expect(assets.find('package://arm/meshes/a.stl')).toBe('1')
  expect(assets.find('meshes/a.stl')).toBe('1')
  expect(assets.find('meshes\\b.stl')).toBe('2')
  expect(assets.find('somewhere/b.stl')).toBe('2')
  expect(assets.find('x/c.stl')).toBe('3')
  expect(assets.find('c.stl?v=1')).toBeUndefined()
  expect(assets.find('d.stl')).toBeUndefined()
})

test('package:// leads where packages says, else where robots usually have their files', () => {
  const base = 'https://host/static/arm_description/urdf/'
  const url = (path: string, packages?: string | Record<string, string>, folder = base) =>
    robotFileUrl(path, { base: folder, packages })
  const path = 'package://arm_description/meshes/a.stl'
  expect(url(path)).toBe('https://host/static/arm_description/meshes/a.stl')
  expect(url('package://other/a.stl')).toBe('https://host/static/arm_description/a.stl')
  expect(url(path, undefined, 'https://host/r/')).toBe('https://host/r/arm_description/meshes/a.stl')
  expect(url(path, 'https://host/ros')).toBe('https://host/ros/arm_description/meshes/a.stl')
  expect(url(path, 'https://host/arm_description')).toBe('https://host/arm_description/meshes/a.stl')
  expect(url(path, { arm_description: 'https://host/here/' })).toBe('https://host/here/meshes/a.stl')
  expect(() => url(path, { other: '/x' })).toThrow('packages has no entry for "arm_description"')
  expect(url('../meshes/a.stl')).toBe('https://host/static/arm_description/meshes/a.stl')
  expect(url('https://cdn.example/a.stl')).toBe('https://cdn.example/a.stl')
  expect(() => url('file:///home/a.stl')).toThrow('a browser cannot read file://')
})

test('the last user ends what is loading and disposes of what is there; a failure is tried anew', async () => {
  const cache = new LeaseCache()
  const dispose = vi.fn()
  const load = vi.fn(async (_signal: AbortSignal) => ({ dispose }))
  const first = cache.acquire('a', load)
  const second = cache.acquire('a', load)
  expect(load).toHaveBeenCalledTimes(1)
  await first.value
  first.release()
  first.release()
  expect(dispose).not.toHaveBeenCalled()
  second.release()
  await vi.waitFor(() => expect(dispose).toHaveBeenCalledTimes(1))
  const slow = cache.acquire('b', load)
  slow.release()
  expect(load.mock.calls[1]![0].aborted).toBe(true)
  const broken = cache.acquire('c', () => Promise.reject(new Error('broken')))
  await expect(broken.value).rejects.toThrow('broken')
  const again = cache.acquire('c', load)
  await again.value
  broken.release()
  expect(cache.size).toBe(1)
})

test('three’s transcoder is the one that is made to work without eval', () => {
  const path = createRequire(import.meta.url).resolve('three/addons/libs/basis/basis_transcoder.js')
  const script = withoutEval(readFileSync(path, 'utf8'))
  expect(script).toContain('function craftInvokerFunctionByEval(')
  // Left are the definition of newFunc and its two uses in what nobody calls any more.
  expect(script.split('newFunc(')).toHaveLength(4)
  expect(() => withoutEval('another script')).toThrow('the KTX2 decoder has changed')
})

test('the page says what is loading, and how much of it is there', () => {
  expect(loadingText([{ name: 'arm.glb', fraction: undefined }])).toBe('Loading arm.glb')
  expect(loadingText([{ name: 'arm.glb', fraction: 0.456 }])).toBe('Loading arm.glb, 45 %')
  const same = { name: 'arm.glb', fraction: 0.5 }
  expect(loadingText([same, same, { name: 'b.stl', fraction: 1 }])).toBe('Loading 2 files, 75 %')
})
