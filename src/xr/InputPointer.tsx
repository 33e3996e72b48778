import {
  defaultRayPointerOpacity,
  PointerCursorModel,
  PointerRayModel,
  usePointerXRInputSourceEvents,
  useRayPointer,
  useXRInputSourceStateContext,
  XRSpace,
} from '@react-three/xr'
import { useRef } from 'react'
import type { Group } from 'three'
import { putOnInputLayer } from './inputLayer.ts'

/** Nearer than this the finger points, not the ray. Metres. */
const MIN_DISTANCE = 0.2

/** Points along the target ray and clicks with `select`. Alone, it is also the pointer of gaze. */
export function InputPointer({ ray = false, rayLength }: { ray?: boolean; rayLength?: number }) {
  const state = useXRInputSourceStateContext()
  const space = useRef<Group>(null)
  const pointer = useRayPointer(space, state, { makeDefault: true, minDistance: MIN_DISTANCE })
  usePointerXRInputSourceEvents(pointer, state.inputSource, 'select', state.events)
  return (
    <XRSpace ref={space} space="target-ray-space">
      {ray && (
        <PointerRayModel
          ref={putOnInputLayer}
          pointer={pointer}
          opacity={defaultRayPointerOpacity}
          {...(rayLength === undefined ? {} : { maxLength: rayLength })}
        />
      )}
      <PointerCursorModel ref={putOnInputLayer} pointer={pointer} opacity={defaultRayPointerOpacity} />
    </XRSpace>
  )
}
