import { DoubleSide, Mesh, MeshBasicMaterial, type PlaneGeometry, type Side, type SphereGeometry } from 'three'
import type { PictureSource } from '../../../protocol/index.ts'
import { setColor } from '../colors.ts'
import { isSettable } from '../materials.ts'
import { Overrides } from '../Overrides.ts'
import { isOpaque, isPicture } from './decodePicture.ts'
import { type Depth, drawWithDepth } from './depthMaterial.ts'
import type { PictureSets } from './PictureSets.ts'
import { PictureStream } from './PictureStream.ts'
import { makePicturePlane, makePictureSphere, sizePlane } from './pictureGeometry.ts'
import { StreamTexture } from './StreamTexture.ts'

const ROLES = ['color', 'alpha', 'depth'] as const
export type PictureRole = (typeof ROLES)[number]

export interface PictureSurfaceOptions {
  readonly sets: PictureSets
  decode(source: PictureSource, signal: AbortSignal): Promise<ImageBitmap>
  /** What is drawn until there is a picture; without it, nothing is. */
  placeholder: boolean
  /** The props that the pictures come from, for messages. */
  propOf(role: PictureRole): string
  beginLoading(): () => void
  report(about: string, problem: string | null): void
  /** A new picture is to be drawn. */
  onChange(): void
}

export interface PictureLook {
  readonly opacity: number
  readonly interpolate: boolean
  readonly side: Side
  readonly wireframe: boolean
  readonly placeholderColor?: unknown
  /** Properties of the material, by three.js' names. */
  readonly material?: Readonly<Record<string, unknown>> | undefined
}

const DEPTH_SEGMENTS = 128
/**
 * A mesh that shows a stream of pictures as they are: no light falls on it, and tone mapping leaves it alone. It knows
 * nothing of React, so that a new picture costs no rendering of components.
 */
export class PictureSurface {
  readonly mesh: Mesh<PlaneGeometry | SphereGeometry, MeshBasicMaterial>
  readonly #options: PictureSurfaceOptions
  readonly #overrides: Overrides
  readonly #textures: Readonly<Record<PictureRole, StreamTexture>> = {
    color: new StreamTexture({ isColor: true }),
    alpha: new StreamTexture({ isColor: false }),
    depth: new StreamTexture({ isColor: false }),
  }
  readonly #streams: Readonly<Record<PictureRole, PictureStream>>
  readonly #depth: Depth = { texture: null, scale: 1, bias: 0 }
  #source: PictureSource | undefined
  #isShown = false
  #look: PictureLook = { opacity: 1, interpolate: false, side: DoubleSide, wireframe: false }
  #size = { width: 1, height: 1 }
  #form = 'plane 1'

  constructor(options: PictureSurfaceOptions) {
    this.#options = options
    this.mesh = new Mesh(makePicturePlane(), new MeshBasicMaterial({ toneMapped: false, side: DoubleSide }))
    this.mesh.visible = options.placeholder
    this.#overrides = new Overrides(this.mesh.material)
    this.#streams = { color: this.#stream('color'), alpha: this.#stream('alpha'), depth: this.#stream('depth') }
  }

  /** Width over height of the picture that is shown. */
  get aspect(): number | undefined {
    return this.#textures.color.aspect
  }

  /** Shows this picture as soon as it is decoded. False if it is none. */
  want(role: PictureRole, value: unknown): boolean {
    const source = isPicture(value) ? value : undefined
    if (role === 'color') this.#source = source
    this.#streams[role].want(source)
    return source !== undefined || value === undefined || value === null
  }

  look(look: PictureLook): void {
    this.#look = look
    for (const texture of Object.values(this.#textures)) texture.smooth(look.interpolate)
    this.#paint()
    const problems: string[] = []
    const values = new Map<string, unknown>()
    for (const [name, value] of Object.entries(look.material ?? {})) {
      if (isSettable(name) || name === 'color') values.set(name, value)
      else problems.push(`material.${name}: pictures have no such property`)
    }
    for (const [name, problem] of this.#overrides.apply(values).problems) problems.push(`material.${name}: ${problem}`)
    this.#options.report('material', problems.join('; ') || null)
  }

  depth(scale: number, bias: number): void {
    this.#depth.scale = scale
    this.#depth.bias = bias
  }

  /** A plane of that size in metres. */
  asPlane(width: number, height: number): void {
    const form = `plane ${this.#textures.depth.current ? DEPTH_SEGMENTS : 1}`
    if (form !== this.#form) this.#setForm(form, makePicturePlane(this.#textures.depth.current ? DEPTH_SEGMENTS : 1))
    else if (this.#size.width === width && this.#size.height === height) return
    this.#size = { width, height }
    this.mesh.scale.setScalar(1)
    sizePlane(this.mesh.geometry as PlaneGeometry, width, height)
  }

  /** Around its own origin, seen from inside. */
  asSphere(radius: number): void {
    if (this.#form !== 'sphere') this.#setForm('sphere', makePictureSphere())
    this.mesh.scale.setScalar(radius)
  }

  dispose(): void {
    for (const stream of Object.values(this.#streams)) stream.dispose()
    for (const texture of Object.values(this.#textures)) texture.dispose()
    this.mesh.geometry.dispose()
    this.mesh.material.dispose()
    this.#options.report('material', null)
    for (const role of ROLES) this.#options.report(role, null)
  }

  #stream(role: PictureRole): PictureStream {
    const { sets, decode, report, beginLoading } = this.#options
    return new PictureStream({
      sets,
      decode,
      beginLoading,
      show: (picture) => this.#show(role, picture),
      failed: (reason) => report(role, reason && `${this.#options.propOf(role)}: ${reason}`),
    })
  }

  #show(role: PictureRole, picture: ImageBitmap | null): void {
    this.#textures[role].show(picture)
    const { material } = this.mesh
    const { color, alpha, depth } = this.#textures
    const isOther = material.map !== color.current || material.alphaMap !== alpha.current
    const hasOther = !material.map !== !color.current || !material.alphaMap !== !alpha.current
    if (isOther) Object.assign(material, { map: color.current, alphaMap: alpha.current })
    if (!this.#depth.texture !== !depth.current) drawWithDepth(material, depth.current ? this.#depth : null)
    this.#depth.texture = depth.current
    if (hasOther) material.needsUpdate = true
    this.#paint()
    this.#options.onChange()
  }

  #paint(): void {
    const { material } = this.mesh
    const { opacity, side, wireframe, placeholderColor } = this.#look
    const hasPicture = material.map !== null
    if (hasPicture !== this.#isShown) {
      this.#isShown = hasPicture
      this.mesh.visible = hasPicture || this.#options.placeholder
    }
    if (hasPicture) {
      if (this.#look.material?.color === undefined) material.color.set('#ffffff')
    } else setColor(material.color, placeholderColor, '#888888')
    const isSolid = !material.alphaMap && (!hasPicture || (this.#source !== undefined && isOpaque(this.#source)))
    const isTransparent = opacity < 1 || !isSolid
    if (material.transparent !== isTransparent || material.side !== side || material.wireframe !== wireframe) {
      Object.assign(material, { transparent: isTransparent, side, wireframe })
      material.needsUpdate = true
    }
    material.opacity = Math.min(1, Math.max(0, opacity))
  }

  #setForm(form: string, geometry: PlaneGeometry | SphereGeometry): void {
    this.mesh.geometry.dispose()
    this.mesh.geometry = geometry
    this.#form = form
  }
}
