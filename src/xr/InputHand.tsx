import { CombinedPointer, DefaultXRHandGrabPointer, DefaultXRHandTouchPointer, XRHandModel } from '@react-three/xr'
import type { InputLook } from './InputLooks.ts'
import { InputModel } from './InputModel.tsx'
import { InputPointer } from './InputPointer.tsx'
import { putOnInputLayer } from './inputLayer.ts'

/** A hand's ray only hints at the direction; metres. */
const RAY_LENGTH = 0.2
const INVISIBLE = { cursorModel: false } as const

function InputHand({ visible }: { visible: boolean }) {
  return (
    <>
      {visible && (
        <InputModel what="hand">
          <XRHandModel ref={putOnInputLayer} />
        </InputModel>
      )}
      <CombinedPointer>
        <DefaultXRHandGrabPointer {...INVISIBLE} />
        <DefaultXRHandTouchPointer {...INVISIBLE} />
        <InputPointer ray={visible} rayLength={RAY_LENGTH} />
      </CombinedPointer>
    </>
  )
}

export const ShownHand = () => <InputHand visible={true} />
export const HiddenHand = () => <InputHand visible={false} />

/** What stands for a hand in the store of @react-three/xr, by its look. */
export const HAND_BY_LOOK = { shown: ShownHand, hidden: HiddenHand, off: false } as const satisfies Record<
  InputLook,
  unknown
>
