import { Color } from 'three'
import type { PropsOf } from '../View.ts'

type Point = readonly [x: number, y: number, z: number]

/** Lines of a drawing in space: two points for each, and their colours. */
export class LineDrawing {
  readonly positions: number[] = []
  readonly colors: number[] = []
  readonly #color = new Color()

  line(color: string | number, ...points: Point[]): void {
    const { r, g, b } = this.#color.set(color)
    for (let index = 0; index + 1 < points.length; index += 1) {
      this.positions.push(...points[index]!, ...points[index + 1]!)
      this.colors.push(r, g, b, r, g, b)
    }
  }

  loop(color: string | number, points: readonly Point[]): void {
    if (points[0]) this.line(color, ...points, points[0])
  }
}

const ORIGIN: Point = [0, 0, 0]
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Corners of a rectangle across the view, from the lower left on, against the clock. */
const rectangle = (left: number, bottom: number, right: number, top: number, distance: number): Point[] => [
  [left, bottom, -distance],
  [right, bottom, -distance],
  [right, top, -distance],
  [left, top, -distance],
]
const across = (halfWidth: number, halfHeight: number, distance: number) =>
  rectangle(-halfWidth, -halfHeight, halfWidth, halfHeight, distance)

/** A triangle on the upper side of the far end. */
function upSign(
  drawing: LineDrawing,
  color: string | number,
  [left, , right, top]: readonly number[],
  z: number,
  scale = 1,
) {
  const middle = (left! + right!) / 2
  const half = ((right! - left!) / 4) * scale
  const above = top! + 0.15 * half
  drawing.loop(color, [
    [middle - half, above, -z],
    [middle + half, above, -z],
    [middle, above + half, -z],
  ])
}

export function perspectiveLines(props: PropsOf<'PerspectiveFrustum'>): LineDrawing {
  const drawing = new LineDrawing()
  const slope = Math.tan(radians(props.fov) / 2) / props.zoom
  const end = (distance: number) => across(slope * props.aspect * distance, slope * distance, distance)
  if (props.showFrustum) {
    const far = end(props.far)
    for (const corner of far) drawing.line(props.colorCone, ORIGIN, corner)
    drawing.loop(props.colorFrustum, end(props.near))
    drawing.loop(props.colorFrustum, far)
  }
  const [x, y] = [slope * props.aspect * props.far, slope * props.far]
  if (props.showUp) upSign(drawing, props.colorUp, [-x, -y, x, y], props.far)
  return drawing
}

export function frustumLines(props: PropsOf<'Frustum'>): LineDrawing {
  const { near, far, focus, focalLength, aspect } = props
  const drawing = perspectiveLines({ ...props, zoom: 1, showUp: false })
  const slope = Math.tan(radians(props.fov) / 2)
  const end = (distance: number) => across(slope * aspect * distance, slope * distance, distance)
  const [x, y] = [slope * aspect * far, slope * far]
  if (props.showUp) upSign(drawing, props.colorUp, [-x, -y, x, y], far, props.upScale)
  if (props.showFrustum) {
    drawing.line(props.colorTarget, ORIGIN, [0, 0, -far])
    drawing.line(props.colorX, [0, 0, -far], [x / 4, 0, -far])
    drawing.line(props.colorY, [0, 0, -far], [0, y / 4, -far])
  }
  if (props.showFocalPlane && focus >= near && focus <= far) drawing.loop(props.colorFocalPlane, end(focus))
  if (props.showImagePlane) drawing.loop(props.colorFocalPlane, end(focalLength))
  return drawing
}

export function orthographicLines(props: PropsOf<'OrthographicFrustum'>): LineDrawing {
  const drawing = new LineDrawing()
  const { near, far, zoom } = props
  const sides = [
    props.left ?? -props.width / 2,
    props.bottom ?? -props.height / 2,
    props.right ?? props.width / 2,
    props.top ?? props.height / 2,
  ].map((side) => side / zoom) as [number, number, number, number]
  if (props.showFrustum) {
    const [front, back] = [rectangle(...sides, near), rectangle(...sides, far)]
    front.forEach((corner, index) => {
      drawing.line(props.colorCone, corner, back[index]!)
    })
    drawing.loop(props.colorNearPlane ?? props.colorFrustum, front)
    drawing.loop(props.colorFarPlane ?? props.colorFrustum, back)
  }
  if (props.showUp) upSign(drawing, props.colorUp, sides, far)
  return drawing
}

export function fisheyeLines(props: PropsOf<'FisheyeFrustum'>): LineDrawing {
  const drawing = new LineDrawing()
  const { near, far, segments } = props
  const half = radians(props.fov) / 2
  /** A point of a ball around the camera: `off` from -z, turned by `around` from +x. */
  const at = (radius: number, off: number, around: number): Point => [
    radius * Math.sin(off) * Math.cos(around),
    radius * Math.sin(off) * Math.sin(around),
    -radius * Math.cos(off),
  ]
  const ring = (radius: number) =>
    Array.from({ length: segments }, (_, index) => at(radius, half, (2 * Math.PI * index) / segments))
  if (props.showFrustum) {
    drawing.loop(props.colorNear ?? props.colorFrustum, ring(near))
    drawing.loop(props.colorFrustum, ring(far))
    for (const around of [0, Math.PI / 2]) {
      const arc = Array.from({ length: segments + 1 }, (_, index) =>
        at(far, half * (1 - (2 * index) / segments), around),
      )
      drawing.line(props.colorFrustum, ...arc)
    }
    for (let quarter = 0; quarter < 4; quarter += 1) {
      drawing.line(props.colorOrigin, ORIGIN, at(far, half, (quarter * Math.PI) / 2))
    }
  }
  const edge = far * Math.sin(Math.min(half, Math.PI / 2))
  if (props.showUp)
    upSign(drawing, props.colorUp, [-edge / 2, 0, edge / 2, edge], far * Math.cos(Math.min(half, Math.PI / 2)))
  return drawing
}
