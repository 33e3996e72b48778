import type { Object3D } from 'three'

/**
 * The three.js layer of what XR draws for the person in the headset alone: models of hands and controllers, rays,
 * cursors, joint axes. Only the headset's camera sees it, so no grabbed picture and no desktop view has a hand in it
 * without anybody hiding anything, and nothing on it is hit by pointers. 1 and 2 are the eyes', 0 is the scene's.
 */
export const INPUT_LAYER = 30

/** Puts an object with all below it on the input layer. Does for a ref too. */
export function putOnInputLayer(object: Object3D | null): void {
  object?.traverse((part) => part.layers.set(INPUT_LAYER))
}
