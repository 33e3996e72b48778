import type { Object3D } from 'three'
import type { LiveApplier, RawProps } from '../View.ts'
import type { PictureRole, PictureSurface } from './PictureSurface.ts'

/** Which surface a node's root object has: the appliers that are written onto it know no more than the object. */
export const surfacesOf = new WeakMap<Object3D, PictureSurface>()

/** Shows what one of these props holds, the first that is written. */
export const livePicture =
  (role: PictureRole, ...names: readonly string[]): LiveApplier =>
  (object, _value, props) =>
    surfacesOf.get(object)?.want(role, firstOf(props, names)) ?? true

function firstOf(props: RawProps, names: readonly string[]): unknown {
  for (const name of names) if (props[name] !== undefined && props[name] !== null) return props[name]
  return undefined
}
