import { type Matrix4, Quaternion, Vector3 } from 'three'
import { isFiniteList, type Tracking, trackingOf } from '../tracking.ts'
import { hasMoved, type Tolerance } from './movement.ts'

/** The value of ANCHOR: 16 numbers, column-major, metres, in the reference space; `null` while the place is not known. */
export interface AnchorValue {
  matrix: Float32Array | null
  tracking: Tracking
  handle: string | null
}

export interface AnchorWishes {
  /** Ask for a handle. */
  persist: boolean
  /** A place that an earlier session kept. */
  handle: string | null
}

const SMALLEST_MOVE: Tolerance = { metres: 0.001, degrees: 0.1 }

/**
 * One place in the room, session by session. In each it is found by its handle, or made where the node stands in the
 * first frame; from then on the device says where it is.
 */
export class RoomAnchor {
  readonly matrix = new Float32Array(16)
  tracking: Tracking = 'absent'
  /** By which a later session finds the place; `null` until there is one. */
  handle: string | null = null
  #wishes: AnchorWishes = { persist: false, handle: null }
  /** Hears why the browser does not keep the place. */
  onFailure: (detail: string) => void = () => {}
  /** Hears that it does. */
  onWorking: () => void = () => {}
  readonly #say: (value: AnchorValue) => void
  #session: XRSession | undefined
  #anchor: XRAnchor | undefined
  #isAsked = false
  #isSought = false
  /** Grows when what is on its way is not wanted any more. */
  #generation = 0
  readonly #toldMatrix = new Float32Array(16)
  #told = 'absent'

  /** `say` hears what the script must know: that the place was found, has moved, or is lost. */
  constructor(say: (value: AnchorValue) => void) {
    this.#say = say
  }

  /**
   * Who says where it is. `free`: the node's placement. `sought`: a handle does, and the device is still looking.
   * `held`: the device, in `matrix`, while `tracking` is not absent.
   */
  get state(): 'free' | 'sought' | 'held' {
    return this.#anchor ? 'held' : this.#isSought ? 'sought' : 'free'
  }

  /** What is to be kept. Another handle is another place. */
  wish(wishes: AnchorWishes): void {
    const isSame = wishes.handle === this.#wishes.handle || (wishes.handle !== null && wishes.handle === this.handle)
    if (!isSame) this.renew()
    this.#wishes = wishes
    if (wishes.persist && this.#anchor && this.handle === null) void this.#keep(this.#anchor)
  }

  /** One frame of a session that is in front. `place` is where the node stands in the reference space, if nothing holds it. */
  frame(frame: XRFrame, space: XRReferenceSpace, place: Matrix4): void {
    if (frame.session !== this.#session) {
      this.#forget()
      this.#session = frame.session
    }
    if (!this.#isAsked) {
      this.#isAsked = true
      void this.#ask(frame, space, place)
    }
    this.#read(frame, space)
    this.#tell()
  }

  /** The node stands somewhere else now: the place is made anew there. */
  renew(): void {
    this.handle = null
    this.#anchor?.delete()
    this.#forget()
    this.#tell()
  }

  /** The session is not in front any more: what was known does not hold. */
  interrupt(): void {
    this.tracking = 'absent'
    this.#tell()
  }

  /** Somebody else listens now, who knows of no place: it is told with the next frame. */
  again(): void {
    this.#told = 'absent'
  }

  /** The session is over, and its anchors with it. */
  end(): void {
    this.#forget()
    this.#session = undefined
    this.#tell()
  }

  /** The node is gone. */
  dispose(): void {
    this.#anchor?.delete()
    this.#forget()
  }

  #forget(): void {
    this.#generation += 1
    this.#anchor = undefined
    this.#isAsked = false
    this.#isSought = false
    this.tracking = 'absent'
  }

  async #ask(frame: XRFrame, space: XRReferenceSpace, place: Matrix4): Promise<void> {
    const generation = this.#generation
    const handle = this.#wishes.handle ?? this.handle
    this.#isSought = handle !== null
    try {
      const anchor = await (handle === null ? make(frame, space, place) : restore(frame.session, handle))
      if (generation !== this.#generation) {
        anchor.delete()
        return
      }
      this.#anchor = anchor
      this.handle = handle
      this.onWorking()
      if (this.#wishes.persist && handle === null) await this.#keep(anchor)
    } catch (error) {
      if (generation === this.#generation) this.#fail(error)
    } finally {
      if (generation === this.#generation) this.#isSought = false
    }
  }

  async #keep(anchor: XRAnchor): Promise<void> {
    const generation = this.#generation
    try {
      if (!anchor.requestPersistentHandle) throw new Error('this browser keeps no places for later sessions')
      const handle = await anchor.requestPersistentHandle()
      if (generation === this.#generation) this.handle = handle
    } catch (error) {
      if (generation === this.#generation) this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.onFailure(error instanceof Error ? error.message : String(error))
  }

  #read(frame: XRFrame, space: XRReferenceSpace): void {
    const pose = this.#anchor && poseOf(frame, this.#anchor, space)
    if (pose) this.matrix.set(pose.transform.matrix)
    this.tracking = pose && isFiniteList(this.matrix) ? trackingOf(pose) : 'absent'
  }

  #tell(): void {
    const state = this.tracking === 'absent' ? 'absent' : `${this.tracking} ${this.handle ?? ''}`
    const hasMatrix = this.tracking !== 'absent'
    if (state === this.#told && !(hasMatrix && hasMoved(this.#toldMatrix, this.matrix, SMALLEST_MOVE))) return
    this.#told = state
    if (hasMatrix) this.#toldMatrix.set(this.matrix)
    this.#say({ matrix: hasMatrix ? this.matrix.slice() : null, tracking: this.tracking, handle: this.handle })
  }
}

async function make(frame: XRFrame, space: XRReferenceSpace, place: Matrix4): Promise<XRAnchor> {
  if (!frame.createAnchor) throw new Error('this browser has none')
  place.decompose(position, turn, scale)
  const { x, y, z } = position
  return frame.createAnchor(new XRRigidTransform({ x, y, z }, { x: turn.x, y: turn.y, z: turn.z, w: turn.w }), space)
}
const position = new Vector3()
const turn = new Quaternion()
const scale = new Vector3()

async function restore(session: XRSession, handle: string): Promise<XRAnchor> {
  if (!session.restorePersistentAnchor) throw new Error('this browser keeps no places for later sessions')
  return session.restorePersistentAnchor(handle)
}

function poseOf(frame: XRFrame, anchor: XRAnchor, space: XRReferenceSpace): XRPose | undefined {
  if (frame.trackedAnchors && !frame.trackedAnchors.has(anchor)) return undefined
  return frame.getPose(anchor.anchorSpace, space) ?? undefined
}
