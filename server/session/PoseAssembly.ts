import { combinePoses, type PoseFrame, type PoseSample, type PoseSources } from './PoseFrame.ts'
import { isTooOld, type PoseEvent, streamOf } from './poseStreams.ts'

/** `late`: its frame was closed before it came. */
export type Arrival = 'begins' | 'joins' | 'late'

/** What one node has sent. */
interface Stream {
  readonly sample: PoseSample
  /** Frames from the sample before to this one. */
  readonly gap: number | undefined
  /** Frames from one sample to the next: the lesser of the last two, because a rate need not divide the display's. */
  readonly stride: number
}

/** Keys are the client's: what was heard of longest ago makes way. */
const MAX_STREAMS = 64

/**
 * Samples of several streams on their way to being one frame. A frame is open from its first sample until it is closed;
 * of the streams that did not send in it, it shows what they said last.
 */
export class PoseAssembly {
  readonly #sources: PoseSources
  /** Heard longest ago first. */
  readonly #streams = new Map<string, Stream>()
  #shown = new Map<string, PoseSample>()
  /** The number of the frame that is open, or was. */
  #frame: number | undefined
  #isOpen = false
  #arrived = 0

  constructor(sources: PoseSources) {
    this.#sources = sources
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Where a sample belongs. It begins if its stream counts backwards: then its page counts anew. */
  place(event: PoseEvent): Arrival {
    const { xrFrame } = event
    if (xrFrame === undefined) return this.#isOpen ? 'joins' : 'begins'
    if (this.#frame === undefined || xrFrame > this.#frame) return 'begins'
    const last = this.#streams.get(streamOf(event))?.sample.event.xrFrame
    if (last !== undefined && xrFrame < last) return 'begins'
    return xrFrame === this.#frame && this.#isOpen ? 'joins' : 'late'
  }

  accept(event: PoseEvent, arrival: Arrival): void {
    const sample: PoseSample = { event, order: this.#arrived }
    this.#arrived += 1
    this.#remember(sample)
    if (arrival === 'late') this.#shown.set(streamOf(event), sample)
    else {
      this.#isOpen = true
      this.#frame = event.xrFrame ?? this.#frame
    }
  }

  /** Whether a stream that should send in the open frame, by its rate so far, has not sent yet. At first any might. */
  get isMissingSome(): boolean {
    const frame = this.#frame
    if (frame === undefined) return false
    if (this.#shown.size === 0) return true
    return [...this.#streams.values()].some(({ sample: { event }, stride }) => {
      const { xrFrame } = event
      return xrFrame !== undefined && frame - xrFrame >= stride && !isTooOld(event, this.#sources)
    })
  }

  /** What has come by now is the frame. */
  close(): void {
    this.#isOpen = false
    this.#shown = new Map([...this.#streams].map(([name, { sample }]) => [name, sample]))
  }

  /** The frame that was closed last, with what came late, as it is to be believed now. */
  combine(): PoseFrame {
    return combinePoses([...this.#shown.values()], this.#sources)
  }

  clear(): void {
    this.#streams.clear()
    this.#shown.clear()
    this.#frame = undefined
    this.#isOpen = false
  }

  #remember(sample: PoseSample): void {
    const name = streamOf(sample.event)
    const before = this.#streams.get(name)
    const [from, to] = [before?.sample.event.xrFrame, sample.event.xrFrame]
    const gap = from !== undefined && to !== undefined && to > from ? to - from : undefined
    const stride = Math.min(gap ?? 1, before?.gap ?? gap ?? 1)
    this.#streams.delete(name)
    this.#streams.set(name, { sample, gap, stride })
    if (this.#streams.size > MAX_STREAMS) this.#streams.delete(this.#streams.keys().next().value!)
  }
}
