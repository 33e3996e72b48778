import { act } from '@react-three/test-renderer'
import {
  type AmbientLight,
  type BufferGeometry,
  type DirectionalLight,
  type HemisphereLight,
  type LineSegments,
  type Mesh,
  type MeshBasicMaterial,
  type PerspectiveCamera,
  type PointLight,
  type RectAreaLight,
  type SpotLight,
  Vector3,
} from 'three'
import { expect, test } from 'vitest'
import { drawnStage, node, testStage } from '../scene/testStage.tsx'

test('each light has the colour and the strength that were asked for, or its default', async () => {
  const { object } = await testStage({
    children: [
      node('AmbientLight', 'ambient', { color: '#4a5568', intensity: 0.15 }),
      node('DirectionalLight', 'sun'),
      node('PointLight', 'bulb', { distance: 5, decay: 1 }),
      node('HemisphereLight', 'sky', { color: 'red', groundColor: 'blue' }),
    ],
  })
  const ambient = object<AmbientLight>('ambient')
  expect([ambient.type, ambient.intensity, ambient.color.getHexString()]).toEqual(['AmbientLight', 0.15, '4a5568'])
  expect(object<DirectionalLight>('sun').intensity).toBe(0.5)
  expect(object('sun').position.toArray()).toEqual([0, 1, 0])
  expect(object<PointLight>('bulb')).toMatchObject({ intensity: 20, distance: 5, decay: 1 })
  const sky = object<HemisphereLight>('sky')
  expect([sky.color.getHexString(), sky.groundColor.getHexString()]).toEqual(['ff0000', '0000ff'])
})

test('skyColor says more than color', async () => {
  const stage = await testStage({ children: [node('HemisphereLight', 'sky', { color: 'red', skyColor: 'lime' })] })
  expect(stage.object<HemisphereLight>('sky').color.getHexString()).toBe('00ff00')
  await stage.apply({ op: 'update', nodes: [{ key: 'sky', skyColor: null }] })
  expect(stage.object<HemisphereLight>('sky').color.getHexString()).toBe('ff0000')
})

test('strength changes live, and null takes it back', async () => {
  const stage = await testStage({ children: [node('PointLight', 'bulb')] })
  const version = stage.live.version('bulb')
  await stage.apply({ op: 'update', nodes: [{ key: 'bulb', intensity: 3 }] })
  expect(stage.object<PointLight>('bulb').intensity).toBe(3)
  expect(stage.live.version('bulb')).toBe(version)
  await stage.apply({ op: 'update', nodes: [{ key: 'bulb', intensity: null }] })
  expect(stage.object<PointLight>('bulb').intensity).toBe(20)
})

test('the key light of Vuer’s own tutorial throws its shadow as its "**" map says', async () => {
  const { object, live } = await testStage({
    rawChildren: [
      node('SpotLight', 'key-light', {
        position: [-5, 3, 5],
        intensity: 80,
        angle: 0.5,
        penumbra: 0.8,
        color: '#ff9f5a',
        castShadow: true,
        '**': { 'shadow-mapSize': [2048, 2048], 'shadow-camera-near': 0.5, 'shadow-camera-far': 50 },
      }),
    ],
  })
  const light = object<SpotLight>('key-light')
  expect(light).toMatchObject({ intensity: 80, angle: 0.5, penumbra: 0.8, decay: 2, distance: 0, castShadow: true })
  expect(light.shadow.mapSize.toArray()).toEqual([2048, 2048])
  expect(light.shadow.camera).toMatchObject({ near: 0.5, far: 50 })
  expect(live.problems.all.size).toBe(0)
})

test('dashed shadow props reach the projection, and are taken back with null', async () => {
  const stage = await testStage({
    children: [node('DirectionalLight', 'sun', { castShadow: true, 'shadow-camera-left': -20, 'shadow-bias': -0.01 })],
  })
  const { shadow } = stage.object<DirectionalLight>('sun')
  const scaleOf = () => (shadow.camera as unknown as PerspectiveCamera).projectionMatrix.elements[0]
  expect(scaleOf()).toBeCloseTo(2 / 25)
  expect(shadow.bias).toBe(-0.01)
  await stage.apply({ op: 'update', nodes: [{ key: 'sun', 'shadow-camera-left': null, 'shadow-bias': null }] })
  expect(scaleOf()).toBeCloseTo(2 / 10)
  expect(shadow.bias).toBe(0)
})

test('another map size throws the old map away', async () => {
  const stage = await testStage({ children: [node('SpotLight', 'spot', { castShadow: true })] })
  const { shadow } = stage.object<SpotLight>('spot')
  let disposals = 0
  shadow.map = {
    dispose: () => {
      disposals += 1
    },
  } as never
  await stage.apply({ op: 'update', nodes: [{ key: 'spot', 'shadow-mapSize': 1024 }] })
  expect([disposals, shadow.map, shadow.mapSize.x]).toEqual([1, null, 1024])
})

test('a dashed name outside the list reaches nothing and is told', async () => {
  const { object, live } = await testStage({
    children: [
      node('SpotLight', 'spot', { 'shadow-camera-matrix': 3, 'parent-visible': false, 'shadow-bias': 'much' }),
    ],
  })
  expect(object('spot').parent?.visible).toBe(true)
  const problems = live.problems.all.get('spot')
  expect(problems).toContain('shadow-camera-matrix')
  expect(problems).toContain('parent-visible')
  expect(problems).toContain('shadow-bias: expected a number, got "much"')
})

test('a light in a group shines on the origin of the group', async () => {
  const { object } = await testStage({
    children: [node('Group', 'g', { position: [10, 0, 0] }, node('SpotLight', 'spot', { position: [0, 2, 0] }))],
  })
  const { target } = object<SpotLight>('spot')
  object('g').updateWorldMatrix(true, true)
  expect(target.parent).toBe(object('g'))
  expect(target.getWorldPosition(new Vector3()).toArray()).toEqual([10, 0, 0])
})

test('an area light faces the origin, or its lookAt, unless it was turned', async () => {
  const stage = await testStage({
    children: [node('RectAreaLight', 'window', { position: [0, 0, 4], width: 4, height: 2, intensity: 8 })],
  })
  expect(stage.live.loading.keys).toEqual(['window'])
  await act(async () => {
    await import('three/addons/lights/RectAreaLightUniformsLib.js')
  })
  await stage.settle()
  expect(stage.live.loading.size).toBe(0)
  const light = stage.object<RectAreaLight>('window')
  expect(light).toMatchObject({ width: 4, height: 2, intensity: 8 })
  const facing = () =>
    new Vector3(0, 0, -1)
      .applyQuaternion(light.quaternion)
      .toArray()
      .map((value) => Math.round(value) + 0)
  expect(facing()).toEqual([0, 0, -1])
  await stage.apply({ op: 'update', nodes: [{ key: 'window', lookAt: [0, 0, 9] }] })
  expect(facing()).toEqual([0, 0, 1])
  await stage.apply({ op: 'update', nodes: [{ key: 'window', rotation: [-Math.PI / 2, 0, 0] }] })
  expect(facing()).toEqual([0, -1, 0])
})

test('the light stage is a sky and a sun with shadows, across whatever is up', async () => {
  const { object, all } = await testStage({ up: [0, 0, 1], bgChildren: [node('HemisphereLightStage', 'stage')] })
  const [sky] = all('HemisphereLight') as HemisphereLight[]
  const [sun] = all('DirectionalLight') as DirectionalLight[]
  expect([sky?.color.getHexString(), sky?.groundColor.getHexString(), sky?.intensity]).toEqual(['ffffff', '000000', 1])
  expect([sun?.castShadow, sun?.shadow.mapSize.x, sun?.position.toArray()]).toEqual([true, 2048, [4, 10, 1]])
  object('stage').updateWorldMatrix(true, true)
  expect(sun?.getWorldPosition(new Vector3()).z).toBeCloseTo(10)
  expect(sun?.target.getWorldPosition(new Vector3()).length()).toBe(0)
  expect(all('HemisphereLight')).toHaveLength(1)
})

test.each([
  ['DirectionalLight', 'DirectionalLightHelper'],
  ['PointLight', 'PointLightHelper'],
  ['SpotLight', 'SpotLightHelper'],
  ['HemisphereLight', 'HemisphereLightHelper'],
])('the helper of a %s stands where the light is, hides with it, and goes without a trace', async (tag, name) => {
  const light = node(tag, 'light', { helper: true, position: [0, 1, 0] })
  const stage = await drawnStage({ children: [node('Group', 'arm', { position: [5, 0, 0] }, light)] })
  const helpers = () => stage.root().children.filter((object) => object.constructor.name.endsWith(name))
  await expect.poll(() => helpers().length).toBe(1)
  stage.frame()
  const helper = helpers()[0]!
  helper.updateMatrixWorld(true)
  expect(new Vector3().setFromMatrixPosition(helper.matrixWorld).toArray()).toEqual([5, 1, 0])
  await stage.apply({ op: 'update', nodes: [{ key: 'arm', hide: true }] })
  expect(helper.visible).toBe(false)
  let disposals = 0
  helper.traverse((part) => {
    const { geometry } = part as { geometry?: BufferGeometry }
    geometry?.addEventListener('dispose', () => {
      disposals += 1
    })
  })
  await stage.apply({ op: 'update', nodes: [{ key: 'light', helper: false }] })
  expect(helpers()).toHaveLength(0)
  expect(disposals).toBeGreaterThan(0)
})

test('an area light shows its rectangle as wide as it is', async () => {
  const stage = await drawnStage({ children: [node('RectAreaLight', 'area', { width: 4, height: 2, helper: true })] })
  const { geometry } = stage.object('area').children[0] as LineSegments
  geometry.computeBoundingBox()
  expect([geometry.boundingBox?.max.x, geometry.boundingBox?.max.y, geometry.boundingBox?.min.z]).toEqual([2, 1, -1.5])
})

test('a point light can be seen as a ball of its colour', async () => {
  const stage = await drawnStage({
    children: [node('PointLight', 'bulb', { showSphere: true, radius: 0.3, color: 'red' })],
  })
  const ball = stage.object('bulb').children[0] as Mesh<BufferGeometry, MeshBasicMaterial>
  expect(ball.scale.x).toBe(0.3)
  await stage.apply({ op: 'update', nodes: [{ key: 'bulb', color: 'lime' }] })
  ball.onBeforeRender(...([] as unknown as Parameters<Mesh['onBeforeRender']>))
  expect(ball.material.color.getHexString()).toBe('00ff00')
  let disposals = 0
  for (const thing of [ball.geometry, ball.material]) {
    thing.addEventListener('dispose' as never, () => {
      disposals += 1
    })
  }
  await stage.apply({ op: 'remove', keys: ['bulb'] })
  expect(disposals).toBe(2)
})

test('a stage lights what stands on it, wherever and however large that is', async () => {
  const stage = await drawnStage({
    children: [
      node(
        'Stage',
        'stage',
        { preset: 'upfront', environment: 'studio', position: [0, 0, -9] },
        node('Box', 'box', { args: [4, 4, 4], position: [10, 2, 0] }),
      ),
    ],
  })
  await stage.settle()
  await stage.settle()
  const [lamp] = stage.all('SpotLight') as SpotLight[]
  const radius = Math.hypot(2, 2, 2)
  expect(lamp?.position.toArray()).toEqual([10, 2 + 2 * radius, radius].map((value) => expect.closeTo(value)))
  expect(lamp?.target.position.toArray()).toEqual([10, 2, 0].map((value) => expect.closeTo(value)))
  const floor = stage.object('stage').children.find((child) => (child as Mesh).isMesh)
  expect(floor?.position.y).toBeCloseTo(0)
  expect(stage.root().environment).not.toBeNull()
  await stage.apply({ op: 'update', nodes: [{ key: 'stage', environment: false, shadows: false }] })
  expect([stage.root().environment, lamp?.castShadow]).toEqual([null, false])
})

test('the stages of Vuer bring a sun that throws shadows, along whichever axis is up', async () => {
  const stage = await drawnStage({ up: [0, 0, 1], bgChildren: [node('AmbientLightStage', 'stage')] })
  const [sun] = stage.all('DirectionalLight') as DirectionalLight[]
  expect(stage.all('AmbientLight')).toHaveLength(1)
  sun?.updateWorldMatrix(true, false)
  expect(new Vector3().setFromMatrixPosition(sun!.matrixWorld).z).toBeCloseTo(30)
  expect(sun?.castShadow).toBe(true)
})
