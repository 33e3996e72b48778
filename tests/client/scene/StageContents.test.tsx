import { act } from '@react-three/test-renderer'
import { type Color, Vector3 } from 'three'
import { expect, test, vi } from 'vitest'
import { node, testStage } from './testStage.tsx'

const count = (stage: Awaited<ReturnType<typeof testStage>>) => ({
  lights: stage.all().filter((object) => 'isLight' in object).length,
  grids: stage
    .all('Mesh')
    .filter((object) => 'material' in object && (object.material as { type: string }).type === 'ShaderMaterial').length,
  cameras: stage.all('PerspectiveCamera').length,
})

const LOADING = { timeout: 20_000 }

test('an empty scene has a camera, light and a grid, and controls that come after the first picture', async () => {
  const stage = await testStage()
  expect(count(stage)).toEqual({ lights: 2, grids: 1, cameras: 1 })
  await vi.waitFor(async () => {
    await stage.settle()
    expect(stage.state().controls).not.toBeNull()
  }, LOADING)
})

test('what the scene brings, the viewer does not add; what it takes away, the viewer adds again', async () => {
  const stage = await testStage({
    children: [
      node('AmbientLight', 'light'),
      node('Grid', 'grid'),
      node('PerspectiveCamera', 'cam', { makeDefault: true }),
      node('OrbitControls', 'orbit'),
    ],
  })
  expect(count(stage)).toEqual({ lights: 1, grids: 1, cameras: 1 })
  await stage.apply({ op: 'remove', keys: ['light', 'grid', 'cam', 'orbit'] })
  expect(count(stage)).toEqual({ lights: 2, grids: 1, cameras: 1 })
})

test('what lights the scene and is no light of it counts as one for as long as it does', async () => {
  const stage = await testStage()
  const heard: number[] = []
  stage.live.subscribeNeeds(() => heard.push(count(stage).lights))
  let darken: (() => void) | undefined
  await act(async () => {
    darken = stage.live.lightUp()
  })
  expect(count(stage).lights).toBe(0)
  await stage.apply({ op: 'set', scene: { tag: 'Scene', children: [node('Box', 'box')] } })
  expect(count(stage).lights).toBe(0)
  await act(async () => darken!())
  expect(count(stage).lights).toBe(2)
  expect(heard).toHaveLength(2)
})

test('a scene can go without a grid', async () => {
  const stage = await testStage({ grid: false })
  expect(count(stage).grids).toBe(0)
  await stage.apply({ op: 'set', scene: { tag: 'Scene', grid: true } })
  expect(count(stage).grids).toBe(1)
})

test('the viewer’s grid and light stand across the scene’s axis', async () => {
  const stage = await testStage({ up: [0, 0, 1] })
  const [sky] = stage.all('HemisphereLight')
  sky!.updateWorldMatrix(true, false)
  expect(sky!.getWorldPosition(new Vector3()).z).toBeCloseTo(1)
})

test('the scene’s own placement moves its children and not its raw children', async () => {
  const stage = await testStage({
    position: [0, 1, 0],
    rotation: [0, Math.PI, 0],
    children: [node('Box', 'moved', { position: [1, 0, 0] })],
    rawChildren: [node('Box', 'raw')],
    bgChildren: [node('Box', 'bg')],
  })
  stage.root().updateMatrixWorld(true)
  const at = (name: string) =>
    stage
      .object(name)
      .getWorldPosition(new Vector3())
      .toArray()
      .map(Math.round)
      .map((value) => value + 0)
  expect([at('moved'), at('raw'), at('bg')]).toEqual([
    [-1, 1, 0],
    [0, 0, 0],
    [0, 0, 0],
  ])
  await stage.apply({ op: 'set', scene: { tag: 'Scene', children: [node('Box', 'moved', { position: [1, 0, 0] })] } })
  stage.root().updateMatrixWorld(true)
  expect(at('moved')).toEqual([1, 0, 0])
})

test('the background is dark unless the scene says otherwise, and absent where the room shows through', async () => {
  const stage = await testStage()
  const background = () => (stage.root().background as Color | null)?.getHexString()
  expect(background()).toBe('131416')
  await stage.apply({ op: 'set', scene: { tag: 'Scene', background: 'white' } })
  expect(background()).toBe('ffffff')
  const { xr } = stage.state().gl
  Object.assign(xr, { isPresenting: true, getSession: () => ({ environmentBlendMode: 'alpha-blend' }) })
  xr.dispatchEvent({ type: 'sessionstart' } as never)
  expect(background()).toBeUndefined()
  Object.assign(xr, { isPresenting: false, getSession: () => null })
  xr.dispatchEvent({ type: 'sessionend' } as never)
  expect(background()).toBe('ffffff')
})

test('the viewer’s own grid is absent where the room shows through, and a grid of the scene is not', async () => {
  const stage = await testStage()
  const { xr } = stage.state().gl
  const session = (blendMode: string | null) =>
    act(async () => {
      const found = blendMode && { environmentBlendMode: blendMode }
      Object.assign(xr, { isPresenting: blendMode !== null, getSession: () => found })
      xr.dispatchEvent({ type: blendMode ? 'sessionstart' : 'sessionend' } as never)
    })
  await session('alpha-blend')
  expect(count(stage).grids).toBe(0)
  await stage.apply({ op: 'add', nodes: [node('Grid', 'grid')], to: null })
  expect(count(stage).grids).toBe(1)
  await stage.apply({ op: 'remove', keys: ['grid'] })
  await session(null)
  expect(count(stage).grids).toBe(1)
  await session('opaque')
  expect(count(stage).grids).toBe(1)
})

test('a camera that becomes the default during a headset’s session is looked through afterwards', async () => {
  const stage = await testStage()
  const { gl, camera: before } = stage.state()
  gl.xr.isPresenting = true
  await stage.apply({ op: 'add', nodes: [node('PerspectiveCamera', 'cam', { makeDefault: true })], to: null })
  expect(stage.state().camera).toBe(before)
  gl.xr.isPresenting = false
  gl.xr.dispatchEvent({ type: 'sessionend' } as never)
  await stage.settle()
  expect(stage.state().camera.name).toBe('cam')
})
