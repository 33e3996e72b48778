import {
  type BufferGeometry,
  type Intersection,
  Matrix4,
  Mesh,
  Ray,
  type Raycaster,
  type ShaderMaterial,
  Vector3,
} from 'three'
import { isShown } from './interaction/pointers.ts'

const meshFromWorld = new Matrix4()
const ray = new Ray()
/** Rays that run along the sheet meet it nowhere. */
const LEAST_SLOPE = 1e-9

/**
 * The flat sheet that the lines of a grid are drawn on. It is as large as its shader makes it, so rays are told where it
 * is; hands that are near let it through.
 */
export class GridSheet extends Mesh<BufferGeometry, ShaderMaterial> {
  /** How far rays meet it from its middle, in x and z of its own frame; `undefined`: nowhere. */
  reach: readonly [number, number] | undefined

  override raycast(raycaster: Raycaster, intersections: Intersection[]): void {
    if (!this.reach || !isShown(this)) return
    ray.copy(raycaster.ray).applyMatrix4(meshFromWorld.copy(this.matrixWorld).invert())
    if (Math.abs(ray.direction.y) < LEAST_SLOPE) return
    const steps = -ray.origin.y / ray.direction.y
    const local = ray.at(steps, new Vector3())
    if (!(steps >= 0 && Math.abs(local.x) <= this.reach[0] && Math.abs(local.z) <= this.reach[1])) return
    const point = local.applyMatrix4(this.matrixWorld)
    const distance = point.distanceTo(raycaster.ray.origin)
    if (distance < raycaster.near || distance > raycaster.far) return
    const normal = new Vector3(0, -Math.sign(ray.direction.y), 0)
    intersections.push({ distance, point, normal, object: this })
  }

  /** Asked by near pointers of @react-three/xr. */
  override spherecast(): void {}
}
