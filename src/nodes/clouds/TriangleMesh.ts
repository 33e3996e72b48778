import { BufferGeometry, type Material, Mesh } from 'three'
import { colorPartsOf, floatsFromHalves, floatsOf, indicesOf } from '../../../protocol/index.ts'
import type { RawProps } from '../View.ts'
import { colorPart, positionPart } from './Cloud.ts'
import { type BufferParts, showParts } from './StreamedGeometry.ts'
import { decodeVertexColors } from './vertexColors.ts'
import { vertexNormals } from './vertexNormals.ts'

const NAMES = ['vertices', 'faces', 'colors', 'uv', 'normals'] as const

/** Triangles whose vertices, faces and colours are written into the same buffers as often as they come. */
export class TriangleMesh extends Mesh<BufferGeometry, Material> {
  /** Hears what does not fit together, and `null` when all does. */
  onProblem: (problem: string | null) => void = () => {}
  #shown: readonly unknown[] = NAMES.map(() => undefined)

  constructor() {
    super(new BufferGeometry())
    // The one that three.js makes is never drawn with.
    this.material.dispose()
  }

  /** The material to draw with. The caller disposes of it. */
  wear(material: Material): void {
    this.material = material
    material.onBeforeCompile = decodeVertexColors
    this.#matchColors()
  }

  /** False where something is of the wrong form. What has not changed is not looked at. */
  show(props: RawProps): boolean {
    const wanted = NAMES.map((name) => props[name])
    if (wanted.every((value, index) => value === this.#shown[index])) return true
    this.#shown = wanted
    const outcome = partsOf(props)
    if (!outcome) return false
    this.onProblem(outcome.problems.length > 0 ? outcome.problems.join('; ') : null)
    showParts(this, outcome.parts)
    this.#matchColors()
    return outcome.isRight
  }

  #matchColors(): void {
    const hasColors = this.geometry.hasAttribute('color')
    if (this.material.vertexColors === hasColors) return
    this.material.vertexColors = hasColors
    this.material.needsUpdate = true
  }
}

const NOTHING = new Float32Array()

function partsOf(props: RawProps): { parts: BufferParts; problems: string[]; isRight: boolean } | undefined {
  const given = <T>(name: string, read: (value: unknown) => T | undefined) =>
    props[name] === undefined ? null : read(props[name])
  const written = given('vertices', (value) => floatsOf(value, [3]))
  const faces = given('faces', (value) => indicesOf(value, [3]))
  const colors = given('colors', (value) => colorPartsOf(value, [3, 4]))
  const uv = given('uv', (value) => floatsOf(value, [2]))
  const normals = given('normals', (value) => floatsOf(value, [3]))
  if (written === undefined || faces === undefined) return undefined
  const vertices = written ?? NOTHING
  if (vertices.length % 3 !== 0 || (faces ?? vertices).length % 3 !== 0) return undefined

  const count = vertices.length / 3
  const problems: string[] = []
  const mismatch = (name: string, length: number, ...widths: number[]) =>
    problems.push(
      `${name}: ${length} numbers for ${count} vertices: expected ${widths.map((width) => width * count).join(' or ')}`,
    )
  const wrong = faces ? faces.findIndex((vertex) => vertex >= count) : -1
  if (wrong >= 0) {
    problems.push(`faces: number ${wrong} is vertex ${faces![wrong]}, and there are ${count}, counted from 0`)
    return { parts: { position: positionPart(NOTHING) }, problems, isRight: true }
  }
  const color = colors ? colorPart(colors, count) : undefined
  if (colors && !color) mismatch('colors', colors.length, 3, 4)
  if (uv && uv.length !== 2 * count) mismatch('uv', uv.length, 2)
  if (normals && normals.length !== vertices.length) mismatch('normals', normals.length, 3)

  const position = vertices instanceof Float32Array ? vertices : floatsFromHalves(vertices)
  return {
    parts: {
      position: positionPart(position),
      index: faces ? { array: faces, itemSize: 1 } : undefined,
      normal:
        normals?.length === vertices.length
          ? positionPart(normals)
          : positionPart(vertexNormals(position, faces ?? undefined)),
      uv: uv?.length === 2 * count ? { array: uv, itemSize: 2, isHalf: uv instanceof Uint16Array } : undefined,
      color,
    },
    problems,
    isRight: colors !== undefined && uv !== undefined && normals !== undefined,
  }
}
