import type { Object3D } from 'three'

/** Pointers do not meet it: those of the page ask `raycast`, those of a headset `spherecast` too. */
export function letRaysThrough(object: Object3D): void {
  object.raycast = () => {}
  Object.assign(object, { spherecast: () => {} })
}
