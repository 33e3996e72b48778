import { CombinedPointer, DefaultXRControllerGrabPointer, XRControllerModel } from '@react-three/xr'
import { InputModel } from './InputModel.tsx'
import { InputPointer } from './InputPointer.tsx'
import { putOnInputLayer } from './inputLayer.ts'

/** A controller: its model, its ray, and grabbing with `squeeze`. */
export function InputController() {
  return (
    <>
      <InputModel>
        <XRControllerModel ref={putOnInputLayer} />
      </InputModel>
      <CombinedPointer>
        <DefaultXRControllerGrabPointer cursorModel={false} />
        <InputPointer ray={true} />
      </CombinedPointer>
    </>
  )
}
