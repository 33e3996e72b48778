import type {
  AmbientLight,
  BufferGeometry,
  Group,
  Line,
  Mesh,
  MeshPhysicalMaterial,
  MeshStandardMaterial,
  PointLight,
  Sprite,
} from 'three'
import { describe, expect, test } from 'vitest'
import { mesh, REFUSED_TAGS } from '../../../protocol/index.ts'
import { drawnStage, node } from '../scene/testStage.tsx'

type Drawn = Mesh<BufferGeometry, MeshStandardMaterial>

const red = node('meshStandardMaterial', 'paint', { color: 'red', roughness: 0.3 })
const ball = node('sphereGeometry', 'ball', { args: [0.5, 8, 6] })

describe('plain tags of three.js', () => {
  test('a mesh wears the geometry and the material among its children', async () => {
    const { object, live } = await drawnStage({
      children: [node('mesh', 'it', { position: [1, 2, 3], castShadow: true }, ball, red)],
    })
    const drawn = object<Drawn>('it')
    expect([drawn.type, drawn.geometry.type, drawn.material.type]).toEqual([
      'Mesh',
      'SphereGeometry',
      'MeshStandardMaterial',
    ])
    expect([drawn.material.color.getHexString(), drawn.material.roughness, drawn.castShadow]).toEqual([
      'ff0000',
      0.3,
      true,
    ])
    expect(drawn.position.toArray()).toEqual([1, 2, 3])
    expect(live.problems.all.size).toBe(0)
  })

  test('parts change, go and come back, and nothing is left of them', async () => {
    const stage = await drawnStage({ children: [node('mesh', 'it', {}, ball, red)] })
    const drawn = stage.object<Drawn>('it')
    const { geometry, material } = drawn
    const gone = new Set<unknown>()
    for (const thing of [geometry, material]) thing.addEventListener('dispose' as never, () => gone.add(thing))
    await stage.apply({
      op: 'update',
      nodes: [
        { key: 'ball', args: [2] },
        { key: 'paint', color: 'lime', opacity: 0.5 },
      ],
    })
    expect(stage.object('it')).toBe(drawn)
    expect((drawn.geometry as BufferGeometry & { parameters: { radius: number } }).parameters.radius).toBe(2)
    expect(drawn.material).toBe(material)
    expect([material.color.getHexString(), material.opacity, material.transparent]).toEqual(['00ff00', 0.5, true])
    expect([...gone]).toEqual([geometry])
    await stage.apply({ op: 'remove', keys: ['paint'] })
    expect(drawn.material.type).toBe('MeshBasicMaterial')
    expect(gone.has(material)).toBe(true)
    await stage.apply({ op: 'add', nodes: [node('meshToonMaterial', 'paint')], to: 'it' })
    expect(drawn.material.type).toBe('MeshToonMaterial')
    const last = [drawn.geometry, drawn.material]
    for (const thing of last) thing.addEventListener('dispose' as never, () => gone.add(thing))
    await stage.apply({ op: 'remove', keys: ['it'] })
    expect(last.every((thing) => gone.has(thing))).toBe(true)
  })

  test('two meshes may have geometries of the same form', async () => {
    const two = ['a', 'b'].map((key) => node('mesh', key, {}, node('boxGeometry', `${key}-box`)))
    const stage = await drawnStage({ children: two })
    expect(stage.object<Drawn>('a').geometry).toBe(stage.object<Drawn>('b').geometry)
    await stage.apply({ op: 'remove', keys: ['a'] })
    expect(stage.object<Drawn>('b').geometry.type).toBe('BoxGeometry')
  })

  test('points, lines and sprites are drawn as such', async () => {
    const { object, live } = await drawnStage({
      children: [
        node('points', 'points', {}, node('torusKnotGeometry', 'knot'), node('pointsMaterial', 'dots', { size: 0.1 })),
        node('lineSegments', 'lines', {}, node('octahedronGeometry', 'octa'), node('lineDashedMaterial', 'dashes')),
        node('sprite', 'sprite', {}, node('spriteMaterial', 'picture', { color: 'red', rotation: 1 })),
        node('object3D', 'place', { position: [1, 0, 0] }, node('Box', 'box')),
      ],
    })
    expect(object('points').type).toBe('Points')
    expect(object<Mesh<BufferGeometry, never>>('points').material).toMatchObject({ type: 'PointsMaterial', size: 0.1 })
    expect(object<Line>('lines').geometry.getAttribute('lineDistance').count).toBe(24)
    expect(object<Sprite>('sprite').material).toMatchObject({ type: 'SpriteMaterial', rotation: 1, transparent: true })
    expect(object<Group>('place').children[0]?.name).toBe('box')
    expect(live.problems.all.size).toBe(0)
  })

  test.each([
    ['BasicMaterial', 'MeshBasicMaterial'],
    ['LambertMaterial', 'MeshLambertMaterial'],
    ['PhongMaterial', 'MeshPhongMaterial'],
    ['StandardMaterial', 'MeshStandardMaterial'],
    ['PhysicalMaterial', 'MeshPhysicalMaterial'],
    ['Material', 'MeshPhysicalMaterial'],
  ])('Vuer’s %s is a %s', async (tag, type) => {
    const { object } = await drawnStage({
      children: [node('mesh', 'it', {}, ball, node(tag, 'paint', { side: 'back' }))],
    })
    expect(object<Drawn>('it').material).toMatchObject({ type, side: 1 })
  })

  test('Vuer’s TransmissionMaterial is glass, unless something else is written', async () => {
    const { object } = await drawnStage({
      children: [node('mesh', 'it', {}, ball, node('TransmissionMaterial', 'glass', { roughness: 0.2 }))],
    })
    expect(object<Mesh<BufferGeometry, MeshPhysicalMaterial>>('it').material).toMatchObject({
      transmission: 1,
      thickness: 0.5,
      roughness: 0.2,
    })
  })

  test('lights by three.js’ names have three.js’ strength, and the viewer adds none', async () => {
    const { object, all } = await drawnStage({
      children: [node('ambientLight', 'ambient'), node('pointLight', 'bulb', { color: 'red', position: [0, 2, 0] })],
    })
    expect(object<AmbientLight>('ambient').intensity).toBe(1)
    expect([object<PointLight>('bulb').intensity, object('bulb').position.y]).toEqual([1, 2])
    expect(all('HemisphereLight')).toHaveLength(0)
  })

  test('wrong properties are told with their names, and the others hold', async () => {
    const { object, live } = await drawnStage({
      children: [
        node('mesh', 'it', {}, ball, {
          ...red,
          side: 'inside',
          normalScale: 'much',
          onBeforeCompile: 'alert()',
          metalness: 0.5,
        }),
      ],
    })
    expect(object<Drawn>('it').material).toMatchObject({ roughness: 0.3, metalness: 0.5 })
    const told = live.problems.all.get('paint') ?? ''
    for (const name of ['side', 'normalScale', 'onBeforeCompile']) expect(told).toContain(name)
  })

  test('a part that is in nothing is told', async () => {
    const { live, object } = await drawnStage({ children: [ball, red, node('Box', 'box')] })
    expect(live.problems.all.get('ball')).toContain('expected inside a mesh')
    expect(live.problems.all.get('paint')).toContain('expected inside a mesh')
    expect(object('box')).toBeDefined()
  })

  test('what would bring programs or objects is refused with the reason', async () => {
    const { live, object } = await drawnStage({
      children: [
        node('mesh', 'it', {}, ball, node('shaderMaterial', 'evil', { fragmentShader: 'void main() { for (;;); }' })),
        ...Object.keys(REFUSED_TAGS).map((tag) => node(tag, `refused ${tag}`)),
      ],
    })
    expect(object<Drawn>('it').material.type).toBe('MeshBasicMaterial')
    expect(live.problems.all.get('evil')).toBe(
      'shaderMaterial "evil": programs for the graphics card are not taken from a scene; use one of the other materials',
    )
    for (const tag of Object.keys(REFUSED_TAGS)) expect(live.problems.all.get(`refused ${tag}`)).toBeDefined()
  })

  test('the builder checks what it knows', () => {
    expect(mesh({ key: 'm' }, { tag: 'boxGeometry', key: 'b' }).children).toHaveLength(1)
    expect(() => mesh({ key: 'm', castShadow: 'yes' as never })).toThrow('mesh "m": castShadow: expected true or false')
  })
})
