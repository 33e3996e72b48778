declare module 'urdf-loader/src/URDFDragControls.js' {
  import type { Camera, Object3D, Ray, Raycaster, Vector3 } from 'three'
  import type { URDFJoint } from 'urdf-loader'

  /** What is used of it: how far a joint turns or slides when what it was taken by moves. */
  export class PointerURDFDragControls {
    readonly raycaster: Raycaster
    readonly initialGrabPoint: Vector3
    camera: Camera
    hitDistance: number
    hovered: URDFJoint | null
    manipulating: URDFJoint | null
    constructor(scene: Object3D, camera: Camera | null, domElement: EventTarget)
    updateJoint(joint: URDFJoint, angle: number): void
    moveRay(ray: Ray): void
    setGrabbed(isGrabbed: boolean): void
  }
}
