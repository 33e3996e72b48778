import { act } from '@react-three/test-renderer'
import {
  AgXToneMapping,
  type BufferGeometry,
  Color,
  DataTexture,
  DataUtils,
  EquirectangularReflectionMapping,
  type Fog,
  type FogExp2,
  type Mesh,
  type MeshBasicMaterial,
  NoToneMapping,
  type PerspectiveCamera,
  type ShaderMaterial,
  type Texture,
  UVMapping,
  Vector3,
} from 'three'
import { describe, expect, test, vi } from 'vitest'
import { ENVIRONMENT_PRESETS } from '../../../protocol/index.ts'
import { presetPanorama } from '../../../src/nodes/presetPanorama.ts'
import type { LoadImage } from '../../../src/nodes/textures.ts'
import { exrFile, hdrFile } from '../../support/pictures.ts'
import { drawnStage, node, testStage } from '../scene/testStage.tsx'

const bright = () => [4, 2, 1] as const

/** Pictures that come at once, of the size that their first two bytes say. */
const sized: LoadImage = async (source) => {
  const [width, height] = source as Uint8Array
  return { width, height, close() {} } as unknown as ImageBitmap
}

function countDisposals(texture: Texture | null | undefined) {
  const counted = { times: 0 }
  texture?.addEventListener('dispose', () => {
    counted.times += 1
  })
  return counted
}

describe('Environment', () => {
  test.each([
    ['HDR', hdrFile(4, 2, bright)],
    ['EXR', exrFile(4, 2, bright)],
  ])('the light of an %s file that came as bytes lights the scene', async (_name, files) => {
    const stage = await drawnStage({
      children: [node('Environment', 'env', { files, environmentIntensity: 0.5, environmentRotation: [0, 1, 0] })],
    })
    const data = () => (stage.root().environment as DataTexture | null)?.image
    await expect.poll(() => data()?.width).toBe(4)
    await stage.settle()
    const { environment, environmentIntensity, environmentRotation, background } = stage.root()
    expect(environment?.mapping).toBe(EquirectangularReflectionMapping)
    expect([...(data()!.data as Uint16Array).slice(0, 3)].map((half) => DataUtils.fromHalfFloat(half))).toEqual([
      expect.closeTo(4, 1),
      expect.closeTo(2, 1),
      expect.closeTo(1, 1),
    ])
    expect([environmentIntensity, environmentRotation.y]).toEqual([0.5, 1])
    expect(background).toBeInstanceOf(Color)
    expect(stage.live.loading.size).toBe(0)
    const disposals = countDisposals(environment)
    await stage.apply({ op: 'remove', keys: ['env'] })
    expect([stage.root().environment, disposals.times]).toEqual([null, 1])
  })

  test('its own surroundings light the scene at once, and the viewer’s light stays away', async () => {
    const stage = await drawnStage({
      children: [node('Environment', 'env', { preset: 'sunset', background: true, blur: 0.4 })],
    })
    const { environment, background, backgroundBlurriness } = stage.root()
    expect(environment).toBe(background)
    expect(backgroundBlurriness).toBe(0.4)
    expect(stage.all('HemisphereLight')).toHaveLength(0)
    const disposals = countDisposals(environment)
    await stage.apply({ op: 'update', nodes: [{ key: 'env', preset: 'night' }] })
    expect(disposals.times).toBe(1)
    expect(stage.root().environment).not.toBe(environment)
    await stage.apply({ op: 'update', nodes: [{ key: 'env', background: 'only' }] })
    expect([stage.root().environment, stage.root().background instanceof DataTexture]).toEqual([null, true])
    await stage.apply({ op: 'remove', keys: ['env'] })
    expect([stage.root().background instanceof Color, stage.root().backgroundBlurriness]).toEqual([true, 0])
    expect(stage.all('HemisphereLight')).toHaveLength(1)
  })

  test('a file that is none is told, and the surroundings of the preset stay', async () => {
    const files = Uint8Array.of(0x76, 0x2f, 0x31, 0x01, 9)
    const stage = await drawnStage({ children: [node('Environment', 'env', { files })] })
    await expect.poll(() => stage.live.problems.all.get('env')).toContain('files: 5 bytes: could not be loaded')
    await stage.settle()
    expect(stage.root().environment).toBeInstanceOf(DataTexture)
    expect(stage.live.loading.size).toBe(0)
  })

  test('the sun of a sunset stands in the west, low, and the night is darker than the day', () => {
    const brightest = (preset: (typeof ENVIRONMENT_PRESETS)[number]) => {
      const { data, width } = presetPanorama(preset).image as { data: Uint16Array; width: number }
      let [most, at, sum] = [0, 0, 0]
      for (let index = 0; index < data.length; index += 4) {
        const red = DataUtils.fromHalfFloat(data[index]!)
        sum += red
        if (red > most) [most, at] = [red, index / 4]
      }
      return { column: at % width, row: Math.floor(at / width), mean: (sum * 4) / data.length }
    }
    const { column, row } = brightest('sunset')
    // Columns go from -x over -z to +x and back over +z: longitude ±π is -x.
    expect(Math.min(column, 128 - column)).toBeLessThan(8)
    expect(row).toBeGreaterThan(30)
    expect(row).toBeLessThan(40)
    expect(brightest('night').mean).toBeLessThan(brightest('city').mean / 5)
    for (const preset of ENVIRONMENT_PRESETS) expect(brightest(preset).mean).toBeGreaterThan(0)
  })
})

describe('SceneBackground', () => {
  test('a picture that is twice as wide as high is all around; another fills the view', async () => {
    const stage = await drawnStage(
      { children: [node('SceneBackground', 'sky', { src: Uint8Array.of(8, 4), backgroundIntensity: 2 })] },
      { loadImage: sized },
    )
    await stage.settle()
    const around = stage.root().background as Texture
    expect([around.mapping, stage.root().backgroundIntensity]).toEqual([EquirectangularReflectionMapping, 2])
    const disposals = countDisposals(around)
    await stage.apply({ op: 'update', nodes: [{ key: 'sky', src: Uint8Array.of(4, 4) }] })
    await stage.settle()
    const flat = stage.root().background as Texture
    expect([flat.mapping, disposals.times]).toEqual([UVMapping, 1])
    const { width, height } = stage.state().size
    const [u, v] = [flat.repeat.x * 4 * height, flat.repeat.y * 4 * width]
    expect(u / v).toBeCloseTo(1)
    await stage.apply({ op: 'update', nodes: [{ key: 'sky', geometry: 'sphere' }] })
    expect(flat.mapping).toBe(EquirectangularReflectionMapping)
    await stage.apply({ op: 'update', nodes: [{ key: 'sky', hide: true }] })
    expect(stage.root().background).toBeInstanceOf(Color)
  })

  test('bytes that come one after the other leave one picture, the newest', async () => {
    const waiting: (() => void)[] = []
    let closed = 0
    const loadImage: LoadImage = (source) =>
      new Promise((resolve) => {
        const [width, height] = source as Uint8Array
        const image = { width, height, close: () => closed++ } as unknown as ImageBitmap
        waiting.push(() => resolve(image))
      })
    const stage = await testStage(
      { children: [node('SceneBackground', 'sky', { src: Uint8Array.of(8, 4) })] },
      { loadImage },
    )
    await expect.poll(() => waiting.length).toBe(1)
    await stage.apply({ op: 'update', nodes: [{ key: 'sky', src: Uint8Array.of(16, 8) }] })
    await act(async () => {
      for (const come of waiting.reverse()) come()
    })
    await stage.settle()
    expect(((stage.root().background as Texture).image as ImageBitmap).width).toBe(16)
    expect(closed).toBe(1)
    await stage.apply({ op: 'remove', keys: ['sky'] })
    expect(closed).toBe(2)
  })
})

describe('the scene as a whole', () => {
  const background = (stage: Awaited<ReturnType<typeof testStage>>) => (stage.root().background as Color).getHexString()

  test('BackgroundColor wins over the scene’s own colour, the newer over the older, and each gives it back', async () => {
    const stage = await testStage({ background: '#110000', children: [node('BackgroundColor', 'a', { color: 'red' })] })
    expect(background(stage)).toBe('ff0000')
    await stage.apply({ op: 'add', nodes: [node('BackgroundColor', 'b', { color: 0x00ff00 })], to: null })
    expect(background(stage)).toBe('00ff00')
    await stage.apply({ op: 'update', nodes: [{ key: 'b', color: 'blue' }] })
    expect(background(stage)).toBe('0000ff')
    await stage.apply({ op: 'remove', keys: ['b'] })
    expect(background(stage)).toBe('ff0000')
    await stage.apply({ op: 'remove', keys: ['a'] })
    expect(background(stage)).toBe('110000')
  })

  test('fog attaches to the scene, changes, and goes', async () => {
    const stage = await testStage({ children: [node('fog', 'fog', { color: '#334455', near: 2, far: 9 })] })
    const fog = () => stage.root().fog as Fog | null
    expect([fog()?.near, fog()?.far, fog()?.color.getHexString()]).toEqual([2, 9, '334455'])
    await stage.apply({ op: 'update', nodes: [{ key: 'fog', far: 20, color: 'white' }] })
    expect([fog()?.far, fog()?.color.getHexString()]).toEqual([20, 'ffffff'])
    await stage.apply({ op: 'set', scene: { tag: 'Scene', children: [node('fogExp2', 'thick', { density: 0.1 })] } })
    expect((stage.root().fog as FogExp2).density).toBe(0.1)
    await stage.apply({ op: 'remove', keys: ['thick'] })
    expect(fog()).toBeNull()
  })

  test('tone mapping and exposure are the scene’s, and go back with it', async () => {
    const stage = await testStage({ toneMapping: 'AgX', toneMappingExposure: 0.4 })
    const { gl } = stage.state()
    expect([gl.toneMapping, gl.toneMappingExposure]).toEqual([AgXToneMapping, 0.4])
    await stage.apply({ op: 'set', scene: { tag: 'Scene', toneMapping: 'none' } })
    expect([gl.toneMapping, gl.toneMappingExposure]).toEqual([NoToneMapping, 1])
  })

  test('a wrong prop of the scene is told and leaves the default', async () => {
    const stage = await testStage({ toneMapping: 'sepia', frameloop: 'never', background: 'darkish' })
    const told = [...stage.live.problems.all.values()].join('\n')
    expect(told).toContain('Scene: toneMapping: expected')
    expect(told).toContain('frameloop: expected')
    expect(told).toContain('background: "darkish" is not a colour')
    await stage.apply({ op: 'set', scene: { tag: 'Scene' } })
    expect(stage.live.problems.all.size).toBe(0)
  })

  test('the frame loop is the scene’s', async () => {
    const stage = await testStage()
    const usual = stage.state().frameloop
    vi.stubGlobal('requestAnimationFrame', () => 0)
    try {
      await stage.apply({ op: 'set', scene: { tag: 'Scene', frameloop: 'always' } })
      expect(stage.state().frameloop).toBe('always')
      await stage.apply({ op: 'set', scene: { tag: 'Scene' } })
      expect(stage.state().frameloop).toBe(usual)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  test('camPosition and camRotation place the viewer’s camera; without a rotation it looks at the origin', async () => {
    const stage = await testStage({ camPosition: [0, 0, 5] })
    const camera = () => stage.cameras.view as PerspectiveCamera
    expect(camera().position.distanceTo({ x: 0, y: 0, z: 5 })).toBeLessThan(1e-9)
    expect(camera().getWorldDirection(camera().position.clone()).z).toBeCloseTo(-1)
    await stage.apply({ op: 'set', scene: { tag: 'Scene', camPosition: [1, 2, 3], camRotation: [0, Math.PI / 2, 0] } })
    expect(camera().position.distanceTo({ x: 1, y: 2, z: 3 })).toBeLessThan(1e-9)
    expect(camera().getWorldDirection(camera().position.clone()).x).toBeCloseTo(-1)
  })

  test('a sky has its sun where it is said to be, and nothing is left of it', async () => {
    const stage = await testStage({ up: [0, 0, 1], children: [node('Sky', 'sky', { sunPosition: [1, 2, 3] })] })
    await expect.poll(() => stage.find('sky')).toBeDefined()
    await stage.settle()
    const sky = stage.object('sky').children[0] as unknown as { material: ShaderMaterial; scale: { x: number } }
    expect(sky.material.uniforms.sunPosition?.value.toArray()).toEqual([1, 3, -2].map((value) => expect.closeTo(value)))
    expect(sky.material.fragmentShader).toContain('yFromUp * normalize')
    expect(sky.scale.x).toBe(1000)
    let disposals = 0
    sky.material.addEventListener('dispose', () => {
      disposals += 1
    })
    await stage.apply({ op: 'remove', keys: ['sky'] })
    expect(disposals).toBe(1)
  })
})

test('a contact shadow lies across the axis, is as large as it is said to be, and leaves nothing', async () => {
  const stage = await drawnStage({
    up: [0, 0, 1],
    children: [node('ContactShadows', 'shadow', { scale: 4, width: 2 })],
  })
  const drawn: unknown[] = []
  Object.assign(stage.state().gl, {
    xr: { ...stage.state().gl.xr, enabled: true },
    getRenderTarget: () => null,
    getClearAlpha: () => 1,
    setClearAlpha: () => undefined,
    setRenderTarget: () => undefined,
    clear: () => undefined,
    render(scene: { overrideMaterial?: unknown; background?: unknown }) {
      drawn.push([stage.state().gl.xr.enabled, Boolean(scene.overrideMaterial)])
    },
  })
  await stage.apply({ op: 'update', nodes: [{ key: 'shadow', opacity: 0.5 }] })
  expect(drawn).toEqual([[false, true], ...Array(4).fill([false, false])])
  expect(stage.state().gl.xr.enabled).toBe(true)
  const place = stage.object('shadow')
  const floor = place.children[0] as Mesh<BufferGeometry, MeshBasicMaterial>
  expect([floor.scale.x, floor.scale.z, floor.material.opacity]).toEqual([8, 4, 0.5])
  expect(new Vector3(0, 1, 0).applyQuaternion(place.quaternion).z).toBeCloseTo(1)
  expect(place.scale.x).toBe(1)
  drawn.length = 0
  stage.frame()
  expect(drawn).toEqual([])
  let disposals = 0
  for (const thing of [floor.material, floor.geometry, floor.material.map]) {
    thing?.addEventListener('dispose' as never, () => {
      disposals += 1
    })
  }
  await stage.apply({ op: 'remove', keys: ['shadow'] })
  expect(disposals).toBe(2)
})
