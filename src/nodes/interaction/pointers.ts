import type { ThreeEvent } from '@react-three/fiber'
import type { Object3D } from 'three'
import type { PointerName } from '../../../protocol/index.ts'
import type { Side } from '../../xr/tracking.ts'

/** An event of a pointer on an object: from the page's own pointers, or from those of a headset. */
export type OnePointerEvent = ThreeEvent<PointerEvent> | ThreeEvent<MouseEvent>

export interface Pointer {
  /** The same for as long as the pointer exists. */
  readonly id: number
  readonly name: PointerName
  readonly hand: Side | undefined
  /** Where the pointer belongs to a headset. */
  readonly source: XRInputSource | undefined
}

/** What the pointers of @react-three/xr say beyond those of the page. */
interface HeadsetEvent {
  pointerType?: string
  pointerState?: { inputSource?: XRInputSource }
  intersection?: { object: Object3D }
}

export function pointerOf(event: OnePointerEvent): Pointer {
  const { pointerType, pointerState } = event as unknown as HeadsetEvent
  const source = pointerState?.inputSource
  const id = 'pointerId' in event ? event.pointerId : -1
  if (!source) return { id, name: namedOnScreen(event), hand: undefined, source: undefined }
  const hand = source.handedness === 'none' ? undefined : source.handedness
  return { id, name: namedInHeadset(source, pointerType), hand, source }
}

/** What the pointer is on. In a headset `object` of a pointer that comes or goes is only who listens to it. */
export const hitOf = (event: OnePointerEvent): Object3D =>
  (event as unknown as HeadsetEvent).intersection?.object ?? event.object

function namedOnScreen({ nativeEvent }: OnePointerEvent): PointerName {
  const type = (nativeEvent as PointerEvent | undefined)?.pointerType
  return type === 'touch' || type === 'pen' ? type : 'mouse'
}

function namedInHeadset(source: XRInputSource, pointerType: string | undefined): PointerName {
  if (pointerType === 'grab') return source.hand ? 'hand' : 'controller'
  if (pointerType === 'touch') return 'finger'
  if (source.targetRayMode === 'screen') return 'touch'
  return source.targetRayMode === 'tracked-pointer' ? 'ray' : 'gaze'
}

/** Whether an object and everything that it is in is drawn: pointers hit what is hidden too. */
export function isShown(object: Object3D): boolean {
  for (let at: Object3D | null = object; at; at = at.parent) if (!at.visible) return false
  return true
}
