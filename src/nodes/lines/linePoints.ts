import { CatmullRomCurve3, CubicBezierCurve3, type Curve, QuadraticBezierCurve3, Vector3 } from 'three'
import { floatsFromHalves, floatsOf, isKnownTag, NODE_TYPES, resolveProps } from '../../../protocol/index.ts'
import type { RawProps } from '../View.ts'

const PIECES_FROM_POINT_TO_POINT = 12
const NOTHING = new Float32Array()

/** The points of a line node with this tag, one after another. `undefined` where a prop is of the wrong form. */
export function linePoints(tag: string, written: RawProps): Float32Array | undefined {
  if (!isKnownTag(tag)) return undefined
  const { props, problems } = resolveProps(NODE_TYPES[tag], { ...written, vertexColors: undefined })
  if (problems.length > 0) return undefined
  const { segments, ...rest } = props as Record<string, unknown>
  const at = (name: string) => new Vector3().fromArray(rest[name] as number[])
  switch (tag) {
    case 'Line':
      return givenPoints(written.points)
    case 'QuadraticBezierLine': {
      const [start, end] = [at('start'), at('end')]
      const mid = rest.mid ? at('mid') : new Vector3(end.x, start.y, end.z)
      return along(new QuadraticBezierCurve3(start, mid, end), segments as number)
    }
    case 'CubicBezierLine':
      return along(new CubicBezierCurve3(at('start'), at('midA'), at('midB'), at('end')), segments as number)
    case 'CatmullRomLine': {
      const points = givenPoints(written.points)
      const knots = Array.from({ length: points.length / 3 }, (_, index) => new Vector3().fromArray(points, 3 * index))
      if (knots.length < 2) return NOTHING
      const { closed, curveType, tension } = rest as { closed: boolean; curveType: 'centripetal'; tension: number }
      const spans = closed ? knots.length : knots.length - 1
      const pieces = (segments as number | undefined) ?? PIECES_FROM_POINT_TO_POINT * spans
      return along(new CatmullRomCurve3(knots, closed, curveType, tension), pieces)
    }
    default:
      return undefined
  }
}

function givenPoints(value: unknown): Float32Array {
  const floats = value === undefined ? NOTHING : floatsOf(value, [3])!
  return floats instanceof Float32Array ? floats : floatsFromHalves(floats)
}

const along = (curve: Curve<Vector3>, pieces: number): Float32Array =>
  Float32Array.from(curve.getPoints(pieces).flatMap((point) => point.toArray()))
