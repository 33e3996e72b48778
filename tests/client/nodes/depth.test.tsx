import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { PerspectiveCamera, Vector3, type Vector4, type WebGLRenderer } from 'three'
import { describe, expect, test, vi } from 'vitest'
import { DepthPointCloudProvider } from '../../../protocol/index.ts'
import type { Cloud } from '../../../src/nodes/clouds/Cloud.ts'
import { colorTable } from '../../../src/nodes/depth/colorMaps.ts'
import type { DepthCloud } from '../../../src/nodes/depth/DepthCloud.ts'
import { decodeDepthPng } from '../../../src/nodes/depth/decodeDepthPng.ts'
import type { LiveScene } from '../../../src/scene/LiveScene.ts'
import { loadedStage } from '../scene/loadedStage.tsx'
import { node } from '../scene/testStage.tsx'

const told = (live: LiveScene) => [...live.problems.all.values()]

/** A grey PNG of 16 bits, as a depth camera’s driver writes it; `filterType` is that of its rows. */
function depthPng(width: number, height: number, values: ArrayLike<number>, filterType = -1): Uint8Array {
  const png = new PNG({ width, height })
  png.data = Buffer.from(Uint16Array.from(values).buffer)
  const options = { bitDepth: 16, colorType: 0, inputColorType: 0, inputHasAlpha: false, filterType } as const
  return new Uint8Array(PNG.sync.write(png, options))
}
const distances = (count: number) => Uint16Array.from({ length: count }, (_, index) => (index * 7919) % 65536)

describe('PNGs of 16 bits', () => {
  test.each([0, 1, 2, 3, 4, -1])('are decoded with rows of filter %i', async (filterType) => {
    const values = distances(13 * 7)
    const image = await decodeDepthPng(depthPng(13, 7, values, filterType))
    expect([image.width, image.height, [...(image.values as Uint16Array)]]).toEqual([13, 7, [...values]])
  })

  test.each<[string, Uint8Array, string]>([
    ['no PNG', new Uint8Array([1, 2, 3]), 'this is no PNG'],
    ['one of colours', new Uint8Array(PNG.sync.write(new PNG({ width: 2, height: 2 }))), 'expected a grey PNG'],
    ['half of one', depthPng(9, 9, distances(81)).subarray(0, 60), 'the PNG ends in the middle'],
    ['one that claims too much', claimed(100_000, 100_000), 'pixels are too many'],
    ['one without rows', claimed(4, 4), 'the PNG has too few rows'],
  ])('%s is refused with a reason', async (_what, bytes, reason) => {
    await expect(decodeDepthPng(bytes)).rejects.toThrow(reason)
  })

  function claimed(width: number, height: number): Uint8Array {
    const chunk = (type: string, data: Buffer) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(data.length)
      return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
    }
    const header = Buffer.alloc(13)
    header.writeUInt32BE(width, 0)
    header.writeUInt32BE(height, 4)
    header[8] = 16
    const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
    return new Uint8Array(
      Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(3)))]),
    )
  }
})

test('colours go from one end of a map to the other', () => {
  const ends = (map: Parameters<typeof colorTable>[0]) => {
    const table = colorTable(map)
    return [[...table.slice(0, 3)], [...table.slice(-3)]]
  }
  expect(ends('jet')).toEqual([
    [0, 0, 128],
    [128, 0, 0],
  ])
  const [dark, bright] = ends('viridis')
  expect(new Vector3(...dark!).distanceTo(new Vector3(68, 1, 84))).toBeLessThan(8)
  expect(new Vector3(...bright!).distanceTo(new Vector3(253, 231, 37))).toBeLessThan(8)
  expect(new Vector3(...ends('inferno')[1]!).distanceTo(new Vector3(252, 255, 164))).toBeLessThan(8)
  expect(new Vector3(...ends('turbo')[1]!).distanceTo(new Vector3(122, 4, 3))).toBeLessThan(40)
})

const pointsOf = (cloud: Cloud) => {
  const positions = cloud.geometry.getAttribute('position')
  return Array.from({ length: cloud.geometry.drawRange.count }, (_, index) =>
    new Vector3()
      .fromBufferAttribute(positions, index)
      .toArray()
      .map((value) => Math.round(value * 1e4) / 1e4 + 0),
  )
}
/** Three by three pixels with 90°: neighbours are 2/3 of the distance apart at a distance of 1. */
const shot = { depth: depthPng(3, 3, [0, 0, 0, 0, 1500, 0, 0, 0, 3000]), fov: 90, depthMax: 10 }

test('points stand where the camera saw them: -z forwards, y up, x to the right', async () => {
  const stage = await loadedStage({ children: [node('DepthPointCloud', 'd', shot)] })
  const cloud = stage.object<Cloud>('d')
  await vi.waitFor(
    () =>
      expect(pointsOf(cloud)).toEqual([
        [0, 0, -1.5],
        [2, -2, -3],
      ]),
    { timeout: 20_000 },
  )
  expect(cloud.material.vertexColors).toBe(true)
  expect(cloud.pointSize).toBe(2)
  expect(told(stage.live)).toEqual([])
})

test('numbers beside a width, intrinsics, a unit and bounds', async () => {
  const props = { depth: new Float32Array([1, 2, Number.NaN, 90]), width: 2, depthUnit: 1, fx: 1, fy: 2, cx: 0, cy: 0 }
  const stage = await loadedStage({
    children: [node('InPlaceDepthPointCloud', 'd', { ...props, cmap: 'none', color: 'red' })],
  })
  const cloud = stage.object<Cloud>('d')
  await vi.waitFor(
    () =>
      expect(pointsOf(cloud)).toEqual([
        [0, 0, -1],
        [2, 0, -2],
      ]),
    { timeout: 20_000 },
  )
  expect([cloud.material.vertexColors, cloud.material.color.getHexString()]).toEqual([false, 'ff0000'])
  const { geometry } = cloud
  await stage.apply({ op: 'update', nodes: [{ key: 'd', depth: new Float32Array([4, 0.01, 1, 0]) }] })
  await vi.waitFor(
    () =>
      expect(pointsOf(cloud)).toEqual([
        [0, 0, -4],
        [0, -0.5, -1],
      ]),
    { timeout: 20_000 },
  )
  expect([stage.object('d') === cloud, cloud.geometry === geometry]).toEqual([true, true])
  await stage.apply({ op: 'update', nodes: [{ key: 'd', minY: -0.2, depthMax: 3.9 }] })
  expect(pointsOf(cloud)).toEqual([])
})

test('colours follow the distance, or the height in the world', async () => {
  const stage = await loadedStage({
    children: [node('DepthPointCloud', 'd', { ...shot, cmap: 'jet', depthMin: 1.5, depthMax: 3, position: [0, 2, 0] })],
  })
  const cloud = stage.object<Cloud>('d')
  const colors = () => [...cloud.geometry.getAttribute('color').array.slice(0, 6)]
  await vi.waitFor(() => expect(colors()).toEqual([0, 0, 128, 128, 0, 0]), { timeout: 20_000 })
  await stage.apply({ op: 'update', nodes: [{ key: 'd', colorMode: 'worldY', heightMin: 0, heightMax: 2 }] })
  expect(colors()).toEqual([128, 0, 0, 0, 0, 128])
})

test.each([
  [{ depth: new Uint8Array(5) }, 'depth: could not be used (this is no PNG)'],
  [{ depth: new Float32Array(5), width: 2 }, 'depth: could not be used (5 numbers are no rows of width 2)'],
  [{ depth: new Float32Array(5) }, 'depth: could not be used (5 numbers are no rows of width undefined)'],
  [{ fov: 180 }, 'fov: expected degrees above 0, below 180'],
  [{ cmap: 'rainbow' }, 'cmap: expected "turbo", "viridis", "inferno", "jet" or "none"'],
])('%j is told', async (props, problem) => {
  const stage = await loadedStage({ children: [node('DepthPointCloud', 'd', props)] })
  await vi.waitFor(() => expect(told(stage.live).join()).toContain(`DepthPointCloud "d": ${problem}`), {
    timeout: 20_000,
  })
})

test('a provider has fewer points of its clouds drawn from afar, for each camera by itself', async () => {
  const size = 16
  const wall = { depth: new Float32Array(size * size).fill(2), width: size, depthUnit: 1, fov: 90, cmap: 'none' }
  const lod = { strides: [1, 2, 4], distances: [10, 20] }
  const provider = (props: Record<string, unknown>) =>
    node('DepthPointCloudProvider', 'p', props, node('DepthPointCloud', 'd', wall))
  const stage = await loadedStage({ children: [provider({ lod, cullingMargin: 3 })] })
  const cloud = stage.object<DepthCloud>('d')
  await vi.waitFor(() => expect(cloud.geometry.drawRange.count).toBe(size * size), { timeout: 20_000 })
  stage.root().updateMatrixWorld(true)
  const renderer = { getCurrentViewport: (into: Vector4) => into.set(0, 0, 100, 100) } as unknown as WebGLRenderer
  const drawnFrom = (z: number) => {
    const camera = new PerspectiveCamera()
    camera.position.z = z
    camera.updateMatrixWorld()
    cloud.onBeforeRender(renderer, stage.root(), camera)
    return cloud.geometry.drawRange.count
  }
  expect([0, 15, 60, 5].map(drawnFrom)).toEqual([256, 64, 16, 256])
  // Those of the largest stride come first: what is drawn from afar is spread over the whole picture.
  const columns = new Set(
    pointsOf(cloud)
      .slice(0, 16)
      .map(([x]) => x),
  )
  expect(columns.size).toBe(4)
  const tight = new Vector3(15 / 8, 15 / 8, 0).length()
  expect(cloud.geometry.boundingSphere!.radius).toBeCloseTo(tight + 3, 4)

  await stage.apply({
    op: 'update',
    nodes: [{ key: 'p', lod: { strides: [4], distances: [] }, frustumCulling: false }],
  })
  expect([drawnFrom(0), cloud.frustumCulled]).toEqual([16, false])
  expect(() => DepthPointCloudProvider({ lod: { strides: [1, 2], distances: [5, 4] } })).toThrow(
    'lod: expected distances that grow',
  )
  expect(() => DepthPointCloudProvider({ lod: { strides: [0], distances: [] } })).toThrow('lod.strides[0]')
  expect(() => DepthPointCloudProvider({ lod: { strides: [1, 2, 4], distances: [5] } })).toThrow(
    'lod: expected a distance for each stride',
  )
})

test('a provider moves its clouds', async () => {
  const stage = await loadedStage({
    children: [node('DepthPointCloudProvider', 'p', { position: [1, 0, 0] }, node('DepthPointCloud', 'd', shot))],
  })
  const cloud = stage.object<Cloud>('d')
  expect(cloud.getWorldPosition(new Vector3()).toArray()).toEqual([1, 0, 0])
})
