/** Counts the frames of one renderer. All views of a page are called within the frame, one after the other. */
class FrameCount {
  #last = -1
  #isWithin = false

  /** The number of the frame in which this is called. */
  take(): number {
    if (!this.#isWithin) {
      this.#isWithin = true
      this.#last += 1
      queueMicrotask(this.#leave)
    }
    return this.#last
  }

  // A frame is one task of the browser. An XRFrame cannot tell: it may be the same object each time.
  #leave = (): void => {
    this.#isWithin = false
  }
}

/** Side tables of other objects; entries go with them. */
const counts = new WeakMap<object, FrameCount>()
const numbers = new WeakMap<XRFrame, number>()

/** Gives a frame its number: the same for all who ask within it. `renderer` is whatever hands out the frames. */
export function numberXRFrame(renderer: object, frame: XRFrame): void {
  let count = counts.get(renderer)
  if (!count) {
    count = new FrameCount()
    counts.set(renderer, count)
  }
  numbers.set(frame, count.take())
}

/** The number of a frame, while it lasts: a whole number from 0 that grows by one. */
export const xrFrameNumberOf = (frame: XRFrame): number | undefined => numbers.get(frame)
