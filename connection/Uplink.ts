import { encodeFrame, isSample, valueForVuer } from '../protocol/index.ts'
import { EventJournal } from './EventJournal.ts'
import { SampleGate } from './SampleGate.ts'
import type { ServerClock } from './ServerClock.ts'
import type { Socket } from './Socket.ts'

export interface OutgoingEvent {
  etype: string
  key?: string | undefined
  value?: unknown
  /** Milliseconds since 1970 on this machine's clock. */
  capturedAt?: number | undefined
  /** The last answer to a call that has several. */
  done?: boolean | undefined
  /** The frame of the headset in which it was captured, counted from when the page was loaded. */
  xrFrame?: number | undefined
}

/** Samples wait while more than this is unsent. */
const MAX_UNSENT_BYTES = 64 * 1024
const RELEASE_MS = 10
const MAX_UNCONFIRMED = 1024
const MAX_WAITING_BYTES = 1024 * 1024
const OPEN = 1

/**
 * What goes up. Samples go while a socket is open, and the newest takes the place of older ones that wait. Events of a
 * session that can be resumed are numbered and kept until the server has them; to other servers they go as they are.
 */
export class Uplink {
  readonly #clock: ServerClock
  readonly #now: () => number
  readonly #gate: SampleGate<OutgoingEvent>
  /** By type and key of the event. */
  readonly #sequences = new Map<string, Map<string, number>>()
  /** The one that is being encoded: a sample in each frame of a headset leaves no garbage but its bytes. */
  readonly #message = {
    ts: 0,
    etype: '',
    key: undefined as string | undefined,
    value: undefined as unknown,
    seq: 0,
    done: undefined as boolean | undefined,
    xrFrame: undefined as number | undefined,
  }
  #journal: EventJournal | undefined
  #socket: Socket | undefined
  #isGreeted = false
  #release: ReturnType<typeof setTimeout> | undefined

  /** `onSample` hears of each sample that is given to the socket, and not of those that made way. */
  constructor(clock: ServerClock, now: () => number, onSample?: (sample: OutgoingEvent) => void) {
    this.#clock = clock
    this.#now = now
    this.#gate = new SampleGate<OutgoingEvent>(
      () => (this.#socket?.bufferedAmount ?? 0) <= MAX_UNSENT_BYTES,
      (sample) => {
        this.#sendFrame(this.#encode(sample))
        onSample?.(sample)
      },
    )
  }

  /** Events that the server has not confirmed. */
  get unconfirmed(): number {
    return this.#journal?.size ?? 0
  }

  /** Whether more events wait than is good: who makes them may want to pause. */
  get isBehind(): boolean {
    return this.unconfirmed > MAX_UNCONFIRMED || (this.#socket?.bufferedAmount ?? 0) > MAX_WAITING_BYTES
  }

  /** The number of the oldest event that can be sent again. */
  get first(): number {
    return this.#journal?.first ?? 1
  }

  /** A socket is open. Until the server has said who it is, only samples and events of no session go. */
  open(socket: Socket): void {
    this.#socket = socket
    this.#isGreeted = false
  }

  /** The server speaks our extensions, and this is a new session: what was kept for another one is not for it. */
  begin({ keepsEvents }: { keepsEvents: boolean }): void {
    this.#sequences.clear()
    this.#journal = keepsEvents ? new EventJournal() : undefined
    this.#isGreeted = true
  }

  /** It is the session from before: what the server does not have goes again. */
  resume(received: number): void {
    this.#isGreeted = true
    this.acknowledge(received)
    for (const frame of this.#journal?.unacknowledged() ?? []) this.#sendFrame(frame)
  }

  /** The socket is gone. */
  close(): void {
    clearTimeout(this.#release)
    this.#release = undefined
    this.#gate.clear()
    this.#socket = undefined
    this.#isGreeted = false
  }

  /** The session is over. */
  forget(): void {
    this.#journal = undefined
  }

  acknowledge(received: number): void {
    this.#journal?.acknowledge(received)
  }

  send(event: OutgoingEvent): void {
    if (isSample(event.etype)) this.#offer(event)
    else if (this.#journal) {
      const journal = this.#journal
      const frame = this.#framed(event, (message) => journal.append(message))
      if (this.#isGreeted) this.#sendFrame(frame)
    } else this.#sendFrame(this.#encode(event))
  }

  /** About the connection itself. */
  sendNow(message: unknown): void {
    this.#sendFrame(encodeFrame(message, this.#isGreeted ? 'vuer-xr' : 'vuer'))
  }

  #offer(sample: OutgoingEvent): void {
    // A session that may be resumed counts its samples: none go before it is known which one it is.
    if (this.#socket?.readyState !== OPEN || (this.#journal && !this.#isGreeted)) return
    this.#gate.offer(sample)
    if (this.#gate.held > 0 && this.#release === undefined) this.#release = setTimeout(this.#releaseSamples, RELEASE_MS)
  }

  #releaseSamples = (): void => {
    this.#release = undefined
    if (this.#socket?.readyState !== OPEN) return
    this.#gate.release()
    if (this.#gate.held > 0) this.#release = setTimeout(this.#releaseSamples, RELEASE_MS)
  }

  #encode(event: OutgoingEvent): Uint8Array<ArrayBuffer> {
    if (this.#isGreeted) return this.#framed(event, toFrame)
    const { etype, key, value, capturedAt } = event
    return encodeFrame(
      { ts: (capturedAt ?? this.#now()) / 1000, etype, key, value: valueForVuer(etype, value) },
      'vuer',
    )
  }

  #framed(
    { etype, key, value, capturedAt, done, xrFrame }: OutgoingEvent,
    frameOf: (message: Record<string, unknown>) => Uint8Array<ArrayBuffer>,
  ): Uint8Array<ArrayBuffer> {
    const message = this.#message
    message.ts = this.#clock.toServer(capturedAt ?? this.#now())
    message.etype = etype
    message.key = key
    message.value = value
    message.seq = this.#countOf(etype, key ?? '')
    message.done = done
    message.xrFrame = xrFrame
    try {
      return frameOf(message)
    } finally {
      // A picture is large.
      message.value = undefined
    }
  }

  /** How many of its stream went before. */
  #countOf(etype: string, key: string): number {
    let ofType = this.#sequences.get(etype)
    if (!ofType) {
      ofType = new Map()
      this.#sequences.set(etype, ofType)
    }
    const count = ofType.get(key) ?? 0
    ofType.set(key, count + 1)
    return count
  }

  #sendFrame(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#socket?.readyState === OPEN) this.#socket.send(frame)
  }
}

const toFrame = (message: Record<string, unknown>) => encodeFrame(message, 'vuer-xr')
