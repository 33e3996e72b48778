import {
  type Box3,
  BufferAttribute,
  BufferGeometry,
  IcosahedronGeometry,
  InstancedMesh,
  type Material,
  Matrix4,
  Object3D,
  Points,
  PointsMaterial,
  type Quaternion,
  Vector3,
} from 'three'
import { setColor } from '../colors.ts'
import { letRaysThrough } from '../letRaysThrough.ts'
import { EllipsoidMaterial } from './EllipsoidMaterial.ts'

/** Splats that can be read one by one. What is answered is good until the next one is asked for. */
export interface ReadableSplats {
  getNumSplats(): number
  getSplat(index: number): { readonly center: Vector3; readonly scales: Vector3; readonly quaternion: Quaternion }
}

/** What of the splats is marked. */
export interface MarkedSplats {
  readonly centers: boolean
  readonly ellipsoids: boolean
  /** In the frame of the node; none: all of them. */
  readonly clip: Box3 | undefined
}

/** More splats than this are not read, which takes a fifth of a second. */
export const MOST_READ = 500_000
export const MOST_ELLIPSOIDS = 30_000

/** An icosahedron of this radius encloses a sphere of radius 1. */
const ENCLOSING = 1.26
/** A splat may be flat, but an ellipsoid that is cannot be seen through its own frame. Part of its largest radius. */
const THINNEST = 1e-3
/** Over the splats, which hide nothing that is drawn after them. */
const AFTER_SPLATS = 1

const DEFAULTS = { centerPointsSize: 3, ringSize: 0.1, innerAlpha: 0.1, outerAlpha: 0.7 } as const

/** Shows what splats are made of: a dot at each centre, an ellipsoid for each extent. In the frame of the splats. */
export class SplatMarks extends Object3D {
  readonly #splats: ReadableSplats
  readonly #nodeFromSplats: Matrix4
  readonly #dotMaterial = new PointsMaterial({
    sizeAttenuation: false,
    transparent: true,
    depthWrite: false,
    toneMapped: false,
    fog: false,
  })
  readonly #ellipsoidMaterial = new EllipsoidMaterial()
  #shown = ''
  #notes: readonly string[] = []

  constructor(splats: ReadableSplats, nodeFromSplats: Matrix4) {
    super()
    this.#splats = splats
    this.#nodeFromSplats = nodeFromSplats
    for (const name of ['centerPointsColor', 'ellipsoidColor', ...Object.keys(DEFAULTS)]) this.paint(name, undefined)
  }

  /** Answers what is left out of it. */
  show({ centers, ellipsoids, clip }: MarkedSplats): readonly string[] {
    const wanted = centers || ellipsoids ? JSON.stringify({ centers, ellipsoids, clip }) : ''
    if (wanted === this.#shown) return this.#notes
    this.#shown = wanted
    this.#clear()
    if (wanted === '') return this.#notes
    const total = this.#splats.getNumSplats()
    const every = Math.max(Math.ceil(total / MOST_READ), 1)
    const { indices, places } = this.#inside(clip, every)
    const notes: string[] = []
    const tell = (name: string, each: number) => {
      if (each > 1) notes.push(`${name}: ${total} splats are too many, one of ${each} is marked`)
    }
    if (centers) {
      this.#add(this.#makeDots(places))
      tell('showCenterPoints', every)
    }
    if (ellipsoids) {
      const each = Math.max(Math.ceil(indices.length / MOST_ELLIPSOIDS), 1)
      this.#add(this.#makeEllipsoids(indices.filter((_, at) => at % each === 0)))
      tell('showEllipsoids', every * each)
    }
    this.#notes = notes
    return notes
  }

  /** Writes a live prop. False if it is of the wrong form. */
  paint(name: string, value: unknown): boolean {
    if (name === 'centerPointsColor') return setColor(this.#dotMaterial.color, value, '#ff0000')
    if (name === 'ellipsoidColor') return setColor(this.#ellipsoidMaterial.color, value, '#ffd400')
    const known = name as keyof typeof DEFAULTS
    const isGiven = typeof value === 'number' && value >= 0
    const amount = isGiven ? value : DEFAULTS[known]
    if (known === 'centerPointsSize') this.#dotMaterial.size = amount
    else this.#ellipsoidMaterial.set(known, Math.min(amount, 1))
    return isGiven || value === undefined
  }

  override dispose(): void {
    this.#clear()
    this.#dotMaterial.dispose()
    this.#ellipsoidMaterial.dispose()
  }

  /** Which splats are marked, of many one of `every`, and where they are. */
  #inside(clip: Box3 | undefined, every: number): { indices: number[]; places: Float32Array } {
    const total = this.#splats.getNumSplats()
    const indices: number[] = []
    const places = new Float32Array(3 * Math.ceil(total / every))
    for (let index = 0; index < total; index += every) {
      const { center } = this.#splats.getSplat(index)
      if (clip && !clip.containsPoint(inNode.copy(center).applyMatrix4(this.#nodeFromSplats))) continue
      center.toArray(places, 3 * indices.length)
      indices.push(index)
    }
    return { indices, places: places.slice(0, 3 * indices.length) }
  }

  #makeDots(places: Float32Array): Points {
    const geometry = new BufferGeometry().setAttribute('position', new BufferAttribute(places, 3))
    const dots = new Points(geometry, this.#dotMaterial)
    drawnOnlyAs(this.#dotMaterial, dots, (isDrawn) => geometry.setDrawRange(0, isDrawn ? Number.POSITIVE_INFINITY : 0))
    return dots
  }

  #makeEllipsoids(indices: readonly number[]): InstancedMesh {
    const geometry = new IcosahedronGeometry(ENCLOSING)
    const mesh = new InstancedMesh(geometry, this.#ellipsoidMaterial, indices.length)
    for (const [at, index] of indices.entries()) {
      const splat = this.#splats.getSplat(index)
      const least = Math.max(THINNEST * Math.max(...splat.scales), Number.EPSILON)
      matrix.compose(splat.center, splat.quaternion, radii.copy(splat.scales).clampScalar(least, Number.MAX_VALUE))
      mesh.setMatrixAt(at, matrix)
    }
    drawnOnlyAs(this.#ellipsoidMaterial, mesh, (isDrawn) => {
      mesh.count = isDrawn ? indices.length : 0
    })
    return mesh
  }

  #add(object: Points | InstancedMesh): void {
    object.renderOrder = AFTER_SPLATS
    letRaysThrough(object)
    this.add(object)
  }

  #clear(): void {
    this.#notes = []
    for (const object of this.children as (Points | InstancedMesh)[]) {
      object.geometry.dispose()
      if (object instanceof InstancedMesh) object.dispose()
    }
    this.clear()
  }
}

const inNode = new Vector3()
const radii = new Vector3()
const matrix = new Matrix4()

/** Marks are nothing that stands there: pictures of depth and of shadows, drawn with another material, leave them out. */
function drawnOnlyAs(material: Material, object: Points | InstancedMesh, draw: (isDrawn: boolean) => void): void {
  object.onBeforeRender = (_renderer, _scene, _camera, _geometry, wanted) => draw(wanted === material)
  object.onAfterRender = () => draw(true)
}
