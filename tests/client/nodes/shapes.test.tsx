import {
  Box3,
  type BufferGeometry,
  DataTexture,
  type LineSegments,
  type Material,
  type Mesh,
  type MeshToonMaterial,
  NearestFilter,
  type ShaderMaterial,
  Vector3,
} from 'three'
import { describe, expect, test } from 'vitest'
import { Edges, Extrude, Lathe, Polyhedron, RoundedBox, Shape, Tube } from '../../../protocol/index.ts'
import { drawnStage, node } from '../scene/testStage.tsx'

type Drawn = Mesh<BufferGeometry, Material>

const boundsOf = ({ geometry }: Drawn) => {
  const { min, max } = new Box3().setFromBufferAttribute(geometry.getAttribute('position') as never)
  return [...min.toArray(), ...max.toArray()].map((value) => Number(value.toFixed(3)))
}
const areaOf = ({ geometry }: Drawn): number => {
  const position = geometry.getAttribute('position')
  const index = geometry.getIndex()
  const corner = (at: number) => new Vector3().fromBufferAttribute(position, index ? index.getX(at) : at)
  let area = 0
  for (let at = 0; at < (index?.count ?? position.count); at += 3) {
    const [a, b, c] = [corner(at), corner(at + 1), corner(at + 2)]
    area += b.sub(a).cross(c.sub(a)).length() / 2
  }
  return area
}

describe('geometries that are made from data', () => {
  test('a tube runs through its points, as lists or as one typed array', async () => {
    const points = [
      [0, 0, 0],
      [0, 1, 0],
      [0, 2, 0],
    ]
    const { object } = await drawnStage({
      children: [
        node('Tube', 'lists', { args: [points, 16, 0.1] }),
        node('Tube', 'typed', { args: [Float32Array.from(points.flat()), 16, 0.1] }),
        node('Tube', 'bent', {
          args: [
            [
              [0, 0, 0],
              [1, 0, 0],
              [1, 1, 0],
            ],
            64,
            0.1,
          ],
          curveType: 'linear',
        }),
      ],
    })
    expect(boundsOf(object('lists'))).toEqual([-0.1, 0, -0.1, 0.1, 2, 0.1])
    expect(boundsOf(object('typed'))).toEqual(boundsOf(object('lists')))
    expect(boundsOf(object<Drawn>('bent')).slice(3, 5)).toEqual([1.1, 1])
  })

  test('a lathe turns a profile of pairs, or of maps as Vuer writes them', async () => {
    const { object } = await drawnStage({
      children: [
        node('Lathe', 'pairs', {
          args: [
            [
              [0.5, 0],
              [1, 2],
            ],
            64,
          ],
        }),
        node('Lathe', 'maps', {
          args: [
            [
              { x: 0.5, y: 0 },
              { x: 1, y: 2 },
            ],
            64,
          ],
        }),
      ],
    })
    expect(boundsOf(object('pairs'))).toEqual([-1, 0, -1, 1, 2, 1])
    expect(boundsOf(object('maps'))).toEqual(boundsOf(object('pairs')))
  })

  test('a shape has the area of its outline without its holes', async () => {
    const square = (half: number) => [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
    ]
    const { object } = await drawnStage({
      children: [
        node('Shape', 'plain', { args: [square(1)] }),
        node('Shape', 'holed', { args: [{ points: square(1), holes: [square(0.5)] }] }),
        node('Shape', 'two', { args: [[square(1), { points: square(2), holes: [square(1)] }]] }),
      ],
    })
    expect(areaOf(object('plain'))).toBeCloseTo(4)
    expect(areaOf(object('holed'))).toBeCloseTo(3)
    expect(areaOf(object('two'))).toBeCloseTo(16)
  })

  test('an extruded shape is as deep as its options say', async () => {
    const triangle = [
      [0, 0],
      [1, 0],
      [0, 1],
    ]
    const { object } = await drawnStage({
      children: [
        node('Extrude', 'flat', { shapes: triangle, options: { depth: 0.5, bevelEnabled: false } }),
        node('Extrude', 'by-args', { args: [triangle], options: { bevelEnabled: false } }),
      ],
    })
    expect(boundsOf(object('flat'))).toEqual([0, 0, 0, 1, 1, 0.5])
    expect(boundsOf(object('by-args'))).toEqual([0, 0, 0, 1, 1, 1])
  })

  test('a polyhedron has its corners on the sphere', async () => {
    const args = [[1, 1, 1, -1, -1, 1, -1, 1, -1, 1, -1, -1], [2, 1, 0, 0, 3, 2, 1, 3, 0, 2, 3, 1], 0.5]
    const { object } = await drawnStage({ children: [node('Polyhedron', 'it', { args })] })
    const position = object<Drawn>('it').geometry.getAttribute('position')
    expect(position.count).toBe(12)
    expect(new Vector3().fromBufferAttribute(position, 0).length()).toBeCloseTo(0.5)
  })

  test('a rounded box is as large as it is said to be, and has no sharp corner', async () => {
    const { object } = await drawnStage({
      children: [node('RoundedBox', 'it', { width: 2, height: 1, depth: 0.5, radius: 0.1, materialColor: 'red' })],
    })
    const box = object<Drawn>('it')
    expect(boundsOf(box)).toEqual([-1, -0.5, -0.25, 1, 0.5, 0.25])
    const position = box.geometry.getAttribute('position')
    const farthest = Math.max(
      ...Array.from({ length: position.count }, (_, at) => new Vector3().fromBufferAttribute(position, at).length()),
    )
    expect(farthest).toBeLessThan(Math.hypot(1, 0.5, 0.25) - 0.04)
    expect((box.material as MeshToonMaterial).color.getHexString()).toBe('ff0000')
  })

  describe('the crease angle of a rounded box', () => {
    /** The corners of all triangles, each with its own normal and that of its triangle, of a box so many metres wide. */
    async function cornersOf(metres: number, props: Record<string, unknown>) {
      const sides = { width: metres, height: metres, depth: metres, radius: 0.2 * metres, smoothness: 3 }
      const { object } = await drawnStage({ children: [node('RoundedBox', 'it', { ...sides, ...props })] })
      const { geometry } = object<Drawn>('it')
      const [position, normal] = [geometry.getAttribute('position'), geometry.getAttribute('normal')]
      const vector = (attribute: typeof position, at: number) => new Vector3().fromBufferAttribute(attribute, at)
      return Array.from({ length: position.count }, (_, at) => {
        const [a, b, c] = [0, 1, 2].map((corner) => vector(position, at - (at % 3) + corner)) as [
          Vector3,
          Vector3,
          Vector3,
        ]
        const face = b.clone().sub(a).cross(c.clone().sub(a)).normalize()
        const place = vector(position, at).divideScalar(metres)
        return { name: place.toArray().map((value) => value.toFixed(4) + 0), normal: vector(normal, at), face }
      })
    }
    /** The largest angle between normals at one place. */
    function widestAt(corners: Awaited<ReturnType<typeof cornersOf>>): number {
      const places = new Map<string, Vector3[]>()
      for (const { name, normal } of corners) places.set(`${name}`, [...(places.get(`${name}`) ?? []), normal])
      return Math.max(...[...places.values()].flatMap((normals) => normals.map((one) => one.angleTo(normals[0]!))))
    }

    test.each([1, 0.01])('shows each face where it is 0, and none where it is large: %f m', async (metres) => {
      const flat = await cornersOf(metres, { creaseAngle: 0 })
      expect(Math.max(...flat.map(({ normal, face }) => normal.distanceTo(face)))).toBeLessThan(1e-3)
      expect(widestAt(flat)).toBeGreaterThan(0.2)
      const smooth = await cornersOf(metres, { creaseAngle: 1 })
      expect(widestAt(smooth)).toBeLessThan(1e-3)
      // Normals of places that are near to each other are not mixed.
      expect(Math.max(...smooth.map(({ normal, face }) => normal.angleTo(face)))).toBeLessThan(0.4)
    })

    test('is taken away with null: light falls as on a round edge', async () => {
      const stage = await drawnStage({ children: [node('RoundedBox', 'it', { creaseAngle: 0 })] })
      const creased = stage.object<Drawn>('it').geometry
      let disposals = 0
      creased.addEventListener('dispose', () => {
        disposals += 1
      })
      await stage.apply({ op: 'update', nodes: [{ key: 'it', creaseAngle: null }] })
      expect([stage.object<Drawn>('it').geometry === creased, disposals]).toEqual([false, 1])
    })
  })

  test('another value of the data makes a new geometry and disposes of the old one; another colour does not', async () => {
    const stage = await drawnStage({
      children: [
        node('Lathe', 'it', {
          args: [
            [
              [1, 0],
              [1, 1],
            ],
          ],
        }),
      ],
    })
    const { geometry } = stage.object<Drawn>('it')
    let disposals = 0
    geometry.addEventListener('dispose', () => {
      disposals += 1
    })
    await stage.apply({ op: 'update', nodes: [{ key: 'it', color: 'red', receiveShadow: true }] })
    expect(stage.object<Drawn>('it').geometry).toBe(geometry)
    const mesh = stage.object('it')
    await stage.apply({
      op: 'update',
      nodes: [
        {
          key: 'it',
          args: [
            [
              [1, 0],
              [2, 1],
            ],
          ],
        },
      ],
    })
    expect(stage.object('it')).toBe(mesh)
    expect(boundsOf(stage.object('it'))[3]).toBe(2)
    expect(disposals).toBe(1)
  })

  test.each([
    ['Tube', { args: [[[0, 0, 0]]] }, 'args[0]: a tube needs 2 points or more'],
    ['Tube', {}, 'args[0]: a tube needs 2 points or more'],
    ['Lathe', { args: [[[1, 0]]] }, 'a profile needs 2 points or more'],
    [
      'Shape',
      {
        args: [
          [
            [0, 0],
            [1, 1],
          ],
        ],
      },
      'a shape needs 3 points or more',
    ],
    [
      'Polyhedron',
      {
        args: [
          [0, 0, 1],
          [0, 1, 2],
        ],
      },
      'there is no corner 1, there are 1',
    ],
    [
      'Extrude',
      {
        shapes: [
          [0, 0],
          [1, 0],
          [0, 1],
        ],
        options: { steps: 1e9 },
      },
      'options.steps: 1000000000 is too many',
    ],
    ['Edges', { geometry: 'Sphere', args: [1, 1e6] }, 'args[1]: 1000000 is too many'],
    ['Edges', { geometry: 'Sphere', args: [true] }, 'args[0]: expected a number'],
  ])('a %s that cannot be drawn says why, and the rest is drawn', async (tag, props, reason) => {
    const { live, find } = await drawnStage({ children: [node(tag, 'bad', props), node('Box', 'good')] })
    expect(live.problems.all.get('bad')).toContain(reason)
    expect(find('good')).toBeDefined()
  })

  test('the builders refuse what could never be drawn, with the place of the mistake', () => {
    expect(() => Tube({ key: 't', args: [[[0, 0, Number.NaN]]] })).toThrow(
      'Tube "t": args[0][0][2]: expected a number, got NaN',
    )
    expect(() => Tube({ key: 't', args: [new Float32Array(4)] })).toThrow('expected 3 numbers for each point')
    expect(() => Lathe({ key: 'l', args: [[[1, 2, 3]]] as never })).toThrow('Lathe "l": args[0][0]')
    expect(() => Shape({ key: 's', args: ['square'] as never })).toThrow('Shape "s": args[0]')
    expect(() => Extrude({ key: 'e', options: { steps: 0.5 } })).toThrow('Extrude "e": options.steps: expected a whole')
    expect(() => Polyhedron({ key: 'p', args: [[Number.POSITIVE_INFINITY]] as never })).toThrow(
      'Polyhedron "p": args[0]',
    )
    expect(() => RoundedBox({ key: 'r', radius: -1 })).toThrow(
      'RoundedBox "r": radius: expected a number that is not neg',
    )
    expect(() => RoundedBox({ key: 'r', creaseAngle: -0.1 })).toThrow('RoundedBox "r": creaseAngle: expected a number')
    expect(() => Edges({ key: 'e', geometry: 'Tube' as never })).toThrow('Edges "e": geometry')
  })
})

describe('lines and points', () => {
  test('Edges draw the twelve edges of a box, Wireframe its triangles too', async () => {
    const { object } = await drawnStage({
      children: [
        node('Edges', 'edges', { geometry: 'Box', args: [2, 2, 2], color: 'lime' }),
        node('Wireframe', 'wires', { geometry: 'Box', materialType: 'lineDashed' }),
        node('Edges', 'round', { geometry: 'Cylinder', args: [1, 1, 2, 8], thresholdAngle: 60 }),
      ],
    })
    const edges = object<LineSegments<BufferGeometry, MeshToonMaterial>>('edges')
    expect([edges.type, edges.geometry.getAttribute('position').count]).toEqual(['LineSegments', 24])
    expect(edges.material.color.getHexString()).toBe('00ff00')
    expect(boundsOf(edges as never)).toEqual([-1, -1, -1, 1, 1, 1])
    const wires = object<LineSegments<BufferGeometry, Material>>('wires')
    expect([wires.material.type, wires.geometry.getAttribute('position').count]).toEqual(['LineDashedMaterial', 36])
    expect(wires.geometry.getAttribute('lineDistance').count).toBe(36)
    expect(object<LineSegments>('round').geometry.getAttribute('position').count).toBe(32)
  })

  test.each([
    ['points', 'Points', 'PointsMaterial'],
    ['line', 'LineSegments', 'LineBasicMaterial'],
    ['lineDashed', 'LineSegments', 'LineDashedMaterial'],
    ['matcap', 'Mesh', 'MeshMatcapMaterial'],
    ['shadow', 'Mesh', 'ShadowMaterial'],
    ['depth', 'Mesh', 'MeshBasicMaterial'],
    ['distance', 'Mesh', 'MeshBasicMaterial'],
  ])('a box of materialType %s is a %s with a %s', async (materialType, type, material) => {
    const stage = await drawnStage({ children: [node('Box', 'it', { materialType, color: 'red' })] })
    const drawn = stage.object<Mesh<BufferGeometry, MeshToonMaterial>>('it')
    expect([drawn.type, drawn.material.type]).toEqual([type, material])
    expect(drawn.material.color?.getHexString() ?? 'ff0000').toBe('ff0000')
    expect(stage.live.problems.all.size).toBe(0)
  })

  test('what becomes lines and a surface again leaves no geometry and no material', async () => {
    const stage = await drawnStage({ children: [node('Box', 'it', { materialType: 'line', position: [1, 2, 3] })] })
    const lines = stage.object<LineSegments<BufferGeometry, Material>>('it')
    let disposals = 0
    for (const thing of [lines.geometry, lines.material]) {
      thing.addEventListener('dispose' as never, () => {
        disposals += 1
      })
    }
    await stage.apply({ op: 'update', nodes: [{ key: 'it', materialType: 'standard' }] })
    expect(disposals).toBe(2)
    expect([stage.object('it').type, stage.object('it').position.toArray()]).toEqual(['Mesh', [1, 2, 3]])
  })

  test('shadows alone fall on a surface without being asked, black unless a colour is written', async () => {
    const stage = await drawnStage({ children: [node('Plane', 'it', { materialType: 'shadow', opacity: 0.4 })] })
    const { receiveShadow, material } = stage.object<Mesh<BufferGeometry, MeshToonMaterial>>('it')
    expect([receiveShadow, material.transparent, material.color.getHexString()]).toEqual([true, true, '000000'])
    await stage.apply({ op: 'update', nodes: [{ key: 'it', opacity: null }] })
    expect([material.opacity, material.transparent]).toEqual([1, true])
  })

  test('depth is even between two distances that can be set', async () => {
    const { object, live } = await drawnStage({
      children: [node('Box', 'it', { materialType: 'depth', material: { nearDistance: 1, farDistance: 5 } })],
    })
    expect(object<Mesh>('it').material).toMatchObject({ nearDistance: 1, farDistance: 5, toneMapped: false })
    expect(live.problems.all.size).toBe(0)
  })

  test('a material that belongs elsewhere is refused with what to do instead', async () => {
    const { live } = await drawnStage({ children: [node('Box', 'it', { materialType: 'sprite' })] })
    expect(live.problems.all.get('it')).toContain('materialType: expected one of basic, ')
    expect(live.problems.all.get('it')).toContain('is a `sprite` with a `spriteMaterial`')
  })

  test('a toon material has as many tones as are listed', async () => {
    const stage = await drawnStage({
      children: [node('Sphere', 'it', { materialType: 'toon', material: { gradientMap: [0, 0.5, 1] } })],
    })
    const { gradientMap } = stage.object<Mesh<BufferGeometry, MeshToonMaterial>>('it').material
    expect(gradientMap).toBeInstanceOf(DataTexture)
    expect(gradientMap?.image).toMatchObject({ width: 3, data: Uint8Array.of(0, 128, 255) })
    expect(gradientMap?.magFilter).toBe(NearestFilter)
    let disposals = 0
    gradientMap?.addEventListener('dispose', () => {
      disposals += 1
    })
    await stage.apply({ op: 'update', nodes: [{ key: 'it', material: { gradientMap: [0, 0.5, 1], fog: false } }] })
    expect(disposals).toBe(0)
    await stage.apply({ op: 'update', nodes: [{ key: 'it', material: { gradientMap: [0, 1] } }] })
    expect(disposals).toBe(1)
  })
})

describe('outlines', () => {
  test('an outlined box has a hull around it with shared corners, and loses it without a trace', async () => {
    const stage = await drawnStage({
      children: [node('Box', 'it', { outlines: true, outlineColor: 'yellow', outlineThickness: 4 })],
    })
    await expect.poll(() => stage.object('it').children.length).toBe(1)
    await stage.settle()
    const hull = stage.object('it').children[0] as Mesh<BufferGeometry, ShaderMaterial>
    expect(hull.geometry.getAttribute('position').count).toBe(8)
    const normal = new Vector3().fromBufferAttribute(hull.geometry.getAttribute('normal'), 0)
    const corner = new Vector3().fromBufferAttribute(hull.geometry.getAttribute('position'), 0)
    expect(normal.angleTo(corner)).toBeLessThan(0.4)
    expect(hull.material.uniforms.thickness?.value).toBe(4)
    expect(hull.material.uniforms.color?.value.getHexString()).toBe('ffff00')
    let disposals = 0
    for (const thing of [hull.geometry, hull.material]) {
      thing.addEventListener('dispose' as never, () => {
        disposals += 1
      })
    }
    await stage.apply({ op: 'update', nodes: [{ key: 'it', outlines: false }] })
    expect([stage.object('it').children.length, disposals]).toEqual([0, 2])
  })
})
