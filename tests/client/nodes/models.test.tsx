import { readFileSync } from 'node:fs'
import { act } from '@react-three/test-renderer'
import {
  Box3 as Bounds,
  type Box3,
  Color,
  type Mesh,
  type MeshStandardMaterial,
  type Object3D,
  type Points,
} from 'three'
import { afterEach, expect, test, vi } from 'vitest'
import type { NodeData } from '../../../protocol/index.ts'
import { modelCacheOf } from '../../../src/nodes/models/ModelCache.ts'
import type { ModelRoot } from '../../../src/nodes/models/ModelRoot.ts'
import { node, testStage } from '../scene/testStage.tsx'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/models/${name}`, import.meta.url)))

// The first one to need a format waits for its code.
vi.setConfig({ testTimeout: 30_000 })
afterEach(() => void vi.unstubAllGlobals())

/** Files by name, fetched as from a server; how often each was asked for, and what was given up. */
function server(files: Readonly<Record<string, Uint8Array | Response | Promise<Response>>>) {
  const asked: string[] = []
  const givenUp: string[] = []
  vi.stubGlobal('fetch', async (url: string, { signal }: { signal: AbortSignal }) => {
    const name = new URL(url).pathname.slice(1)
    asked.push(name)
    signal.addEventListener('abort', () => givenUp.push(name))
    const file = files[name]
    if (file instanceof Uint8Array) return new Response(file as BodyInit)
    return (await file) ?? new Response('', { status: 404 })
  })
  return { asked, givenUp }
}

/** A stage on which every model is shown or has failed. */
async function stageOf(...children: NodeData[]) {
  const stage = await testStage({ children })
  const isDone = ({ key = '' }: NodeData) =>
    (stage.find(key) as unknown as ModelRoot | undefined)?.look !== undefined || stage.live.problems.has(key)
  const ready = async () => {
    await vi.waitFor(
      async () => {
        await act(async () => {})
        expect(stage.live.loading.size).toBe(0)
        expect(children.filter((child) => !isDone(child))).toEqual([])
      },
      { timeout: 20_000 },
    )
    await stage.settle()
  }
  await ready()
  return { ...stage, ready }
}

const meshOf = (object: Object3D) => {
  const found: Object3D[] = []
  object.traverse((part) => {
    if ((part as Mesh).isMesh || (part as unknown as Points).isPoints) found.push(part)
  })
  if (!found[0]) throw new Error(`nothing is drawn in ${object.name}`)
  return found[0] as Mesh<never, MeshStandardMaterial>
}
const boundsOf = (object: Object3D): Box3 => {
  object.updateWorldMatrix(true, true)
  return new Bounds().setFromObject(object)
}
const hex = (object: Object3D) => `#${meshOf(object).material.color.getHexString()}`

test('fifty nodes of one file load it once, share its geometry, and the last one frees it', async () => {
  const { asked } = server({ 'red.glb': fixture('red.glb') })
  const keys = Array.from({ length: 50 }, (_, index) => `glb-${index}`)
  const stage = await stageOf(...keys.map((key) => node('Glb', key, { src: '/red.glb', onLoad: 'done' })))
  expect(asked).toEqual(['red.glb'])
  expect(stage.events.map(({ etype, key, value }) => [etype, key, value])).toEqual(
    keys.map((key) => ['LOAD', key, 'done']),
  )
  const geometries = new Set(keys.map((key) => meshOf(stage.object(key)).geometry))
  expect(geometries.size).toBe(1)
  const [geometry] = geometries as Set<Mesh['geometry']>
  const materials = keys.map((key) => meshOf(stage.object(key)).material)
  const freed = vi.fn()
  const freedMaterial = vi.fn()
  geometry!.addEventListener('dispose', freed)
  for (const material of materials) material.addEventListener('dispose', freedMaterial)
  await stage.apply({ op: 'remove', keys: keys.slice(1) })
  expect(freed).toHaveBeenCalledTimes(0)
  expect(freedMaterial).toHaveBeenCalledTimes(49)
  await stage.apply({ op: 'remove', keys: ['glb-0'] })
  await vi.waitFor(() => expect(freed).toHaveBeenCalledTimes(1))
  expect(freedMaterial).toHaveBeenCalledTimes(50)
  expect(modelCacheOf(stage.live).size).toBe(0)
})

test('each format has its size, its place and its colour', async () => {
  server(
    Object.fromEntries(
      ['cyan.obj', 'cyan.mtl', 'box.stl', 'orange.ply', 'points.ply'].map((name) => [name, fixture(name)]),
    ),
  )
  const stage = await stageOf(
    node('Glb', 'glb', { buff: fixture('red.glb'), position: [1, 2, 3] }),
    node('Obj', 'obj', { src: '/cyan.obj' }),
    node('Stl', 'stl', { src: '/box.stl', color: '#00ff00', scale: 2 }),
    node('Ply', 'ply', { src: '/orange.ply' }),
    node('Ply', 'points', { src: '/points.ply' }),
    node('Pcd', 'pcd', { buff: fixture('points.pcd'), size: 0.02 }),
    node('Bvh', 'bvh', { text: new TextDecoder().decode(fixture('nod.bvh')), playAnimation: false }),
  )
  expect([...stage.live.problems.all.values()]).toEqual([])
  const size = (key: string) => {
    const { min, max } = boundsOf(stage.object(key))
    return [...min.toArray(), ...max.toArray()].map((number) => Math.round(100 * number) / 100)
  }
  expect(size('glb')).toEqual([0.75, 1.75, 2.75, 1.25, 2.25, 3.25])
  expect(size('obj')).toEqual([-0.25, -0.25, -0.25, 0.25, 0.25, 0.25])
  expect(size('stl')).toEqual([-0.5, -0.5, -0.5, 0.5, 0.5, 0.5])
  expect(size('points')).toEqual([-0.2, -0.2, -0.2, 0.2, 0.2, 0.2])
  expect(size('bvh').slice(3)[1]).toBeGreaterThan(0.7)
  expect([hex(stage.object('glb')), hex(stage.object('stl'))]).toEqual(['#ff0000', '#00ff00'])
  expect(meshOf(stage.object('obj')).material.color.equals(new Color(0, 0.9, 0.9).convertSRGBToLinear())).toBe(true)
  expect(meshOf(stage.object('ply')).material.vertexColors).toBe(true)
  const pointSize = (key: string) => (meshOf(stage.object(key)).material as unknown as { size: number }).size
  expect([pointSize('points'), pointSize('pcd')]).toEqual([0.005, 0.02])
})

test('look and placement change without another object, and go back to what the file says', async () => {
  const stage = await stageOf(node('Glb', 'glb', { buff: fixture('red.glb') }))
  const root = stage.object('glb')
  const mesh = meshOf(root)
  const own = mesh.material
  await stage.apply({
    op: 'update',
    nodes: [{ key: 'glb', color: '#0000ff', opacity: 0.5, position: [0, 1, 0], hide: true }],
  })
  expect([hex(root), own.opacity, own.transparent, root.position.y, root.visible]).toEqual([
    '#0000ff',
    0.5,
    true,
    1,
    false,
  ])
  expect([stage.object('glb'), meshOf(root), mesh.material]).toEqual([root, mesh, own])
  await stage.apply({
    op: 'update',
    nodes: [
      {
        key: 'glb',
        color: null,
        opacity: null,
        hide: null,
        materialType: 'phong',
        material: { shininess: 5 },
        wireframe: true,
      },
    ],
  })
  expect(mesh.material).toMatchObject({ type: 'MeshPhongMaterial', shininess: 5, wireframe: true, transparent: false })
  expect(hex(root)).toBe('#ff0000')
  await stage.apply({
    op: 'update',
    nodes: [{ key: 'glb', materialType: null, material: { colour: 1 }, color: 'sky' }],
  })
  expect(mesh.material.type).toBe('MeshStandardMaterial')
  expect(stage.live.problems.all.get('glb')?.split('\n').sort()).toEqual([
    'Glb "glb": color: "sky" is not a colour',
    'Glb "glb": material.colour: materials have no such property',
  ])
})

test('a new source keeps the old model until it is there; what is no longer wanted is given up', async () => {
  const never = new Promise<Response>(() => {})
  const { givenUp } = server({ 'slow.glb': never, 'box.stl': fixture('box.stl'), 'red.glb': fixture('red.glb') })
  const stage = await stageOf(node('Glb', 'a', { src: '/red.glb' }))
  const mesh = meshOf(stage.object('a'))
  await stage.apply({ op: 'update', nodes: [{ key: 'a', src: '/slow.glb' }] })
  expect(meshOf(stage.object('a'))).toBe(mesh)
  expect(stage.live.loading.files).toEqual([{ name: 'slow.glb', fraction: undefined }])
  await stage.apply({ op: 'update', nodes: [{ key: 'a', src: '/red.glb', buff: fixture('red.glb') }] })
  expect(givenUp).toContain('slow.glb')
  await stage.ready()
  expect(meshOf(stage.object('a'))).not.toBe(mesh)
  await stage.apply({ op: 'update', nodes: [{ key: 'a', src: '/slow.glb', buff: null }] })
  await stage.apply({ op: 'remove', keys: ['a'] })
  await vi.waitFor(() => expect(givenUp).toContain('slow.glb'))
  expect([stage.live.loading.size, modelCacheOf(stage.live).size]).toEqual([0, 0])
})

test('the same assets are the same, however often the node is drawn', async () => {
  const stage = await stageOf(node('Stl', 'a', { buff: fixture('box.stl'), assets: { 'a.png': 'data:,' } }))
  const mesh = meshOf(stage.object('a'))
  await stage.apply({ op: 'update', nodes: [{ key: 'a', wireframe: true }] })
  expect([stage.live.loading.size, meshOf(stage.object('a'))]).toEqual([0, mesh])
  await stage.apply({ op: 'update', nodes: [{ key: 'a', assets: { 'a.png': 3 } }] })
  expect(stage.live.problems.all.get('a')).toContain('assets: expected a map from paths to addresses or bytes')
})

test('what cannot be shown has a marker with the reason, and its children stay', async () => {
  const html = new TextEncoder().encode('<!DOCTYPE html><html></html>')
  const big = new Response('x', { headers: { 'content-length': String(2 ** 40) } })
  server({ 'page.glb': html, 'big.glb': big, 'empty.obj': new Uint8Array() })
  const cut = (name: string, length: number) => fixture(name).slice(0, length)
  const reasons: [NodeData, string][] = [
    [node('Glb', 'a', { src: '/none.glb' }), 'Glb "a": none.glb: the server answered 404 (not found)'],
    [node('Glb', 'b', { src: '/page.glb' }), 'Glb "b": page.glb: not a glTF model, but a web page (HTML)'],
    [node('Glb', 'c', { src: '/big.glb' }), 'Glb "c": big.glb: too big: 1048576 MB, at most 512 MB can be shown'],
    [node('Obj', 'd', { src: '/empty.obj' }), 'Obj "d": empty.obj: the file is empty'],
    [node('Obj', 'e', { text: 'hello' }), 'Obj "e": 5 bytes: nothing to draw: it is empty, or not an OBJ model'],
    [node('Glb', 'f', { buff: cut('red.glb', 1000) }), 'Glb "f": 1000 bytes: the file is cut off: 1000 of 2136 bytes'],
    [
      node('Stl', 'g', { buff: cut('box.stl', 300) }),
      'Stl "g": 300 bytes: the file is cut off, or not an STL model: 300 of 684 bytes',
    ],
    [node('Ply', 'h', { buff: cut('points.ply', 5000) }), 'Ply "h": 5000 bytes: cut off, damaged, or not a PLY model'],
    [
      node('Pcd', 'i', { buff: cut('points.pcd', 5000) }),
      'Pcd "i": 5000 bytes: cut off, damaged, or not a PCD point cloud',
    ],
    [node('Bvh', 'j', { buff: cut('nod.bvh', 400) }), 'Bvh "j": 400 bytes: the file is cut off'],
    [node('Fbx', 'k', { buff: fixture('red.glb') }), 'Fbx "k": 2136 bytes: not an FBX model, but a binary glTF'],
    [node('Glb', 'l'), 'Glb "l": nothing to draw: give it a src'],
  ]
  const stage = await stageOf(
    ...reasons.map(([broken]) => ({ ...broken, children: [node('Box', `child of ${broken.key}`)] })),
    node('Glb', 'good', { buff: fixture('red.glb') }),
  )
  for (const [{ key, tag }, reason] of reasons) {
    expect(stage.live.problems.all.get(key!)).toContain(reason)
    const labels: unknown[] = []
    stage.object(key!).traverse((part) => void (part.userData.label && labels.push(part.userData.label)))
    expect(labels).toHaveLength(key === 'l' ? 0 : 1)
    if (key !== 'l') expect(labels[0]).toContain(`${tag} “${key}”`)
    expect(stage.object(`child of ${key}`).visible).toBe(true)
  }
  expect(hex(stage.object('good'))).toBe('#ff0000')
  expect(modelCacheOf(stage.live).size).toBe(1)
  // Repaired by another source.
  await stage.apply({ op: 'update', nodes: [{ key: 'a', buff: fixture('red.glb') }] })
  await stage.ready()
  expect(stage.live.problems.all.has('a')).toBe(false)
  expect(boundsOf(stage.object('a')).isEmpty()).toBe(false)
})

test('an animation runs when it is told to, at its speed, and stops where it is', async () => {
  const stage = await stageOf(node('Glb', 'glb', { buff: fixture('red.glb') }))
  const x = () => stage.object('glb').getObjectByName('body')!.position.x
  stage.frame()
  expect(x()).toBe(0)
  await stage.apply({ op: 'update', nodes: [{ key: 'glb', playAnimation: true, animationSpeed: 6 }] })
  stage.frame()
  const after = x()
  expect(after).toBeGreaterThan(0.04)
  await stage.apply({ op: 'update', nodes: [{ key: 'glb', playAnimation: false }] })
  const stopped = x()
  stage.frame()
  expect(x()).toBe(stopped)
  await stage.apply({ op: 'update', nodes: [{ key: 'glb', animationIndex: 3 }] })
  expect(stage.live.problems.all.get('glb')).toContain('animationIndex: the file has 1 animations')
})
