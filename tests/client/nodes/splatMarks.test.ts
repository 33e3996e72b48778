import {
  Box3,
  type BufferGeometry,
  type Color,
  type InstancedMesh,
  Matrix4,
  type Points,
  type PointsMaterial,
  Quaternion,
  type ShaderMaterial,
  Vector3,
} from 'three'
import { describe, expect, test } from 'vitest'
import { MOST_ELLIPSOIDS, MOST_READ, SplatMarks } from '../../../src/nodes/models/SplatMarks.ts'

interface Given {
  center: number[]
  scales?: number[]
  quaternion?: Quaternion
}

/** Splats that are read as the library gives them: into the same objects each time. */
function splatsAt(count: number, splatAt: (index: number) => Given) {
  const read = { center: new Vector3(), scales: new Vector3(), quaternion: new Quaternion() }
  return {
    getNumSplats: () => count,
    getSplat(index: number) {
      if (index >= count) throw new Error('Invalid index')
      const { center, scales = [1, 1, 1], quaternion = new Quaternion() } = splatAt(index)
      read.center.fromArray(center)
      read.scales.fromArray(scales)
      read.quaternion.copy(quaternion)
      return read
    },
  }
}

const ALL = { centers: true, ellipsoids: true, clip: undefined }
const dotsOf = (marks: SplatMarks) => marks.children.find((child) => 'isPoints' in child) as Points | undefined
const ellipsoidsOf = (marks: SplatMarks) =>
  marks.children.find((child) => 'isInstancedMesh' in child) as InstancedMesh | undefined
const xsOf = (marks: SplatMarks) => {
  const position = dotsOf(marks)!.geometry.getAttribute('position')
  return Array.from({ length: position.count }, (_, at) => position.getX(at))
}
const inRow = (count: number) => splatsAt(count, (index) => ({ center: [index, 1, 0] }))

describe('marks of splats', () => {
  test('a dot stands at each centre, and an ellipsoid reaches one standard deviation from it, turned as the splat', () => {
    const turned = new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), Math.PI / 2)
    const marks = new SplatMarks(
      splatsAt(2, (index) => ({ center: [index, 2, 3], scales: [0.5, 0.1, 0], quaternion: turned })),
      new Matrix4(),
    )
    expect(marks.show(ALL)).toEqual([])
    expect([...dotsOf(marks)!.geometry.getAttribute('position').array]).toEqual([0, 2, 3, 1, 2, 3])
    const ellipsoids = ellipsoidsOf(marks)!
    const matrix = new Matrix4()
    ellipsoids.getMatrixAt(1, matrix)
    const tips = [
      [1, 0, 0],
      [0, 1, 0],
    ].map((tip) => new Vector3(...(tip as [number, number, number])).applyMatrix4(matrix).toArray())
    expect(tips).toEqual([
      [expect.closeTo(1), expect.closeTo(2.5), 3],
      [expect.closeTo(0.9), expect.closeTo(2), 3],
    ])
    // A flat splat can still be seen through its own frame.
    expect(Math.abs(matrix.determinant())).toBeGreaterThan(0)
    // What is drawn encloses the sphere of which the program draws the edge.
    ellipsoids.geometry.computeBoundingSphere()
    const corners = ellipsoids.geometry.getAttribute('position')
    const planes = Array.from({ length: corners.count / 3 }, (_, face) => {
      const [a, b, c] = [0, 1, 2].map((at) => new Vector3().fromBufferAttribute(corners, 3 * face + at)) as Vector3[]
      return Math.abs(b!.clone().sub(a!).cross(c!.clone().sub(a!)).normalize().dot(a!))
    })
    expect(Math.min(...planes)).toBeGreaterThan(1)
  })

  test('those outside of the box of the node have none, however the splats are turned in it', () => {
    const clip = new Box3(new Vector3(1, -2, -1), new Vector3(3, 0, 1))
    const marks = new SplatMarks(inRow(6), new Matrix4().makeRotationX(Math.PI))
    marks.show({ ...ALL, clip })
    expect([xsOf(marks), ellipsoidsOf(marks)!.count]).toEqual([[1, 2, 3], 3])
    const plain = new SplatMarks(inRow(6), new Matrix4())
    plain.show({ ...ALL, clip })
    expect([xsOf(plain), ellipsoidsOf(plain)!.count]).toEqual([[], 0])
  })

  test('of too many splats an even part is marked, and said so', () => {
    const marks = new SplatMarks(inRow(2 * MOST_READ + 2), new Matrix4())
    const total = 2 * MOST_READ + 2
    const [dots, ellipsoids] = marks.show(ALL)
    expect(dots).toBe(`showCenterPoints: ${total} splats are too many, one of 3 is marked`)
    expect(xsOf(marks).slice(0, 3)).toEqual([0, 3, 6])
    expect(ellipsoids).toMatch(/^showEllipsoids: .* one of 36 is marked$/)
    expect(ellipsoidsOf(marks)!.count).toBeLessThanOrEqual(MOST_ELLIPSOIDS)
    // A box makes room for more of those in it.
    const clip = new Box3(new Vector3(0, 0, -1), new Vector3(3 * MOST_ELLIPSOIDS - 1, 2, 1))
    expect(marks.show({ ...ALL, clip })[1]).toMatch(/one of 3 is marked$/)
    expect(marks.show({ centers: false, ellipsoids: false, clip })).toEqual([])
  }, 20_000)

  test('they are made anew only for another box, given back, and never in the way of a pointer', () => {
    const marks = new SplatMarks(inRow(3), new Matrix4())
    const gone: string[] = []
    const watch = () => {
      for (const [name, thing] of [
        ['dots', dotsOf(marks)!.geometry],
        ['sphere', ellipsoidsOf(marks)!.geometry],
        ['places', ellipsoidsOf(marks)!],
      ] as const) {
        ;(thing as BufferGeometry).addEventListener('dispose', () => gone.push(name))
      }
    }
    marks.show(ALL)
    watch()
    const before = dotsOf(marks)
    marks.show({ ...ALL })
    expect([dotsOf(marks) === before, gone]).toEqual([true, []])
    marks.show({ ...ALL, clip: new Box3(new Vector3(), new Vector3(1, 1, 1)) })
    expect(gone.sort()).toEqual(['dots', 'places', 'sphere'])
    for (const { raycast, ...object } of marks.children) {
      const hits: never[] = []
      raycast(undefined as never, hits)
      expect([hits, 'spherecast' in object]).toEqual([[], true])
    }
    watch()
    for (const { material } of [dotsOf(marks)!, ellipsoidsOf(marks)!]) {
      ;(material as ShaderMaterial).addEventListener('dispose', () => gone.push('material'))
    }
    gone.length = 0
    marks.dispose()
    expect(gone.sort()).toEqual(['dots', 'material', 'material', 'places', 'sphere'])
  })

  test('their colours, sizes and opacities are live, and null takes them back', () => {
    const marks = new SplatMarks(inRow(1), new Matrix4())
    marks.show(ALL)
    const dots = dotsOf(marks)!.material as PointsMaterial
    const { uniforms } = ellipsoidsOf(marks)!.material as ShaderMaterial
    const look = () => [
      dots.color.getHexString(),
      dots.size,
      (uniforms.color!.value as Color).getHexString(),
      ...['ringSize', 'innerAlpha', 'outerAlpha'].map((name) => uniforms[name]!.value),
    ]
    const usual = look()
    expect(usual).toEqual(['ff0000', 3, 'ffd400', 0.1, 0.1, 0.7])
    const changes = {
      centerPointsColor: 'lime',
      centerPointsSize: 7,
      ellipsoidColor: '#0000ff',
      ringSize: 0.5,
      innerAlpha: 0,
      outerAlpha: 4,
    }
    for (const [name, value] of Object.entries(changes)) expect(marks.paint(name, value)).toBe(true)
    expect(look()).toEqual(['00ff00', 7, '0000ff', 0.5, 0, 1])
    for (const name of Object.keys(changes)) expect(marks.paint(name, -1)).toBe(false)
    for (const name of Object.keys(changes)) expect(marks.paint(name, undefined)).toBe(true)
    expect(look()).toEqual(usual)
  })

  test('pictures of depth leave them out', () => {
    const marks = new SplatMarks(inRow(3), new Matrix4())
    marks.show(ALL)
    const [dots, ellipsoids] = [dotsOf(marks)!, ellipsoidsOf(marks)!]
    const drawn = () => [dots.geometry.drawRange.count > 0, ellipsoids.count]
    const draw = (material: 'own' | 'other') => {
      for (const object of [dots, ellipsoids]) {
        const used = material === 'own' ? object.material : undefined
        object.onBeforeRender(
          undefined as never,
          undefined as never,
          undefined as never,
          object.geometry,
          used as never,
          undefined as never,
        )
      }
      return drawn()
    }
    expect([draw('other'), draw('own')]).toEqual([
      [false, 0],
      [true, 3],
    ])
    draw('other')
    for (const object of [dots, ellipsoids]) {
      object.onAfterRender(
        undefined as never,
        undefined as never,
        undefined as never,
        object.geometry,
        undefined as never,
        undefined as never,
      )
    }
    expect(drawn()).toEqual([true, 3])
  })
})
