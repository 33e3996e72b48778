import { VuerError } from '../errors.ts'
import type { ClientEvent } from './ClientEvent.ts'
import { PoseAssembly } from './PoseAssembly.ts'
import { absentPoses, type PoseFrame, type PoseSources, partsOf } from './PoseFrame.ts'
import { ageLimitOf, isPoseEvent, knownAgeOf } from './poseStreams.ts'

export interface PosesOptions {
  /** Ends the loop, as the end of the session does. */
  signal?: AbortSignal
  /** A pose that is older is absent. Milliseconds; by default 100, or two periods of a node that sends more slowly. */
  maxAgeMs?: number
}

/** How long a frame waits for a stream that should be in it: packets of one frame need not come in one piece. */
const STRAGGLER_MS = 4

/** A loop over combined poses: `for await (const { head, left, right } of session.poses())`. Ends with the session. */
export class PoseStream implements AsyncIterableIterator<PoseFrame> {
  readonly #sources: PoseSources
  readonly #assembly: PoseAssembly
  readonly #clean = new AbortController()
  readonly #open: Set<PoseStream>
  #endOfTurn: ReturnType<typeof setImmediate> | undefined
  #straggling: ReturnType<typeof setTimeout> | undefined
  #ageing: ReturnType<typeof setTimeout> | undefined
  /** Something waits to be read: the frame that was closed last, or the break. */
  #isReady = false
  #broken: PoseFrame | undefined
  /** Which parts the frame that was read last has shown. */
  #seen: readonly boolean[] = []
  #reader: ((result: IteratorResult<PoseFrame>) => void) | undefined
  #isEnded = false

  /** It is one of `open` until it ends. Made by `session.poses()`. */
  constructor(sources: Omit<PoseSources, 'maxAgeMs'>, { signal, maxAgeMs }: PosesOptions, open: Set<PoseStream>) {
    if (maxAgeMs !== undefined && !(Number.isFinite(maxAgeMs) && maxAgeMs > 0)) {
      throw new VuerError('INVALID_OPTION', `maxAgeMs: expected a number of milliseconds above 0, got ${maxAgeMs}`)
    }
    this.#sources = { graph: sources.graph, now: () => sources.now(), maxAgeMs }
    this.#assembly = new PoseAssembly(this.#sources)
    this.#open = open.add(this)
    if (signal?.aborted) this.end()
    else signal?.addEventListener('abort', () => this.end(), { once: true, signal: this.#clean.signal })
  }

  /** Takes whatever came from the client or happened to its session. */
  put(event: ClientEvent): void {
    if (this.#isEnded) return
    if (event.etype === 'disconnected') this.#break(event.receivedAt)
    if (!isPoseEvent(event)) return
    const arrival = this.#assembly.place(event)
    if (arrival === 'begins' && this.#assembly.isOpen) this.#close()
    this.#assembly.accept(event, arrival)
    if (arrival === 'late') this.#revise()
    else if (event.xrFrame !== undefined && this.#assembly.isMissingSome) {
      this.#straggling ??= setTimeout(this.#close, STRAGGLER_MS).unref()
    } else this.#endOfTurn ??= setImmediate(this.#close)
  }

  /** Nothing comes any more, and what was not read is not live. */
  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#isReady = false
    this.#stopWaiting()
    this.#clean.abort()
    this.#open.delete(this)
    this.#reader?.({ value: undefined, done: true })
    this.#reader = undefined
  }

  next(): Promise<IteratorResult<PoseFrame>> {
    if (this.#isReady) return Promise.resolve({ value: this.#take(), done: false })
    if (this.#isEnded) return Promise.resolve({ value: undefined, done: true })
    if (this.#reader) return Promise.reject(new Error('one loop at a time: call poses() again for a second reader'))
    return new Promise((resolve) => {
      this.#reader = resolve
    })
  }

  return(): Promise<IteratorResult<PoseFrame>> {
    this.end()
    return Promise.resolve({ value: undefined, done: true })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #close = (): void => {
    this.#stopWaiting()
    this.#assembly.close()
    this.#broken = undefined
    this.#offer()
  }

  #break(at: number): void {
    this.#stopWaiting()
    this.#assembly.clear()
    if (!this.#isReady && !this.#seen.includes(true)) return
    this.#broken = absentPoses('disconnected', at)
    this.#offer()
  }

  /** The last frame is told again if something in it is not there any more. What is not read yet is judged when it is. */
  #revise = (): void => {
    if (this.#isReady || this.#broken || !this.#seen.includes(true)) return
    const frame = this.#assembly.combine()
    if (partsOf(frame).some(({ pose }, index) => pose === null && this.#seen[index])) this.#offer()
    else this.#watchAges(frame)
  }

  #offer(): void {
    this.#isReady = true
    const reader = this.#reader
    this.#reader = undefined
    reader?.({ value: this.#take(), done: false })
  }

  #take(): PoseFrame {
    this.#isReady = false
    const frame = this.#broken ?? this.#assembly.combine()
    this.#seen = partsOf(frame).map(({ pose }) => pose !== null)
    this.#watchAges(frame)
    return frame
  }

  /** Comes back when the first part of the frame gets too old, should nothing newer have come by then. */
  #watchAges(frame: PoseFrame): void {
    clearTimeout(this.#ageing)
    const now = this.#sources.now()
    const left = partsOf(frame)
      .filter(({ pose }) => pose !== null)
      .map((part) => ageLimitOf(part, this.#sources) - knownAgeOf(part, now))
    if (left.length > 0) this.#ageing = setTimeout(this.#revise, Math.max(1, Math.ceil(Math.min(...left)) + 1)).unref()
  }

  #stopWaiting(): void {
    clearImmediate(this.#endOfTurn)
    clearTimeout(this.#straggling)
    clearTimeout(this.#ageing)
    this.#endOfTurn = undefined
    this.#straggling = undefined
  }
}
