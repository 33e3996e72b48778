import { CombinedPointer, DefaultXRHandGrabPointer, DefaultXRHandTouchPointer } from '@react-three/xr'
import { lazyPart } from '../page/lazyPart.tsx'
import type { InputLook } from './InputLooks.ts'
import { InputModel } from './InputModel.tsx'
import { InputPointer } from './InputPointer.tsx'

const HandModel = lazyPart(async () => ({ default: (await import('./inputModels.tsx')).HandModel }))

/** A hand's ray only hints at the direction; metres. */
const RAY_LENGTH = 0.2
const INVISIBLE = { cursorModel: false } as const

function InputHand({ visible }: { visible: boolean }) {
  return (
    <>
      {visible && (
        <InputModel what="hand">
          <HandModel />
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
