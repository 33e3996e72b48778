import {
  type BufferGeometry,
  CatmullRomCurve3,
  type Curve,
  CurvePath,
  ExtrudeGeometry,
  LatheGeometry,
  LineCurve3,
  Path,
  PolyhedronGeometry,
  Shape,
  ShapeGeometry,
  TubeGeometry,
  Vector2,
  Vector3,
} from 'three'
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js'
import type { PlainOutlines, Points2, Points3 } from '../../protocol/index.ts'
import { creaseNormals } from './creaseNormals.ts'
import type { PropsOf } from './View.ts'

/** The tags whose geometry is made from data, and not from a few numbers. */
export type DataTag = 'RoundedBox' | 'Tube' | 'Lathe' | 'Shape' | 'Extrude' | 'Polyhedron'

/** Geometries of checked props. Each throws a sentence where the data cannot be drawn. */
export const DATA_GEOMETRIES: { readonly [T in DataTag]: (props: PropsOf<T>) => BufferGeometry } = {
  RoundedBox({ args, width, height, depth, radius, smoothness, bevelSegments, creaseAngle }) {
    const segments = atMost(Math.max(smoothness, bevelSegments), 128, 'smoothness')
    const [w, h, d] = [width, height, depth].map((side, axis) => side ?? (args[axis] as number)) as [
      number,
      number,
      number,
    ]
    const round = Math.min(radius, Math.abs(w) / 2, Math.abs(h) / 2, Math.abs(d) / 2)
    const box = new RoundedBoxGeometry(w, h, d, segments, round)
    return creaseAngle === undefined
      ? box
      : creaseNormals(box, creaseAngle, round > 0 ? round / segments : Math.min(w, h, d))
  },

  Tube({ args, curveType, tension }) {
    const [data, tubularSegments, radius, radialSegments, closed] = args as [Points3, number, number, number, boolean]
    const points = withoutRepeats(vectorsOf(data))
    if (points.length < 2) throw new Error('args[0]: a tube needs 2 points or more that are not the same')
    const curve = curveType === 'linear' ? straight(points, closed) : smooth(points, closed, curveType, tension)
    const pieces = atMost(tubularSegments, 8192, 'args[1]')
    return new TubeGeometry(curve, pieces, radius, atMost(radialSegments, 256, 'args[3]'), closed)
  },

  Lathe({ args }) {
    const [data, segments, phiStart, phiLength] = args as [Points2, number, number, number]
    if (data.length < 2) throw new Error('args[0]: a profile needs 2 points or more')
    return new LatheGeometry(data.map(vectorOf), atMost(segments, 1024, 'args[1]'), phiStart, phiLength)
  },

  Shape({ args }) {
    const [data, curveSegments] = args as [PlainOutlines, number]
    return new ShapeGeometry(shapesOf(data, 'args[0]'), curveSegments)
  },

  Extrude({ shapes, args, options }) {
    atMost(options.steps, 1024, 'options.steps')
    atMost(options.bevelSegments, 64, 'options.bevelSegments')
    return new ExtrudeGeometry(shapesOf(shapes ?? args?.[0] ?? [], 'shapes'), options)
  },

  Polyhedron({ args: [vertices, indices, radius, detail] }) {
    const corners = vertices.length / 3
    if (!Number.isInteger(corners)) throw new Error('args[0]: expected 3 numbers for each corner')
    if (indices.length % 3 !== 0) throw new Error('args[1]: expected 3 corners for each triangle')
    const wrong = Array.from(indices).find((index) => !(Number.isInteger(index) && index >= 0 && index < corners))
    if (wrong !== undefined) throw new Error(`args[1]: there is no corner ${wrong}, there are ${corners}`)
    const pieces = atMost(detail, 128, 'args[3]')
    return new PolyhedronGeometry(vertices as number[], indices as number[], radius, pieces)
  },
}

function atMost(value: number, most: number, name: string): number {
  if (value > most) throw new Error(`${name}: ${value} is too many, at most ${most}`)
  return value
}

function vectorsOf(data: Points3): Vector3[] {
  if (Array.isArray(data)) return data.map((point) => new Vector3().fromArray(point))
  return Array.from({ length: data.length / 3 }, (_, index) => new Vector3().fromArray(data, index * 3))
}

/** A curve has no direction where it stands still. */
const withoutRepeats = (points: readonly Vector3[]): Vector3[] =>
  points.filter((point, index) => index === 0 || !point.equals(points[index - 1]!))

const smooth = (points: Vector3[], closed: boolean, type: 'centripetal' | 'chordal' | 'catmullrom', tension: number) =>
  new CatmullRomCurve3(points, closed, type, tension)

function straight(points: readonly Vector3[], closed: boolean): Curve<Vector3> {
  const path = new CurvePath<Vector3>()
  points.slice(1).forEach((point, index) => {
    path.add(new LineCurve3(points[index]!, point))
  })
  if (closed && !points[0]!.equals(points.at(-1)!)) path.add(new LineCurve3(points.at(-1)!, points[0]!))
  return path
}

const vectorOf = (point: Points2[number]): Vector2 =>
  Array.isArray(point) ? new Vector2(point[0], point[1]) : new Vector2(point.x, point.y)

type PlainOutline = Points2 | { points: Points2; holes: Points2[] }

function shapesOf(data: PlainOutlines, name: string): Shape[] {
  const shapes = isOneOutline(data) ? [data] : data
  return shapes.map((shape) => {
    const { points, holes } = Array.isArray(shape) ? { points: shape, holes: [] } : shape
    if (points.length < 3) throw new Error(`${name}: a shape needs 3 points or more`)
    const made = new Shape(points.map(vectorOf))
    made.holes = holes.map((hole) => new Path(hole.map(vectorOf)))
    return made
  })
}

/** A list whose entries are points is one outline; a list whose entries are outlines is several. */
const isOneOutline = (data: PlainOutlines): data is PlainOutline =>
  !Array.isArray(data) || data.some((entry) => (Array.isArray(entry) ? typeof entry[0] === 'number' : 'x' in entry))
