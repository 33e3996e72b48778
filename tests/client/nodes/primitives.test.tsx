import { act } from '@react-three/test-renderer'
import {
  type BoxGeometry,
  type BufferGeometry,
  DoubleSide,
  type Material,
  type Mesh,
  type MeshPhysicalMaterial,
  type MeshStandardMaterial,
} from 'three'
import { describe, expect, test } from 'vitest'
import { loadedStage } from '../scene/loadedStage.tsx'
import { node, testStage } from '../scene/testStage.tsx'

type Surface = Mesh<BufferGeometry, MeshPhysicalMaterial>

describe('geometry', () => {
  test.each([
    ['Box', [1, 2, 3], 'BoxGeometry', { width: 1, height: 2, depth: 3, widthSegments: 1 }],
    ['Sphere', [0.5], 'SphereGeometry', { radius: 0.5, widthSegments: 32 }],
    ['Cylinder', [0.1, 0.2, 3], 'CylinderGeometry', { radiusTop: 0.1, radiusBottom: 0.2, height: 3 }],
    ['Cone', [0.4, 2], 'ConeGeometry', { radius: 0.4, height: 2 }],
    ['Capsule', [0.2, 0.6], 'CapsuleGeometry', { radius: 0.2, height: 0.6 }],
    ['Octahedron', [0.9, 0], 'OctahedronGeometry', { radius: 0.9, detail: 0 }],
    ['Torus', [0.5, 0.15, 32, 64], 'TorusGeometry', { radius: 0.5, tube: 0.15, tubularSegments: 64 }],
    ['Plane', [20, 10], 'PlaneGeometry', { width: 20, height: 10 }],
    ['Circle', [0.3], 'CircleGeometry', { radius: 0.3, segments: 48 }],
    ['Ring', [0.1, 0.2], 'RingGeometry', { innerRadius: 0.1, outerRadius: 0.2 }],
    ['Tetrahedron', [0.3], 'TetrahedronGeometry', { radius: 0.3, detail: 0 }],
    ['Icosahedron', [0.3, 2], 'IcosahedronGeometry', { radius: 0.3, detail: 2 }],
    ['Dodecahedron', [0.3], 'DodecahedronGeometry', { radius: 0.3 }],
    ['TorusKnot', [0.3, 0.1, 64, 8, 3, 4], 'TorusKnotGeometry', { radius: 0.3, tube: 0.1, p: 3, q: 4 }],
  ])('a %s has the geometry of its arguments', async (tag, args, type, parameters) => {
    const { object } = await testStage({ children: [node(tag, 'it', { args })] })
    const { geometry } = object<Surface>('it')
    expect(geometry.type).toBe(type)
    expect((geometry as BoxGeometry).parameters).toMatchObject(parameters)
  })

  test('equal arguments share one geometry, which goes with the last of its users', async () => {
    const stage = await testStage({ children: [node('Box', 'a'), node('Box', 'b'), node('Box', 'c', { args: [2] })] })
    const shared = stage.object<Surface>('a').geometry
    expect(stage.object<Surface>('b').geometry).toBe(shared)
    expect(stage.object<Surface>('c').geometry).not.toBe(shared)
    let disposals = 0
    shared.addEventListener('dispose', () => {
      disposals += 1
    })
    await stage.apply({ op: 'remove', keys: ['a'] })
    expect(disposals).toBe(0)
    await stage.apply({ op: 'update', nodes: [{ key: 'b', args: [3] }] })
    expect(disposals).toBe(1)
    expect((stage.object<Surface>('b').geometry as BoxGeometry).parameters.width).toBe(3)
  })
})

describe('material', () => {
  test.each([
    ['basic', 'MeshBasicMaterial'],
    ['standard', 'MeshStandardMaterial'],
    ['physical', 'MeshPhysicalMaterial'],
    ['lambert', 'MeshLambertMaterial'],
    ['phong', 'MeshPhongMaterial'],
    ['normal', 'MeshNormalMaterial'],
    ['toon', 'MeshToonMaterial'],
  ])('materialType %s draws with a %s', async (materialType, type) => {
    const { object } = await testStage({ children: [node('Box', 'it', { materialType })] })
    expect(object<Surface>('it').material.type).toBe(type)
  })

  test('the glass of Vuer’s own tutorial is glass', async () => {
    const material = { color: '#d5e8ff', transmission: 0.93, thickness: 0.5, roughness: 0.08, ior: 1.45 }
    const { object, live } = await testStage({ children: [node('Torus', 'glass', { material, castShadow: true })] })
    const glass = object<Surface>('glass')
    expect(glass.material).toMatchObject({ transmission: 0.93, thickness: 0.5, roughness: 0.08, ior: 1.45 })
    expect(glass.material.color.getHexString()).toBe('d5e8ff')
    expect(glass.castShadow).toBe(true)
    expect(live.problems.all.size).toBe(0)
  })

  test('top-level color, opacity, wireframe and side are short for the material’s', async () => {
    const { object } = await testStage({
      children: [node('Box', 'it', { color: 'red', opacity: 0.5, wireframe: true, side: 'double' })],
    })
    const { material } = object<Surface>('it')
    expect(material).toMatchObject({ opacity: 0.5, transparent: true, wireframe: true, side: DoubleSide })
    expect(material.color.getHexString()).toBe('ff0000')
  })

  test('color and opacity change without React making anything new, and null takes them back', async () => {
    const stage = await testStage({ children: [node('Box', 'it', { material: { color: 'blue' } })] })
    const { material } = stage.object<Surface>('it')
    const version = stage.live.version('it')
    await stage.apply({ op: 'update', nodes: [{ key: 'it', color: 'lime', opacity: 0.2 }] })
    expect(stage.live.version('it')).toBe(version)
    expect([material.color.getHexString(), material.opacity, material.transparent]).toEqual(['00ff00', 0.2, true])
    await stage.apply({ op: 'update', nodes: [{ key: 'it', color: null, opacity: null }] })
    expect([material.color.getHexString(), material.opacity, material.transparent]).toEqual(['0000ff', 1, false])
  })

  test('a property that is no longer given is back at three.js’ default', async () => {
    const stage = await testStage({
      children: [node('Box', 'it', { material: { roughness: 0.2, emissive: 'red', color: 'red' } })],
    })
    const material = stage.object<Surface>('it').material as MeshStandardMaterial
    expect([material.roughness, material.emissive.getHexString()]).toEqual([0.2, 'ff0000'])
    await stage.apply({ op: 'update', nodes: [{ key: 'it', material: { metalness: 0.5 } }] })
    expect(stage.object<Surface>('it').material).toBe(material)
    expect([material.roughness, material.emissive.getHexString(), material.metalness]).toEqual([1, '000000', 0.5])
    expect(material.color.getHexString()).toBe('ffffff')
  })

  test('another materialType keeps the colour that was set live, and the old material is disposed of', async () => {
    const stage = await testStage({ children: [node('Box', 'it')] })
    const old = stage.object<Surface>('it').material
    let disposals = 0
    old.addEventListener('dispose', () => {
      disposals += 1
    })
    await stage.apply(
      { op: 'update', nodes: [{ key: 'it', materialType: 'basic' }] },
      { op: 'update', nodes: [{ key: 'it', color: 'red' }] },
    )
    const { material } = stage.object<Surface>('it')
    expect([material.type, material.color.getHexString()]).toEqual(['MeshBasicMaterial', 'ff0000'])
    expect(disposals).toBe(1)
  })

  test('dashed material- props reach the material, and nothing else is reached', async () => {
    const { object, live } = await testStage({
      children: [node('Box', 'it', { 'material-color': 'red', 'material-roughness': 0.3, 'geometry-uuid': 'x' })],
    })
    const { material, geometry } = object<Surface>('it')
    expect([material.color.getHexString(), material.roughness]).toEqual(['ff0000', 0.3])
    expect(geometry.uuid).not.toBe('x')
    expect(live.problems.all.get('it')).toContain('geometry-uuid')
  })

  test('names that no material has, and values of the wrong form, are told and left out', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    const { object, live } = await testStage({
      children: [node('Box', 'it', { material: { onBeforeCompile: 'alert()', roughness: 'very', shininess: 3 } })],
    })
    const { material } = object<Surface>('it')
    expect(typeof material.onBeforeCompile).toBe('function')
    expect(material.roughness).toBe(1)
    expect(live.problems.all.get('it')).toMatch(
      /material\.onBeforeCompile.*\n?.*material\.roughness: expected a number/s,
    )
    expect(live.problems.all.get('it')).not.toContain('shininess')
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  })

  test('a colour that is none is told, and the problem goes when it is repaired', async () => {
    const stage = await testStage({ children: [node('Box', 'it')] })
    await stage.apply({ op: 'update', nodes: [{ key: 'it', color: 'reddish' }] })
    expect(stage.live.problems.all.get('it')).toBe('Box "it": color: "reddish" is not a colour')
    await stage.apply({ op: 'update', nodes: [{ key: 'it', color: 'red' }] })
    expect(stage.live.problems.all.size).toBe(0)
    expect(stage.object<Surface>('it').material.color.getHexString()).toBe('ff0000')
  })
})

test('nothing that was made for a scene outlives it', async () => {
  // What comes when first used is there from now on.
  await loadedStage({ children: [node('CoordsMarker', 'first')] })
  const stage = await testStage()
  const children = ['Box', 'Sphere', 'Torus', 'CoordsMarker', 'Grid'].map((tag) => node(tag, tag))
  await stage.apply({ op: 'add', nodes: [node('Group', 'all', {}, ...children)], to: null })
  const alive = new Set<BufferGeometry | Material>()
  stage.object('all').traverse((object) => {
    const { geometry, material } = object as Partial<Mesh>
    for (const resource of [geometry, material as Material | undefined]) {
      if (!resource) continue
      alive.add(resource)
      resource.addEventListener('dispose' as never, () => alive.delete(resource))
    }
  })
  expect(alive.size).toBe(10)
  await stage.apply({ op: 'remove', keys: ['all'] })
  expect([...alive].map(({ type }) => type)).toEqual([])
})

describe('clicks', () => {
  test('a click is an event of the mesh that was hit, without a key of its own', async () => {
    const stage = await testStage({ children: [node('Box', 'it')] })
    let stopped = 0
    const click = (delta: number) => ({
      delta,
      stopPropagation: () => {
        stopped += 1
      },
    })
    const mesh = stage.renderer.scene.find(({ instance }) => instance.name === 'it')
    await act(async () => stage.renderer.fireEvent(mesh, 'click', click(0)))
    await act(async () => stage.renderer.fireEvent(mesh, 'click', click(30)))
    expect(stage.events).toEqual([
      { etype: 'ON_CLICK', value: { key: 'it', pointer: 'mouse' }, capturedAt: expect.any(Number) },
    ])
    expect(stopped).toBe(1)
  })
})
