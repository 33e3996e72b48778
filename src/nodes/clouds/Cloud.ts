import { BufferGeometry, type Camera, Points, PointsMaterial, Vector4, type WebGLRenderer } from 'three'
import { colorPartsOf, floatsOf } from '../../../protocol/index.ts'
import { type BufferPart, showParts } from './StreamedGeometry.ts'
import { decodeVertexColors } from './vertexColors.ts'

const viewport = new Vector4()

/** Points whose places and colours are written into the same buffers as often as they come. */
export class Cloud extends Points<BufferGeometry, PointsMaterial> {
  /** Hears what does not fit together, and `null` when all does. */
  onProblem: (problem: string | null) => void = () => {}
  readonly #viewHeight = { value: 1 }
  /** Width of a point, in metres. */
  readonly #metres = { value: 0.01 }
  readonly #isSizedInPixels = { value: false }
  #vertices: unknown
  #colors: unknown

  constructor() {
    super(new BufferGeometry(), new PointsMaterial({ toneMapped: false }))
    this.material.onBeforeCompile = (shader) => {
      decodeVertexColors(shader)
      shader.uniforms.viewHeight = this.#viewHeight
      shader.uniforms.metres = this.#metres
      shader.uniforms.isSizedInPixels = this.#isSizedInPixels
      shader.vertexShader = shader.vertexShader
        .replace(
          'uniform float scale;',
          'uniform float scale;\nuniform float viewHeight;\nuniform float metres;\nuniform bool isSizedInPixels;',
        )
        .replace(THEIR_SIZE, OUR_SIZE)
    }
  }

  /** Whether points are as many pixels wide as `pointSize` says, from near and from afar. */
  set isSizedInPixels(isSo: boolean) {
    this.#isSizedInPixels.value = isSo
  }

  /** In metres, or in pixels. */
  set pointSize(metres: number) {
    this.#metres.value = metres
  }

  get pointSize(): number {
    return this.#metres.value
  }

  /** False where the vertices or the colours are none. What has not changed is not looked at. */
  show(vertices: unknown, colors: unknown): boolean {
    if (vertices === this.#vertices && colors === this.#colors) return true
    this.#vertices = vertices
    this.#colors = colors
    const positions = vertices === undefined ? new Float32Array() : floatsOf(vertices, [3])
    const parts = colors === undefined ? undefined : colorPartsOf(colors, [3, 4])
    if (!positions || positions.length % 3 !== 0) return false
    const count = positions.length / 3
    const color = parts && colorPart(parts, count)
    this.onProblem(
      parts && !color
        ? `colors: ${parts.length} numbers for ${count} points: expected ${count * 3} or ${count * 4}`
        : null,
    )
    showParts(this, { position: positionPart(positions), color })
    if (this.material.vertexColors !== Boolean(color)) {
      this.material.vertexColors = Boolean(color)
      this.material.needsUpdate = true
    }
    return colors === undefined || parts !== undefined
  }

  /** Pointers go through: looking for the nearest of a million points takes longer than a frame. */
  override raycast(): void {}

  /** A headset’s eyes and a picture that is taken have other heights than the page. */
  override onBeforeRender = (renderer: WebGLRenderer, _scene: unknown, camera: Camera): void => {
    const eye = (camera as Camera & { viewport?: Vector4 }).viewport
    this.#viewHeight.value = (eye ?? renderer.getCurrentViewport(viewport)).w
    this.beforeDrawing(camera)
  }

  /** Called for each camera through which it is drawn. */
  protected beforeDrawing(_camera: Camera): void {}

  override dispose(): void {
    this.geometry.dispose()
    this.material.dispose()
  }
}

export const positionPart = (array: Float32Array | Uint16Array): BufferPart => ({
  array,
  itemSize: 3,
  isHalf: array instanceof Uint16Array,
})

/** `undefined` if there are not three or four numbers for each of `count`. */
export function colorPart(array: Uint8Array | Float32Array, count: number): BufferPart | undefined {
  const itemSize = array.length / count
  return itemSize === 3 || itemSize === 4 ? { array, itemSize, normalized: array instanceof Uint8Array } : undefined
}

/** three.js’ points are metres wide only where the view opens 90°, and have one size in both views of a headset. */
const THEIR_SIZE = /gl_PointSize = size;[\s\S]*?#endif/
const OUR_SIZE = /* glsl */ `
  float pixelsPerMetre = 0.5 * viewHeight * projectionMatrix[ 1 ][ 1 ];
  if ( isPerspectiveMatrix( projectionMatrix ) ) pixelsPerMetre /= - mvPosition.z;
  gl_PointSize = max( metres * ( isSizedInPixels ? 1.0 : pixelsPerMetre ), 1.0 );`
