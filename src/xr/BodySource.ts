import { BODY_JOINTS, HAND_JOINTS } from '../../protocol/index.ts'
import type { SampleSource } from './SampleStream.ts'
import { type NamedSpaces, SpacesSampler } from './SpacesSampler.ts'
import type { Tracking } from './tracking.ts'

/** The value of BODY_MOVE. Numbers are column-major, metres, in the reference space; `null` when absent, never zeros. */
export interface BodyMoveValue {
  /** 33 joints in the order of BODY_JOINTS. */
  body: Float32Array | null
  /** 25 joints in the order of HAND_JOINTS. */
  leftHand: Float32Array | null
  rightHand: Float32Array | null
  tracking: { body: Tracking; leftHand: Tracking; rightHand: Tracking }
}

/** The joints of a body's hand by the names of WebXR's body tracking, in the order of a hand on the wire. */
const handNames = (side: 'left' | 'right'): string[] =>
  HAND_JOINTS.map((joint) => `${side}-hand-${joint.replace('-finger', '').replace('pinky', 'little')}`)

/** The body as the browser tracks it, and its hands where they are wanted. */
export class BodySource implements SampleSource<BodyMoveValue> {
  readonly body = new SpacesSampler(BODY_JOINTS)
  readonly leftHand = new SpacesSampler(handNames('left'))
  readonly rightHand = new SpacesSampler(handNames('right'))
  wanted = { leftHand: true, rightHand: true }

  read(frame: XRFrame, space: XRReferenceSpace): number {
    const body = frame.body as unknown as NamedSpaces | undefined
    this.body.read(frame, space, body)
    this.leftHand.read(frame, space, this.wanted.leftHand ? body : undefined)
    this.rightHand.read(frame, space, this.wanted.rightHand ? body : undefined)
    return bitsOf(this.body) | (bitsOf(this.leftHand) << 2) | (bitsOf(this.rightHand) << 4)
  }

  lose(): void {
    this.body.tracking = 'absent'
    this.leftHand.tracking = 'absent'
    this.rightHand.tracking = 'absent'
  }

  value(): BodyMoveValue {
    return {
      body: matricesOf(this.body),
      leftHand: matricesOf(this.leftHand),
      rightHand: matricesOf(this.rightHand),
      tracking: {
        body: this.body.tracking,
        leftHand: this.leftHand.tracking,
        rightHand: this.rightHand.tracking,
      },
    }
  }
}

/** There at all, and seen and not guessed. */
const bitsOf = ({ tracking }: SpacesSampler): number => (tracking === 'absent' ? 0 : tracking === 'tracked' ? 3 : 1)

const matricesOf = ({ tracking, matrices }: SpacesSampler): Float32Array | null =>
  tracking === 'absent' ? null : matrices
