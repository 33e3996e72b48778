import { type Camera, Sphere, Vector3 } from 'three'
import { Cloud } from '../clouds/Cloud.ts'
import type { DepthLevel } from './depthPoints.ts'

/** What a provider says of the clouds inside it. */
export interface DepthDetail {
  readonly frustumCulling: boolean
  /** Metres around a cloud that count as part of it. */
  readonly cullingMargin: number
  readonly lod: { readonly strides: readonly number[]; readonly distances: readonly number[] }
}

const place = new Vector3()
const sphere = new Sphere()

/** A cloud of which only a part is drawn where it is far from the camera: that of a larger stride. */
export class DepthCloud extends Cloud {
  #detail: DepthDetail | undefined
  #levels: readonly DepthLevel[] = []
  /** All points, in the frame of the cloud. */
  readonly #around = new Sphere()

  /** Without one, all is drawn from everywhere. */
  set detail(detail: DepthDetail | undefined) {
    if (this.#detail && !detail) this.geometry.setDrawRange(0, this.#levels.at(-1)?.count ?? 0)
    this.#detail = detail
    this.frustumCulled = detail?.frustumCulling ?? true
    this.#spread()
  }

  /** As {@link Cloud.show}, with how many of the points belong to which stride. */
  showLevels(positions: Float32Array, colors: Uint8Array | undefined, levels: readonly DepthLevel[]): void {
    this.show(positions, colors)
    this.#levels = levels
    this.#spread()
  }

  /** How many points are drawn from so far away, in metres from the nearest of them. */
  countAt(distanceM: number): number {
    const all = this.#levels.at(-1)?.count ?? 0
    if (!this.#detail) return all
    const { strides, distances } = this.#detail.lod
    const band = distances.findIndex((limit) => distanceM <= limit)
    const stride = strides[band === -1 ? strides.length - 1 : Math.min(band, strides.length - 1)]
    return this.#levels.find((level) => level.stride === stride)?.count ?? all
  }

  protected override beforeDrawing(camera: Camera): void {
    if (!this.#detail) return
    sphere.copy(this.#around).applyMatrix4(this.matrixWorld)
    const distanceM = Math.max(0, sphere.distanceToPoint(place.setFromMatrixPosition(camera.matrixWorld)))
    this.geometry.setDrawRange(0, this.countAt(distanceM))
  }

  /** What is near the edge of the view is drawn before it comes in. */
  #spread(): void {
    if (!this.#detail) return
    this.geometry.computeBoundingSphere()
    const { boundingSphere } = this.geometry
    this.#around.copy(boundingSphere!)
    if (boundingSphere && boundingSphere.radius >= 0) boundingSphere.radius += this.#detail.cullingMargin
  }
}
