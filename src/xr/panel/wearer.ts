import { findInput } from '../inputSource.ts'
import type { Side } from '../tracking.ts'
import type { Head, Point, Wrist } from './WristGlance.ts'

/** From where a controller is held back to the wrist, along the arm. Metres. */
const GRIP_TO_WRIST = 0.08

const X = 0
const Y = 4
const Z = 8
const PLACE = 12

const axisOf = (matrix: Float32Array, at: number, sign: 1 | -1): Point => [
  sign * matrix[at]!,
  sign * matrix[at + 1]!,
  sign * matrix[at + 2]!,
]

export function readHead(frame: XRFrame, space: XRReferenceSpace): Head | null {
  const matrix = frame.getViewerPose(space)?.transform.matrix
  return matrix ? { position: axisOf(matrix, PLACE, 1), forward: axisOf(matrix, Z, -1) } : null
}

/**
 * The wrist of a hand, or of whoever holds a controller. Of a hand's wrist joint, -y points out of the palm and -z to
 * the fingers; of a grip, +x out of the palm of the left hand and -x out of that of the right, and +y along the arm
 * (WebXR Hand Input and WebXR, "grip space").
 */
export function readWrist(frame: XRFrame, space: XRReferenceSpace, side: Side): Wrist | null {
  const joint = jointOf(frame, space, side, 'wrist')
  if (joint) return { position: axisOf(joint, PLACE, 1), inner: axisOf(joint, Y, -1), fingers: axisOf(joint, Z, -1) }
  const { gripSpace } = findInput(frame.session, 'controller', side) ?? {}
  const grip = gripSpace && frame.getPose(gripSpace, space)?.transform.matrix
  if (!grip) return null
  const [x, y, z] = axisOf(grip, PLACE, 1)
  const [alongX, alongY, alongZ] = axisOf(grip, Y, 1)
  return {
    position: [x + GRIP_TO_WRIST * alongX, y + GRIP_TO_WRIST * alongY, z + GRIP_TO_WRIST * alongZ],
    inner: axisOf(grip, X, side === 'left' ? 1 : -1),
    fingers: axisOf(grip, Y, -1),
  }
}

export function readIndexTip(frame: XRFrame, space: XRReferenceSpace, side: Side): Point | null {
  const matrix = jointOf(frame, space, side, 'index-finger-tip')
  return matrix ? axisOf(matrix, PLACE, 1) : null
}

function jointOf(
  frame: XRFrame,
  space: XRReferenceSpace,
  side: Side,
  joint: XRHandJoint,
): Float32Array | null | undefined {
  const jointSpace = findInput(frame.session, 'hand', side)?.hand?.get(joint)
  return jointSpace && frame.getJointPose?.(jointSpace, space)?.transform.matrix
}

/** Where the buttons are by the `xr-standard` mapping; `menu` is what Meta's profiles add, under either number. */
const BUTTONS = { x: [4], y: [5], menu: [7, 12] } as const
const HAS_MENU = /^(meta|oculus)-/

/** Whether the button that brings the panel is down. */
export function isButtonDown(session: XRSession, hand: Side | 'none', button: keyof typeof BUTTONS | 'none'): boolean {
  if (button === 'none') return false
  const side = button === 'menu' || hand !== 'right' ? 'left' : 'right'
  const source = findInput(session, 'controller', side)
  if (!source?.gamepad || (button === 'menu' && !source.profiles.some((profile) => HAS_MENU.test(profile))))
    return false
  const { buttons } = source.gamepad
  return BUTTONS[button].some((index) => buttons[index]?.pressed ?? false)
}
