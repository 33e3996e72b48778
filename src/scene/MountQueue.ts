/** How long mounting may take at a time on a page, in milliseconds: somebody who presses something does not notice. */
const PAGE_MS = 40
/** The part of each frame of a headset that mounting may take, and what it takes whatever the frames are, in milliseconds. */
const PRESENTING_PART = 0.3
const PRESENTING_MS = 4
/** When no frame of the headset has asked for more in this time, it goes on by itself. */
const LATE_MS = 200
/** Nodes that are mounted at a time: at first, and whatever was measured. */
const FIRST = 64
const LEAST = 8
const MOST = 256
/** How much a new measurement says against those before. */
const NEWEST = 0.5

/** A list of nodes some of which wait. */
interface Waiting {
  readonly missing: number
  readonly goOn: () => void
}

/**
 * Spreads the mounting of many nodes over time. Whoever mounts a list of nodes asks how many of them may come now, and
 * is told when more may. Few nodes come at once; of many so many at a time as take a few milliseconds. While a headset
 * presents, that is a part of each frame: the person goes on looking around.
 */
export class MountQueue {
  /** Before it the frames of a headset are waited for. */
  isPresenting = false
  readonly #flush: (work: () => void) => void
  readonly #now: () => number
  readonly #waiting = new Set<Waiting>()
  readonly #whenDone = new Set<() => void>()
  #share = FIRST
  #left = FIRST
  #millisecondsPerNode = 0
  #isRefilling = false
  #lastFrameAt = 0
  #frameMs = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `flush` runs some work and what React has to do after it, before it returns. */
  constructor(flush: (work: () => void) => void, now: () => number = () => performance.now()) {
    this.#flush = flush
    this.#now = now
  }

  /** Takes the place of one node. False: it has to wait. */
  take(): boolean {
    if (this.#left <= 0) return false
    this.#left -= 1
    // What React mounts in one go ends before the microtask that is queued in it.
    if (!this.#isRefilling) {
      this.#isRefilling = true
      queueMicrotask(this.#refill)
    }
    return true
  }

  /** So many nodes of a list wait. `goOn` is called when they may ask again; the returned function takes it back. */
  wait(missing: number, goOn: () => void): () => void {
    const waiting = { missing, goOn }
    this.#waiting.add(waiting)
    this.#schedule()
    return () => {
      this.#waiting.delete(waiting)
    }
  }

  /** Mounts what is due. Call it in every frame of a headset. */
  frame(): void {
    const now = this.#now()
    // Longer is a pause, and no frame.
    this.#frameMs = Math.min(now - this.#lastFrameAt, LATE_MS)
    this.#lastFrameAt = now
    if (this.#waiting.size > 0) this.#mountSome()
  }

  /** Resolves when nothing waits any more. */
  done(): Promise<void> {
    if (this.#waiting.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenDone.add(resolve))
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#waiting.clear()
    this.#tell()
  }

  #refill = (): void => {
    this.#isRefilling = false
    this.#left = this.#share
  }

  #schedule(): void {
    this.#timer ??= setTimeout(this.#late, this.isPresenting ? LATE_MS : 0)
  }

  #late = (): void => {
    this.#timer = undefined
    this.#mountSome()
  }

  /** The lists that have waited longest, as many as have the nodes that may come. */
  #mountSome(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#left = this.#share
    const start = this.#now()
    this.#flush(() => {
      let places = this.#share
      for (const waiting of this.#waiting) {
        if (places <= 0) break
        places -= waiting.missing
        this.#waiting.delete(waiting)
        waiting.goOn()
      }
    })
    this.#learn(this.#share - this.#left, this.#now() - start)
    if (this.#waiting.size > 0) this.#schedule()
    else this.#tell()
  }

  #learn(nodes: number, milliseconds: number): void {
    if (nodes > 0) {
      const newest = milliseconds / nodes
      const before = this.#millisecondsPerNode
      this.#millisecondsPerNode = before === 0 ? newest : before + NEWEST * (newest - before)
    }
    const limit = this.isPresenting ? Math.max(PRESENTING_MS, PRESENTING_PART * this.#frameMs) : PAGE_MS
    this.#share = Math.round(Math.min(MOST, Math.max(LEAST, limit / (this.#millisecondsPerNode || 1))))
    this.#left = this.#share
  }

  #tell(): void {
    for (const resolve of this.#whenDone) resolve()
    this.#whenDone.clear()
  }
}
