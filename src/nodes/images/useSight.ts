import { useFrame } from '@react-three/fiber'
import { useEffect } from 'react'
import type { Object3D } from 'three'
import { useScene } from '../../scene/context.ts'
import { originOf } from '../../xr/interaction/Origin.ts'
import { cameraSight, headSight, type Sight } from './sight.ts'

/** After everything that moves the camera, and before anything is drawn. */
const AFTER_CONTROLS = -1

/** Keeps what hangs before the eyes out of the pictures of other cameras; what is fixed in the scene is in them. */
export function useBeforeTheEyes(object: Object3D, isBefore: boolean): void {
  const { cameras } = useScene()
  useEffect(() => (isBefore ? cameras.addBeforeTheEyes(object) : undefined), [cameras, object, isBefore])
}

/** Calls back in each frame with where the scene is seen from; not while that is unknown. */
export function useSight(follow: (sight: Sight) => void): void {
  const { scene, cameras } = useScene()
  useFrame(({ gl }, _delta, frame) => {
    const space = frame && gl.xr.getReferenceSpace()
    // three.js keeps the reference space of a session that ended; a frame is what proves that one is running.
    const sight =
      frame && space ? headSight(frame, space, originOf(scene).matrix) : cameras.view ? cameraSight(cameras.view) : null
    if (sight) follow(sight)
  }, AFTER_CONTROLS)
}
