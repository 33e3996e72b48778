import { CombinedPointer, DefaultXRControllerGrabPointer } from '@react-three/xr'
import { lazyPart } from '../page/lazyPart.tsx'
import type { InputLook } from './InputLooks.ts'
import { InputModel } from './InputModel.tsx'
import { InputPointer } from './InputPointer.tsx'

const ControllerModel = lazyPart(async () => ({ default: (await import('./inputModels.tsx')).ControllerModel }))

/** A controller: its model, its ray, and grabbing with `squeeze`. */
function InputController({ visible }: { visible: boolean }) {
  return (
    <>
      {visible && (
        <InputModel what="controller">
          <ControllerModel />
        </InputModel>
      )}
      <CombinedPointer>
        <DefaultXRControllerGrabPointer cursorModel={false} />
        <InputPointer ray={visible} />
      </CombinedPointer>
    </>
  )
}

export const ShownController = () => <InputController visible={true} />
export const HiddenController = () => <InputController visible={false} />

/** What stands for a controller in the store of @react-three/xr, by its look. */
export const CONTROLLER_BY_LOOK = {
  shown: ShownController,
  hidden: HiddenController,
  off: false,
} as const satisfies Record<InputLook, unknown>
