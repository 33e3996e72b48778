import { useFrame, useThree } from '@react-three/fiber'
import { type RefObject, useRef } from 'react'
import { Matrix4, type Object3D, Sphere, Vector3 } from 'three'
import type { OrbitControls } from 'three/addons/controls/OrbitControls.js'
import type { SceneCameraObject } from '../../scene/CameraRegistry.ts'
import { useScene, useStageNeeds } from '../../scene/context.ts'
import { aimOf } from '../aim.ts'
import { isShown } from '../interaction/pointers.ts'
import { showSphere } from './showSphere.ts'

/** Something that takes room, in its own frame. */
export interface Extent {
  readonly center: readonly [number, number, number]
  readonly radius: number
  /** How often it has become another one because something new came into it. */
  readonly arrivals: number
}

const sphere = new Sphere()
const parentFromWorld = new Matrix4()

/**
 * Moves the view of the page once so that it sees all of `object`, with `margin` times the room that it needs: as soon as
 * its extent is known, and again when something new has come in or another margin is asked for. A view that the person
 * has moved stays theirs, and in a headset nothing happens. Margin 0: never.
 */
export function useAdjustedView(
  object: RefObject<Object3D | null>,
  extent: RefObject<Extent | undefined>,
  margin: number,
): void {
  const { scene, cameras, hud } = useScene()
  const { controls: controlsKey } = useStageNeeds()
  const get = useThree((state) => state.get)
  const adjusted = useRef<{ margin: number; arrivals: number }>(undefined)
  useFrame(() => {
    const { view: camera } = cameras
    const controls = get().controls as unknown as OrbitControls | null
    if (margin === 0) adjusted.current = undefined
    if (margin === 0 || hud !== undefined || !camera || !extent.current || get().gl.xr.isPresenting) return
    if (!object.current || !isShown(object.current)) return
    const { arrivals, center, radius } = extent.current
    if (adjusted.current?.margin === margin && adjusted.current.arrivals === arrivals) return
    // Controls that are still loaded turn the view to their own target, if they have one.
    if (!controls && controlsKey !== undefined && scene.graph.get(controlsKey)?.props.target !== undefined) return
    adjusted.current = { margin, arrivals }
    if (cameras.wasMovedByPerson(camera)) return
    object.current.updateWorldMatrix(true, false)
    sphere.set(new Vector3().fromArray(center), radius).applyMatrix4(object.current.matrixWorld)
    if (camera.parent) {
      camera.parent.updateWorldMatrix(true, false)
      sphere.applyMatrix4(parentFromWorld.copy(camera.parent.matrixWorld).invert())
    }
    turnAround(camera, controls, showSphere(camera, sphere, margin))
    scene.invalidate()
  })
}

/** From now on the view turns around `target`, in the frame of the camera's parent. */
function turnAround(camera: SceneCameraObject, controls: OrbitControls | null, target: Vector3): void {
  aimOf(camera)?.target.copy(target)
  if (controls?.object !== camera) return
  controls.target.copy(target)
  controls.update()
}
