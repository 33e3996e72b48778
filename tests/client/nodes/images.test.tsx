import { act } from '@react-three/test-renderer'
import { type BufferGeometry, type Mesh, type MeshBasicMaterial, type PerspectiveCamera, Vector3 } from 'three'
import { describe, expect, test, vi } from 'vitest'
import type { PictureSource } from '../../../protocol/index.ts'
import { PictureSets } from '../../../src/nodes/images/PictureSets.ts'
import { PictureStream } from '../../../src/nodes/images/PictureStream.ts'
import type { LoadImage } from '../../../src/nodes/textures.ts'
import { loaded, node, seededRandom, testStage } from '../scene/testStage.tsx'

type Surface = Mesh<BufferGeometry, MeshBasicMaterial>

const jpeg = (id: number) => Uint8Array.of(0xff, 0xd8, id)
const png = (id: number) => Uint8Array.of(0x89, 0x50, id)

/** Pictures that are decoded when the test says so. The third byte is their name. */
function decoder() {
  const asked: {
    name: number
    finish: (width?: number, height?: number) => Promise<void>
    fail: () => Promise<void>
  }[] = []
  const closed: number[] = []
  const loadImage: LoadImage = (source) =>
    new Promise((resolve, reject) => {
      const name = (source as Uint8Array)[2]!
      asked.push({
        name,
        finish: (width = 4, height = 2) =>
          act(async () => resolve({ width, height, name, close: () => closed.push(name) } as unknown as ImageBitmap)),
        fail: () => act(async () => reject(new Error('not a picture'))),
      })
    })
  return { asked, closed, loadImage }
}
const surfaceOf = (stage: Awaited<ReturnType<typeof testStage>>, key: string) =>
  stage.object(key).children.find((child) => child.type === 'Mesh') as Surface
const shown = (surface: Surface) => (surface.material.map?.image as { name?: number } | undefined)?.name
/** The views are loaded when first used. */
async function imagesStage(scene: Parameters<typeof testStage>[0], loadImage: LoadImage) {
  await import('../../../src/nodes/images/ImageView.tsx')
  await import('../../../src/nodes/images/ImageBackgroundView.tsx')
  await import('../../../src/nodes/images/HUDPlaneView.tsx')
  const stage = await testStage(scene, { loadImage })
  await stage.settle()
  await stage.settle()
  return stage
}
const size = (surface: Surface) => {
  surface.geometry.computeBoundingBox()
  const box = surface.geometry.boundingBox!.getSize(new Vector3()).multiply(surface.scale)
  return [box.x, box.y].map((side) => Math.round(side * 1000) / 1000)
}
const worldPosition = (object: { getWorldPosition(into: Vector3): Vector3 }) =>
  object
    .getWorldPosition(new Vector3())
    .toArray()
    .map((value) => Math.round(value * 1000) / 1000 + 0)

test('an Image is a plane of its colour until the picture is there, and then has its shape', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage(
    { children: [node('Image', 'cam', { rgb: jpeg(1), height: 2, placeholderColor: '#ff0000' })] },
    loadImage,
  )
  const surface = surfaceOf(stage, 'cam')
  expect(surface.visible).toBe(true)
  expect(surface.material.color.getHexString()).toBe('ff0000')
  expect(size(surface)).toEqual([2, 2])
  expect(stage.live.loading.keys).toEqual(['cam'])
  await asked[0]!.finish(400, 100)
  expect(shown(surface)).toBe(1)
  expect(surface.material.color.getHexString()).toBe('ffffff')
  expect(size(surface)).toEqual([8, 2])
  expect(surface.material.transparent).toBe(false)
  expect(stage.live.loading.size).toBe(0)
})

test('of pictures that come while one is decoded, the newest is next and the others are never decoded', async () => {
  const { asked, closed, loadImage } = decoder()
  const stage = await imagesStage({ children: [node('Image', 'cam')] }, loadImage)
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(1) }] })
  for (const id of [2, 3, 4]) stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(id) }] })
  expect(asked.map(({ name }) => name)).toEqual([1])
  await asked[0]!.finish()
  expect(asked.map(({ name }) => name)).toEqual([1])
  stage.frame()
  expect(asked.map(({ name }) => name)).toEqual([1, 4])
  await asked[1]!.finish()
  expect(shown(surfaceOf(stage, 'cam'))).toBe(4)
  expect(closed).toEqual([1])
})

test('one that waited is decoded at once where frames are faster than decoding', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage({ children: [node('Image', 'cam')] }, loadImage)
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(1) }] })
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(2) }] })
  stage.frame()
  await asked[0]!.finish()
  expect(asked.map(({ name }) => name)).toEqual([1, 2])
})

test('where no frames come, as on a page that nobody sees, a stream goes on all the same', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage({ children: [node('Image', 'cam')] }, loadImage)
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(1) }] })
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(2) }] })
  await asked[0]!.finish()
  expect(asked).toHaveLength(1)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
})

test('a picture that comes when one is decoded but not drawn yet is decoded at once', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage({ children: [node('Image', 'cam')] }, loadImage)
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(1) }] })
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(2) }] })
  await asked[0]!.finish()
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(3) }] })
  expect(asked.map(({ name }) => name)).toEqual([1, 3])
  await asked[1]!.finish()
  stage.frame()
  expect(asked).toHaveLength(2)
  expect(shown(surfaceOf(stage, 'cam'))).toBe(3)
})

test('decoding begins when the picture comes, not with the next frame', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage({ children: [node('Image', 'cam', {})] }, loadImage)
  stage.live.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(1) }] })
  expect(asked).toHaveLength(1)
  stage.frame()
  expect(asked).toHaveLength(1)
})

test('pictures of one size share one texture; another size gets another, and the old one is disposed of', async () => {
  const { asked, closed, loadImage } = decoder()
  const stage = await imagesStage({ children: [node('Image', 'cam', { rgb: jpeg(1) })] }, loadImage)
  await asked[0]!.finish(4, 2)
  const surface = surfaceOf(stage, 'cam')
  const { material, geometry } = surface
  const first = material.map!
  const disposed = vi.fn()
  first.addEventListener('dispose', disposed)
  const { version } = first
  for (const id of [2, 3]) {
    await stage.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(id) }] })
    await asked.at(-1)!.finish(4, 2)
  }
  expect(material.map).toBe(first)
  expect(first.version).toBe(version + 2)
  expect(disposed).not.toHaveBeenCalled()

  await stage.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(4) }] })
  await asked.at(-1)!.finish(8, 2)
  expect(surfaceOf(stage, 'cam')).toBe(surface)
  expect(disposed).toHaveBeenCalledOnce()
  const gone = vi.fn()
  for (const resource of [material.map!, material, geometry]) resource.addEventListener('dispose', gone)
  await stage.apply({ op: 'remove', keys: ['cam'] })
  expect(gone).toHaveBeenCalledTimes(3)
  expect(closed).toEqual([1, 2, 3, 4])
})

test('a picture that comes for a node that is gone is closed', async () => {
  const { asked, closed, loadImage } = decoder()
  const stage = await imagesStage({ children: [node('Image', 'cam', { rgb: jpeg(1) })] }, loadImage)
  await stage.apply({ op: 'remove', keys: ['cam'] })
  await asked[0]!.finish()
  expect(closed).toEqual([1])
  expect(stage.live.loading.size).toBe(0)
})

test('a broken picture is told and leaves the last one; the next good one takes the line away', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage({ children: [node('Image', 'cam', { rgb: jpeg(1) })] }, loadImage)
  await asked[0]!.finish()
  await stage.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(2) }] })
  await asked[1]!.fail()
  expect(stage.live.problems.all.get('cam')).toBe(
    'Image "cam": rgb: 3 bytes: could not be shown (not a picture; expected JPEG, PNG or WebP)',
  )
  expect(shown(surfaceOf(stage, 'cam'))).toBe(1)
  await stage.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(3) }] })
  await asked[2]!.finish()
  expect(stage.live.problems.all.size).toBe(0)
  await stage.apply({ op: 'update', nodes: [{ key: 'cam', rgb: 7 }] })
  expect(stage.live.problems.all.get('cam')).toMatch(/^Image "cam": rgb: expected a string, bytes .* got 7$/)
})

test('what may be transparent is drawn so: a PNG, a picture with alpha, opacity below 1', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage(
    {
      children: [
        node('Image', 'png', { rgb: png(1) }),
        node('Image', 'alpha', { rgb: jpeg(2), alpha: jpeg(3) }),
        node('Image', 'pale', { rgb: jpeg(4), opacity: 0.5 }),
        node('Image', 'solid', { rgb: jpeg(5) }),
      ],
    },
    loadImage,
  )
  for (const each of asked) await each.finish()
  const isTransparent = (key: string) => surfaceOf(stage, key).material.transparent
  expect(['png', 'alpha', 'pale', 'solid'].map(isTransparent)).toEqual([true, true, true, false])
  expect(surfaceOf(stage, 'alpha').material.alphaMap).not.toBeNull()
})

test('an ImageBackground fills the view before the camera, follows it, and is not there before its picture', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage(
    {
      position: [5, 0, 0],
      rawChildren: [node('PerspectiveCamera', 'eye', { makeDefault: true, position: [0, 0, 4], fov: 90 })],
      children: [node('ImageBackground', 'bg', { src: jpeg(1), distanceToCamera: 2, position: [0, 0.5, 0] })],
    },
    loadImage,
  )
  const surface = surfaceOf(stage, 'bg')
  expect(surface.visible).toBe(false)
  await asked[0]!.finish(400, 100)
  await stage.settle()
  expect(surface.visible).toBe(true)
  expect(size(surface)).toEqual([16, 4])
  stage.root().updateMatrixWorld()
  expect(worldPosition(surface)).toEqual([0, 0.5, 2])

  stage.object<PerspectiveCamera>('eye').rotation.set(0, Math.PI / 2, 0)
  await stage.settle()
  stage.root().updateMatrixWorld()
  expect(worldPosition(surface)).toEqual([-2, 0.5, 4])

  await stage.apply({ op: 'update', nodes: [{ key: 'bg', height: 1, aspect: 3 }] })
  expect(size(surface)).toEqual([3, 1])
  await stage.apply({ op: 'update', nodes: [{ key: 'bg', fixed: true }] })
  stage.root().updateMatrixWorld()
  expect(worldPosition(surface)).toEqual([5, 0.5, 0])
  expect(surfaceOf(stage, 'bg')).toBe(surface)
})

test('a sphere goes with the eyes and does not turn with them', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage(
    {
      rawChildren: [node('PerspectiveCamera', 'eye', { makeDefault: true, position: [1, 2, 3], rotation: [0, 1, 0] })],
      children: [node('ImageBackground', 'bg', { src: jpeg(1), geometry: 'auto', distanceToCamera: 7 })],
    },
    loadImage,
  )
  await asked[0]!.finish(400, 200)
  await stage.settle()
  stage.root().updateMatrixWorld()
  const surface = surfaceOf(stage, 'bg')
  expect(worldPosition(surface)).toEqual([1, 2, 3])
  expect(surface.scale.x).toBe(7)
  // The middle of the picture is ahead of somebody who looks along -z: there u and v are a half.
  const { position, uv } = surface.geometry.attributes as never as Record<string, { getX(at: number): number }> & {
    position: { count: number; getX(at: number): number; getY(at: number): number; getZ(at: number): number }
    uv: { getX(at: number): number; getY(at: number): number }
  }
  const uvAt = (x: number, y: number, z: number) => {
    let [best, found] = [Number.POSITIVE_INFINITY, [0, 0]]
    for (let at = 0; at < position.count; at += 1) {
      const far = Math.hypot(position.getX(at) - x, position.getY(at) - y, position.getZ(at) - z)
      if (far < best) [best, found] = [far, [uv.getX(at), uv.getY(at)]]
    }
    return found
  }
  expect(uvAt(0, 0, -1)).toEqual([0.5, 0.5])
  expect(uvAt(1, 0, 0)).toEqual([0.75, 0.5])
  expect(uvAt(0, 1, 0)[1]).toBe(0)
})

test('a HUDPlane carries what is inside it before the camera', async () => {
  const stage = await imagesStage(
    {
      rawChildren: [node('PerspectiveCamera', 'eye', { makeDefault: true, position: [0, 0, 4], fov: 90 })],
      children: [
        node(
          'HUDPlane',
          'hud',
          { distanceToCamera: 3, height: 1, aspect: 2, color: '#00ff00' },
          node('Box', 'mark', { position: [1, 0, 0] }),
        ),
      ],
    },
    decoder().loadImage,
  )
  await stage.settle()
  stage.root().updateMatrixWorld()
  expect(worldPosition(stage.object('mark'))).toEqual([1, 0, 1])
  const surface = surfaceOf(stage, 'hud')
  expect(size(surface)).toEqual([2, 1])
  expect([surface.material.visible, surface.material.color.getHexString()]).toEqual([true, '00ff00'])
  await stage.apply({ op: 'update', nodes: [{ key: 'hud', color: null }] })
  expect(surface.material.visible).toBe(false)
})

test('a HUDPlane is drawn with its map, or with the material inside it', async () => {
  const { asked, loadImage } = decoder()
  const stage = await imagesStage(
    {
      children: [
        node('HUDPlane', 'hud', { material: { map: png(1) }, opacity: 0.5, side: 'back' }),
        node('HUDPlane', 'worn', {}, node('meshNormalMaterial', 'normals')),
        node('HUDPlane', 'bare'),
      ],
    },
    loadImage,
  )
  await asked[0]!.finish()
  const { material } = surfaceOf(stage, 'hud')
  expect(shown(surfaceOf(stage, 'hud'))).toBe(1)
  expect(material).toMatchObject({ visible: true, opacity: 0.5, transparent: true, side: 1 })
  await loaded(stage)
  expect(surfaceOf(stage, 'worn').material).toMatchObject({ type: 'MeshNormalMaterial', visible: true })
  expect(surfaceOf(stage, 'bare').material.visible).toBe(false)
  expect(stage.heard).toEqual([])
  await stage.apply({ op: 'remove', keys: ['normals'] })
  expect(surfaceOf(stage, 'worn').material).toMatchObject({ type: 'MeshBasicMaterial', visible: false })
})

describe('pictures that came in one update', () => {
  /** Both eyes, which show pictures 1 and 2. */
  async function bothEyes() {
    const { asked, closed, loadImage } = decoder()
    const eyes = [node('ImageBackground', 'left', { src: jpeg(1) }), node('ImageBackground', 'right', { src: jpeg(2) })]
    const stage = await imagesStage({ children: eyes }, loadImage)
    for (const each of asked.splice(0)) await each.finish()
    const finish = (name: number) => asked.find((each) => each.name === name)!.finish()
    const update = (pictures: Record<string, PictureSource | null>) =>
      stage.apply({ op: 'update', nodes: Object.entries(pictures).map(([key, src]) => ({ key, src })) })
    const both = () => ['left', 'right'].map((key) => shown(surfaceOf(stage, key)))
    return { stage, asked, closed, finish, update, both }
  }

  test('are shown together', async () => {
    const { finish, update, both } = await bothEyes()
    await update({ left: jpeg(3), right: jpeg(4) })
    await finish(4)
    expect(both()).toEqual([1, 2])
    await finish(3)
    expect(both()).toEqual([3, 4])
  })

  test('and those of two updates are not', async () => {
    const { finish, update, both } = await bothEyes()
    await update({ left: jpeg(3) })
    await update({ right: jpeg(4) })
    await finish(4)
    expect(both()).toEqual([1, 4])
  })

  test('also when they waited for earlier ones, of which the newest are decoded', async () => {
    const { stage, asked, finish, update, both } = await bothEyes()
    for (const name of [10, 20, 30]) await update({ left: jpeg(name), right: jpeg(name + 1) })
    expect(asked.map(({ name }) => name)).toEqual([10, 11])
    await finish(10)
    expect(asked).toHaveLength(2)
    await finish(11)
    expect(both()).toEqual([10, 11])
    stage.frame()
    expect(asked.map(({ name }) => name)).toEqual([10, 11, 30, 31])
    await finish(31)
    expect(both()).toEqual([10, 11])
    await finish(30)
    expect(both()).toEqual([30, 31])
  })

  test('also of several updates that are applied in one go', async () => {
    const { stage, asked, finish, both } = await bothEyes()
    for (const name of [10, 20, 30]) {
      stage.live.apply({
        op: 'update',
        nodes: [
          { key: 'left', src: jpeg(name) },
          { key: 'right', src: jpeg(name + 1) },
        ],
      })
    }
    await finish(10)
    await finish(11)
    expect(both()).toEqual([10, 11])
    stage.frame()
    await finish(30)
    await finish(31)
    expect(both()).toEqual([30, 31])
    expect(asked).toHaveLength(4)
  })

  test('do not wait for one that is broken, taken away, or gone with its node', async () => {
    const { stage, asked, closed, finish, update, both } = await bothEyes()
    await update({ left: jpeg(3), right: jpeg(4) })
    await finish(3)
    await asked[1]!.fail()
    expect(both()).toEqual([3, 2])
    await update({ left: jpeg(5), right: jpeg(6) })
    await finish(5)
    await update({ right: null })
    expect(both()).toEqual([5, undefined])
    await finish(6)
    await update({ right: jpeg(7) })
    await finish(7)
    await update({ left: jpeg(8), right: jpeg(9) })
    await finish(9)
    await stage.apply({ op: 'remove', keys: ['left'] })
    expect(shown(surfaceOf(stage, 'right'))).toBe(9)
    await finish(8)
    expect(closed.sort()).toEqual([1, 2, 3, 5, 6, 7, 8])
    expect(stage.live.loading.size).toBe(0)
  })

  test('of one node are shown together as well: a picture and its depth', async () => {
    const { asked, loadImage } = decoder()
    const stage = await imagesStage({ children: [node('Image', 'cam', { rgb: jpeg(1), alpha: jpeg(2) })] }, loadImage)
    for (const each of asked.splice(0)) await each.finish()
    await stage.apply({ op: 'update', nodes: [{ key: 'cam', rgb: jpeg(3), alpha: jpeg(4) }] })
    const { material } = surfaceOf(stage, 'cam')
    const names = () => [material.map, material.alphaMap].map((map) => (map!.image as { name?: number }).name)
    await asked[0]!.finish()
    expect(names()).toEqual([1, 2])
    await asked[1]!.finish()
    expect(names()).toEqual([3, 4])
  })

  test('at random: the newest of both are shown in the end, and each pair that is seen was sent', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    const random = seededRandom(seed)
    const { stage, asked, closed, update, both } = await bothEyes()
    const sent = new Set(['1,2'])
    let name = 2
    let last = [1, 2]
    for (let step = 0; step < 60; step += 1) {
      if (random() < 0.4 && name < 250) {
        name += 2
        last = [name - 1, name]
        sent.add(String(last))
        await update({ left: jpeg(name - 1), right: jpeg(name) })
      } else if (asked.length > 0) await asked.splice(Math.floor(random() * asked.length), 1)[0]!.finish()
      expect([...sent], `seed ${seed}, step ${step}`).toContain(String(both()))
    }
    while (asked.length > 0) {
      await asked.shift()!.finish()
      stage.frame()
    }
    expect(both(), `seed ${seed}`).toEqual(last)
    expect(new Set(closed).size, `seed ${seed}`).toBe(closed.length)
  })
})

test('an address that does not answer is given up for the next picture', async () => {
  const signals: AbortSignal[] = []
  const shownPictures: (ImageBitmap | null)[] = []
  const stream = new PictureStream({
    sets: new PictureSets(),
    decode: (source: PictureSource, signal) => {
      signals.push(signal)
      return typeof source === 'string' ? new Promise(() => {}) : Promise.resolve({ close() {} } as ImageBitmap)
    },
    show: (picture) => shownPictures.push(picture),
    failed: () => {},
    beginLoading: () => () => {},
  })
  stream.want('/slow.jpg')
  stream.want(jpeg(1))
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  await vi.waitFor(() => expect(shownPictures).toHaveLength(1))
  stream.want(undefined)
  expect(shownPictures.at(-1)).toBeNull()
})
