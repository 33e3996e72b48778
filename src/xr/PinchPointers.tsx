import { useFrame, useThree } from '@react-three/fiber'
import { defaultRayPointerOpacity, PointerCursorModel, useRayPointer } from '@react-three/xr'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { Group } from 'three'
import { useScene } from '../scene/context.ts'
import { putOnInputLayer } from './inputLayer.ts'
import { originOf } from './interaction/Origin.ts'
import { Pinch } from './Pinch.ts'
import { useSessions } from './useSessions.ts'

/** Before @react-three/xr moves its pointers. */
const BEFORE_POINTERS = -100
const SIDES: readonly XRHandedness[] = ['left', 'right', 'none']

/**
 * The pointers of gaze and pinch (Vision Pro). They wait for a pinch, one for each hand and one for what has none:
 * @react-three/xr makes its own after the pinch was listed, when a short one is over. Stands inside its `<XR>`.
 */
export const PinchPointers = () => SIDES.map((side) => <PinchPointer key={side} side={side} />)

function PinchPointer({ side }: { side: XRHandedness }) {
  const { scene } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const root = useThree((state) => state.scene)
  const [isPinching, setPinching] = useState(false)
  const ray = useMemo(() => ({ current: Object.assign(new Group(), { matrixAutoUpdate: false }) }), [])
  // What handlers of pointer events find in `pointerState`.
  const state = useMemo(() => ({ type: 'transientPointer', inputSource: undefined as XRInputSource | undefined }), [])
  const pointer = useRayPointer(ray, state, { makeDefault: true })
  const pinch = useMemo(() => {
    const { matrix: worldFromReference } = originOf(scene)
    const referenceSpace = () => manager.getReferenceSpace()
    const host = { pointer, ray: ray.current, scene: root, worldFromReference, referenceSpace }
    return new Pinch(side, host, (source) => {
      state.inputSource = source
      setPinching(source !== undefined)
    })
  }, [side, scene, manager, root, pointer, ray, state])

  useEffect(() => () => pinch.cancel(performance.now()), [pinch])
  useSessions(useCallback((session) => pinch.follow(session), [pinch]))
  useFrame((_state, _delta, frame) => {
    if (frame) pinch.frame(frame)
  }, BEFORE_POINTERS)

  return (
    <>
      <primitive object={ray.current} />
      {isPinching && <PointerCursorModel ref={putOnInputLayer} pointer={pointer} opacity={defaultRayPointerOpacity} />}
    </>
  )
}
