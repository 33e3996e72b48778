import { act } from '@react-three/test-renderer'
import { type Mesh, type MeshStandardMaterial, NoColorSpace, RepeatWrapping, SRGBColorSpace } from 'three'
import { expect, test } from 'vitest'
import type { LoadImage, TextureSource } from '../../../src/nodes/textures.ts'
import { node, testStage } from '../scene/testStage.tsx'

type Surface = Mesh<never, MeshStandardMaterial>

/** Pictures that come when the test says so. */
function pictures() {
  const requests: {
    source: TextureSource
    signal: AbortSignal
    come: () => Promise<void>
    fail: (why: string) => Promise<void>
  }[] = []
  const closed: TextureSource[] = []
  const loadImage: LoadImage = (source, signal) =>
    new Promise((resolve, reject) => {
      const image = { width: 1, height: 1, source, close: () => closed.push(source) } as unknown as ImageBitmap
      requests.push({
        source,
        signal,
        come: () => act(async () => resolve(image)),
        fail: (why) => act(async () => reject(new Error(why))),
      })
    })
  return { requests, closed, loadImage }
}
const sourceOf = (surface: Surface) => (surface.material.map?.image as { source: TextureSource } | undefined)?.source

test('a surface is drawn plain until its map is there, and counts as loading', async () => {
  const { requests, loadImage } = pictures()
  const stage = await testStage(
    { children: [node('Plane', 'floor', { material: { map: '/a.jpg', normalMap: '/n.png', mapRepeat: [2, 3] } })] },
    { loadImage },
  )
  const floor = stage.object<Surface>('floor')
  expect(floor.visible).toBe(true)
  expect(floor.material.map).toBeNull()
  expect(stage.live.loading.keys).toEqual(['floor'])
  for (const request of requests) await request.come()
  const { map, normalMap } = floor.material
  expect([map?.colorSpace, normalMap?.colorSpace]).toEqual([SRGBColorSpace, NoColorSpace])
  expect([map?.wrapS, map?.wrapT, map?.repeat.toArray()]).toEqual([RepeatWrapping, RepeatWrapping, [2, 3]])
  expect(stage.live.loading.size).toBe(0)
})

test('a map that cannot be loaded leaves the plain material, and is told with its address', async () => {
  const { requests, loadImage } = pictures()
  const map = 'https://example.invalid/floor.jpg'
  const stage = await testStage(
    { children: [node('Plane', 'floor', { material: { map, roughness: 0.9 } })] },
    { loadImage },
  )
  await requests[0]!.fail('Failed to fetch')
  expect(stage.object<Surface>('floor').material).toMatchObject({ map: null, roughness: 0.9 })
  expect(stage.live.problems.all.get('floor')).toBe(`Plane "floor": map: ${map}: could not be loaded (Failed to fetch)`)
  expect(stage.live.loading.size).toBe(0)
  await stage.apply({ op: 'update', nodes: [{ key: 'floor', material: {} }] })
  expect(stage.live.problems.all.size).toBe(0)
})

test('what comes late for a source that is no longer wanted is thrown away', async () => {
  const { requests, closed, loadImage } = pictures()
  const stage = await testStage({ children: [node('Plane', 'p', { material: { map: '/old.jpg' } })] }, { loadImage })
  await stage.apply({ op: 'update', nodes: [{ key: 'p', material: { map: '/new.jpg' } }] })
  expect(requests[0]!.signal.aborted).toBe(true)
  await requests[1]!.come()
  await requests[0]!.come()
  expect(sourceOf(stage.object('p'))).toBe('/new.jpg')
  expect(closed).toEqual(['/old.jpg'])
})

test('a map that gets another source keeps its picture until the new one is there', async () => {
  const { requests, closed, loadImage } = pictures()
  const stage = await testStage({ children: [node('Plane', 'p', { material: { map: '/1.jpg' } })] }, { loadImage })
  await requests[0]!.come()
  await stage.apply({ op: 'update', nodes: [{ key: 'p', material: { map: new Uint8Array([1]) } }] })
  expect(sourceOf(stage.object('p'))).toBe('/1.jpg')
  await requests[1]!.come()
  expect(sourceOf(stage.object('p'))).toEqual(new Uint8Array([1]))
  expect(closed).toEqual(['/1.jpg'])
})

test('a texture outlives a change of material and is disposed of with its node', async () => {
  const { requests, closed, loadImage } = pictures()
  const stage = await testStage({ children: [node('Plane', 'p', { material: { map: '/1.jpg' } })] }, { loadImage })
  await requests[0]!.come()
  await stage.apply({ op: 'update', nodes: [{ key: 'p', materialType: 'basic' }] })
  expect(sourceOf(stage.object('p'))).toBe('/1.jpg')
  expect(requests).toHaveLength(1)
  await stage.apply({ op: 'remove', keys: ['p'] })
  expect(closed).toEqual(['/1.jpg'])
})

test('a node that goes while its map is loading is no longer loading', async () => {
  const { requests, loadImage } = pictures()
  const stage = await testStage({ children: [node('Plane', 'p', { material: { map: '/1.jpg' } })] }, { loadImage })
  await stage.apply({ op: 'remove', keys: ['p'] })
  expect(requests[0]!.signal.aborted).toBe(true)
  await requests[0]!.fail('aborted')
  expect(stage.live.loading.size).toBe(0)
  expect(stage.live.problems.all.size).toBe(0)
})

test('light follows a displacement map, unless a normal map is given or refused', async () => {
  const { requests, loadImage } = pictures()
  const stage = await testStage(
    { children: [node('Plane', 'p', { material: { displacementMap: '/h.png', displacementScale: 0.2 } })] },
    { loadImage },
  )
  const { material } = stage.object<Surface>('p')
  await requests[0]!.come()
  expect(requests).toHaveLength(1)
  expect(material.bumpMap).toBe(material.displacementMap)
  expect([material.displacementMap === null, material.bumpScale]).toEqual([false, 0.2])
  const displacement = { displacementMap: '/h.png', displacementScale: 0.2 }
  await stage.apply({ op: 'update', nodes: [{ key: 'p', material: { ...displacement, normalMap: false } }] })
  expect([material.bumpMap, material.displacementMap === null, material.bumpScale]).toEqual([null, false, 1])
  await stage.apply({ op: 'update', nodes: [{ key: 'p', material: { ...displacement, normalMap: '/n.png' } }] })
  await requests[1]!.come()
  expect([material.bumpMap, material.normalMap === null]).toEqual([null, false])
})

test('one map is repeated otherwise than the rest', async () => {
  const { requests, loadImage } = pictures()
  const maps = { map: '/a.jpg', normalMap: '/n.png', mapRepeat: [2, 3], normalMapRepeat: [4, 4] }
  const stage = await testStage({ children: [node('Plane', 'p', { material: maps })] }, { loadImage })
  for (const request of requests) await request.come()
  const { material } = stage.object<Surface>('p')
  expect([material.map?.repeat.toArray(), material.normalMap?.repeat.toArray()]).toEqual([
    [2, 3],
    [4, 4],
  ])
  await stage.apply({ op: 'update', nodes: [{ key: 'p', material: { ...maps, normalMapRepeat: [1, 5] } }] })
  expect(requests).toHaveLength(2)
  expect(material.normalMap?.repeat.toArray()).toEqual([1, 5])
  expect(stage.live.problems.all.size).toBe(0)
})

test('a texture is disposed of when its material no longer has it: drawn once more, it would stay on the graphics card', async () => {
  const { requests, loadImage } = pictures()
  const stage = await testStage({ children: [node('Plane', 'p', { material: { map: '/old.jpg' } })] }, { loadImage })
  await requests[0]!.come()
  const { material } = stage.object<Surface>('p')
  const wasWorn: boolean[] = []
  const watch = () => {
    const { map } = material
    map?.addEventListener('dispose', () => wasWorn.push(material.map === map))
  }
  watch()
  await stage.apply({ op: 'update', nodes: [{ key: 'p', material: { map: '/new.jpg' } }] })
  await requests[1]!.come()
  watch()
  await stage.apply({ op: 'update', nodes: [{ key: 'p', material: {} }] })
  expect(wasWorn).toEqual([false, false])
})
