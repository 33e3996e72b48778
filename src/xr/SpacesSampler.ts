import { isFiniteList, type Tracking, trackingOf } from './tracking.ts'

/** Spaces by name, as XRHand and XRBody have them. */
export interface NamedSpaces {
  get(name: string): XRSpace | undefined
}

/**
 * Reads a set of spaces that belong together, once a frame, into one buffer that is used again and again: a matrix for
 * each name, 16 numbers, column-major, metres, in the reference space. The numbers are those of the last `read`.
 */
export class SpacesSampler {
  readonly matrices: Float32Array
  tracking: Tracking = 'absent'
  readonly #names: readonly string[]
  #spaces: XRSpace[] = []

  constructor(names: readonly string[]) {
    this.#names = names
    this.matrices = new Float32Array(names.length * 16)
  }

  /** In the order of the names, which a browser's own order need not be. */
  get spaces(): readonly XRSpace[] {
    return this.#spaces
  }

  /** Absent when there is nothing, when one space is not known, or when a number is not finite: never a part of it. */
  read(frame: XRFrame, space: XRSpace, named: NamedSpaces | undefined): Tracking {
    this.tracking = named ? this.#read(frame, space, named) : 'absent'
    return this.tracking
  }

  #read(frame: XRFrame, space: XRSpace, named: NamedSpaces): Tracking {
    if (!this.#find(named)) return 'absent'
    const filled = hasFillPoses(frame)
      ? frame.fillPoses(this.#spaces, space, this.matrices)
      : fillOneByOne(frame, this.#spaces, space, this.matrices)
    if (!filled || !isFiniteList(this.matrices)) return 'absent'
    // fillPoses tells poses, and not whether they are guesses: that needs one pose of its own.
    const pose = frame.getPose(this.#spaces[0]!, space)
    return pose ? trackingOf(pose) : 'absent'
  }

  /** A browser may hand out a new map in each frame; the spaces in it stay. */
  #find(named: NamedSpaces): boolean {
    const first = named.get(this.#names[0]!)
    if (!first) return false
    if (first === this.#spaces[0] && this.#spaces.length === this.#names.length) return true
    this.#spaces = this.#names.flatMap((name) => named.get(name) ?? [])
    return this.#spaces.length === this.#names.length
  }
}

/** Older browsers have hand tracking without `fillPoses`. */
const hasFillPoses = (frame: XRFrame): boolean => typeof frame.fillPoses === 'function'

function fillOneByOne(frame: XRFrame, spaces: readonly XRSpace[], space: XRSpace, matrices: Float32Array): boolean {
  for (let index = 0; index < spaces.length; index += 1) {
    const pose = frame.getPose(spaces[index]!, space)
    if (!pose) return false
    matrices.set(pose.transform.matrix, index * 16)
  }
  return true
}
