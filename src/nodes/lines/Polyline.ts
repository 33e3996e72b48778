import {
  type Camera,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  Vector3,
  Vector4,
  type WebGLRenderer,
} from 'three'
import { LineMaterial } from 'three/addons/lines/LineMaterial.js'
import { LineSegments2 } from 'three/addons/lines/LineSegments2.js'
import { LineSegmentsGeometry } from 'three/addons/lines/LineSegmentsGeometry.js'
import type { RawProps } from '../View.ts'
import { colorsAlong } from './colorsAlong.ts'
import { linePoints } from './linePoints.ts'

/** How much more room than it needs a line gets that had to grow: a path that grows does so point by point. */
const SLACK = 1.5
const viewport = new Vector4()
const from = new Vector3()
const to = new Vector3()

/** A line of some width whose points are written into the same buffers as often as they come. */
export class Polyline extends LineSegments2 {
  /** Hears what does not fit together, and `null` when all does. */
  onProblem: (problem: string | null) => void = () => {}
  readonly #tag: string
  #shown: readonly unknown[] | undefined
  #buffers: {
    places: InstancedInterleavedBuffer
    colors: InstancedInterleavedBuffer
    lengths: InstancedInterleavedBuffer
  }

  constructor(tag: string, material = new LineMaterial({ toneMapped: false })) {
    const made = makeGeometry(0)
    super(made.geometry, material)
    this.#buffers = made.buffers
    this.#tag = tag
  }

  /** Draws the line that a node’s props describe. False where they are of the wrong form. */
  show(props: RawProps, names: readonly string[]): boolean {
    const wanted = names.map((name) => props[name])
    if (this.#shown && wanted.every((value, index) => value === this.#shown![index])) return true
    this.#shown = wanted
    const points = linePoints(this.#tag, Object.fromEntries(names.map((name) => [name, props[name]])))
    if (!points) return false
    const count = points.length / 3
    const isPairs = this.#tag === 'Line' && props.segments === true
    const pieces = isPairs ? Math.floor(count / 2) : Math.max(count - 1, 0)
    const given = props.vertexColors
    const colors = given === undefined ? undefined : colorsAlong(given, count, this.#tag !== 'Line')
    this.onProblem(typeof colors === 'string' ? `vertexColors: ${colors}` : null)
    this.#write(points, colors instanceof Float32Array ? colors : undefined, pieces, isPairs ? 2 : 1)
    return colors !== null
  }

  /** Pointers go through. */
  override raycast(): void {}

  /** Widths are in pixels of the view that is drawn: a headset’s eyes have others than the page. */
  override onBeforeRender(renderer: WebGLRenderer, _scene?: unknown, camera?: Camera): void {
    const eye = (camera as (Camera & { viewport?: Vector4 }) | undefined)?.viewport
    const { z, w } = eye ?? renderer.getViewport(viewport)
    this.material.resolution.set(z, w)
  }

  override dispose(): void {
    this.geometry.dispose()
    this.material.dispose()
  }

  #write(points: Float32Array, colors: Float32Array | undefined, pieces: number, step: 1 | 2): void {
    if (pieces > this.#buffers.places.count) {
      const before = this.geometry
      const made = makeGeometry(before.instanceCount === 0 ? pieces : Math.ceil(pieces * SLACK))
      this.geometry = made.geometry
      this.#buffers = made.buffers
      before.dispose()
    }
    const { places, lengths } = this.#buffers
    let length = 0
    for (let piece = 0; piece < pieces; piece += 1) {
      const at = piece * step * 3
      places.array.set(points.subarray(at, at + 6), piece * 6)
      from.fromArray(points, at)
      to.fromArray(points, at + 3)
      lengths.array[2 * piece] = length
      length += from.distanceTo(to)
      lengths.array[2 * piece + 1] = length
      if (colors) this.#buffers.colors.array.set(colors.subarray(at, at + 6), piece * 6)
    }
    for (const buffer of Object.values(this.#buffers)) {
      buffer.clearUpdateRanges()
      buffer.addUpdateRange(0, pieces * buffer.stride)
      buffer.needsUpdate = true
    }
    this.geometry.instanceCount = pieces
    this.#setBounds(points)
    if (this.material.vertexColors !== Boolean(colors)) {
      this.material.vertexColors = Boolean(colors)
      this.material.needsUpdate = true
    }
  }

  #setBounds(points: Float32Array): void {
    const { geometry } = this
    geometry.boundingBox?.setFromArray(points)
    geometry.boundingBox?.getBoundingSphere(geometry.boundingSphere!)
  }
}

function makeGeometry(capacity: number) {
  const geometry = new LineSegmentsGeometry()
  geometry.setPositions(new Float32Array(capacity * 6))
  geometry.setColors(new Float32Array(capacity * 6))
  const lengths = new InstancedInterleavedBuffer(new Float32Array(capacity * 2), 2, 1)
  geometry.setAttribute('instanceDistanceStart', new InterleavedBufferAttribute(lengths, 1, 0))
  geometry.setAttribute('instanceDistanceEnd', new InterleavedBufferAttribute(lengths, 1, 1))
  geometry.instanceCount = 0
  const bufferOf = (name: string) =>
    (geometry.getAttribute(name) as InterleavedBufferAttribute).data as InstancedInterleavedBuffer
  return { geometry, buffers: { places: bufferOf('instanceStart'), colors: bufferOf('instanceColorStart'), lengths } }
}
