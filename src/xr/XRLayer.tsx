import { useFrame } from '@react-three/fiber'
import { XR } from '@react-three/xr'
import { useEffect, useSyncExternalStore } from 'react'
import { useScene } from '../scene/context.ts'
import { handLooksOf } from './HandLooks.ts'
import { HeadAsCamera } from './HeadAsCamera.tsx'
import { HAND_BY_LOOK } from './InputHand.tsx'
import { INPUT_LAYER } from './inputLayer.ts'
import { createStore } from './store.ts'
import { XRSessions } from './XRSessions.ts'

/** The sessions of one page; here, so that what loads the layer gets both with one import. */
export const createXRSessions = (): XRSessions => new XRSessions(createStore())

/**
 * What @react-three/xr needs inside the canvas: hands, controllers and pointers, and the head as a camera. It stands
 * beside the scene and not around it, so entering XR mounts nothing of the scene anew. Loaded when first needed.
 */
export default function XRLayer({ sessions }: { sessions: XRSessions }) {
  const { scene } = useScene()
  const handLooks = handLooksOf(scene)
  const looks = useSyncExternalStore(handLooks.subscribe, handLooks.getSnapshot)

  useEffect(() => sessions.mount(), [sessions])
  useEffect(() => sessions.store.setHand(HAND_BY_LOOK[looks.left], 'left'), [sessions, looks.left])
  useEffect(() => sessions.store.setHand(HAND_BY_LOOK[looks.right], 'right'), [sessions, looks.right])
  useFrame((state, _delta, frame) => {
    // Each frame: three.js copies the layers of whichever camera it is asked to draw with.
    if (frame) state.gl.xr.getCamera().layers.enable(INPUT_LAYER)
  })

  return (
    <>
      <XR store={sessions.store} />
      <HeadAsCamera />
    </>
  )
}
