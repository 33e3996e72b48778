import type { VuerSession } from '../session/VuerSession.ts'
import { type SuperviseArmOptions, SupervisedArm } from './SupervisedArm.ts'

/**
 * Lets one hand of the person in the headset lead one robot arm, through a clutch: `engage: 'pinch'`, `'squeeze'`,
 * `'trigger'` or a function. The scene must have a `Hands` or `MotionControllers` node, which streams. Throws
 * INVALID_OPTION or INVALID_POSE.
 */
export const superviseArm = (session: VuerSession, options: SuperviseArmOptions): SupervisedArm =>
  new SupervisedArm(session, options)
