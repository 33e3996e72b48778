import { XRControllerModel, XRHandModel } from '@react-three/xr'
import { putOnInputLayer } from './inputLayer.ts'

/** The models of hands and controllers, and what reads them. Loaded when the first is to be seen, so that nobody waits. */
export const HandModel = () => <XRHandModel ref={putOnInputLayer} />
export const ControllerModel = () => <XRControllerModel ref={putOnInputLayer} />
