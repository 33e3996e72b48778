import { useLayoutEffect, useMemo, useRef } from 'react'
import { PerspectiveCamera, Quaternion, Vector3 } from 'three'
import { aimLocally } from '../nodes/aim.ts'
import { defaultGridProps, GridMesh } from '../nodes/GridMesh.tsx'
import { useViewCamera } from '../nodes/useViewCamera.ts'
import { useScene, useSceneProps } from './context.ts'
import { turnFromY, upOf } from './placement.ts'
import { useRoomShown } from './roomShown.ts'

/** From the side and above, near enough for what stands on a table and far enough for a robot. */
const CAMERA_POSITION = new Vector3(2.5, 2, 3.5)
const CAMERA_TARGET = new Vector3(0, 0.5, 0)

function useUp() {
  const up = upOf(useSceneProps()).join()
  return useMemo(() => {
    const axis = up.split(',').map(Number)
    return { axis, turn: turnFromY(axis, new Quaternion()) }
  }, [up])
}

/** The camera of a scene that has none. */
export function ViewerCamera() {
  const { scene } = useScene()
  const { axis, turn } = useUp()
  const { camPosition, camRotation } = useSceneProps()
  const made = useMemo(() => new PerspectiveCamera(60, 1, 0.05, 1000), [])
  const camera = useRef(made)
  useLayoutEffect(() => {
    if (camPosition) made.position.fromArray(camPosition)
    else made.position.copy(CAMERA_POSITION).applyQuaternion(turn)
    made.quaternion.identity()
    if (camRotation) made.rotation.set(camRotation[0]!, camRotation[1]!, camRotation[2]!)
    const target = camPosition ? [0, 0, 0] : CAMERA_TARGET.clone().applyQuaternion(turn).toArray()
    aimLocally(made, { lookAt: target, rotation: camRotation }, axis)
    scene.invalidate()
  }, [made, axis, turn, scene, camPosition, camRotation])
  useViewCamera(camera, true)
  return <primitive object={made} />
}

/** Soft daylight for a scene that has no light. */
export function ViewerLight() {
  const { turn } = useUp()
  return (
    <group quaternion={turn}>
      <hemisphereLight args={['#ffffff', '#5b6068', 1.6]} position={[0, 1, 0]} />
      <directionalLight position={[3, 5, 4]} intensity={1.8} />
    </group>
  )
}

/** The floor of a scene that has none; a room that shows through has one of its own. */
export function ViewerGrid() {
  const { turn } = useUp()
  const props = useMemo(defaultGridProps, [])
  if (useRoomShown()) return null
  return (
    <group quaternion={turn}>
      <GridMesh props={props} />
    </group>
  )
}
