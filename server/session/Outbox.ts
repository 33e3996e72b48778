import {
  type Change,
  type ClientAbilities,
  type Dialect,
  encodeFrame,
  isSlot,
  Journal,
  NO_ABILITIES,
  type Operation,
  type Receipt,
  restoredScene,
  type SceneGraph,
  SLOTS,
  type Slot,
} from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { Transport } from '../socket/Transport.ts'
import { encodeOperation, type OperationForm } from './encodeOperation.ts'
import { HeldChanges } from './HeldChanges.ts'
import { InFlight } from './InFlight.ts'
import { SentRevisions } from './SentRevisions.ts'
import type { SharedOperation } from './SharedOperation.ts'
import { WrittenCount } from './WrittenCount.ts'

export interface OutboxLimits {
  /** Above this many unsent bytes, or unconfirmed ones that are old, the client is behind, and changes are merged instead of queued. */
  maxUnsentBytes: number
  /** Bytes of messages, as opposed to changes of the scene, that may wait for a client. */
  maxWaitingBytes: number
}

export const DEFAULT_OUTBOX_LIMITS: OutboxLimits = {
  maxUnsentBytes: 256 * 1024,
  maxWaitingBytes: 16 * 1024 * 1024,
}

/** A client that confirms often may have so many times as much on its way as it lets come before it does. */
const CONFIRMATIONS_ON_THE_WAY = 2

/** How far a client is behind its script. */
export interface Lag {
  /** For how long it has not had everything, in milliseconds; 0 for a client that keeps up. */
  behindMs: number
  /** Operations, after merging, and messages that wait. */
  waiting: number
  /** Bytes that were given to the socket and have not left this process. */
  unsentBytes: number
}

/** What became of an operation: given to the socket, merged with others that wait, or left for when the client is back. */
export type Pushed = 'sent' | 'waits' | 'away'

/** A place in the stream: operations, and then at most one message that must come after them. */
interface Segment {
  held: HeldChanges
  frame: Uint8Array | undefined
}

/**
 * What goes down to one client. While the socket keeps up, each operation is one frame at once. While it does not, what
 * waits is merged ({@link HeldChanges}); messages keep their place among the operations. While there is no socket,
 * operations leave no trace here: who comes back gets the scene as it is then, and the messages that it did not get.
 */
export class Outbox {
  readonly #graph: SceneGraph
  readonly #dialect: Dialect
  #form: OperationForm
  readonly #limits: OutboxLimits
  readonly #now: () => number
  readonly #journal = new Journal<Uint8Array>()
  readonly #revisions = new SentRevisions()
  #written = new WrittenCount()
  #inFlight: InFlight | undefined
  #transport: Transport | undefined
  #segments: Segment[] = []
  #flushing = false
  #closed = false
  #frames = 0
  #heldBytes = 0
  #behindSince: number | undefined
  /** Root lists that the client has had something in: Vuer's client keeps lists that a SET leaves out. */
  readonly #filledSlots = new Set<Slot>()
  readonly #sentSceneProps = new Set<string>()

  /** `graph` is the script's scene: every operation given to {@link push} has been applied to it. */
  constructor(
    graph: SceneGraph,
    { dialect, now = Date.now, limits = {} }: { dialect: Dialect; now?: () => number; limits?: Partial<OutboxLimits> },
  ) {
    this.#graph = graph
    this.#dialect = dialect
    this.#form = dialect
    this.#now = now
    this.#limits = { ...DEFAULT_OUTBOX_LIMITS, ...limits }
  }

  /** The first socket of the session. */
  attach(transport: Transport, { confirmsBytes, columns }: ClientAbilities = NO_ABILITIES): void {
    this.#transport = transport
    this.#form = columns && this.#dialect === 'vuer-xr' ? 'columns' : this.#dialect
    this.#inFlight = confirmsBytes
      ? new InFlight(Math.max(this.#limits.maxUnsentBytes, CONFIRMATIONS_ON_THE_WAY * confirmsBytes), this.#now)
      : undefined
    this.#written = new WrittenCount()
    this.#behindSince = undefined
    this.flush()
  }

  /** How many messages the client will not get again: it counts on from here. */
  get settledMessages(): number {
    return this.#journal.first - 1
  }

  /** Another socket: the client gets what it lacks. `null`: it has nothing. */
  resume(transport: Transport, had: Receipt | null, abilities: ClientAbilities = NO_ABILITIES): void {
    if (had !== null) this.acknowledge(had)
    this.attach(transport, abilities)
    const frame = this.#frames + 1
    const scene = restoredScene(this.#graph, had === null ? 0 : this.#revisions.revisionAt(had.frames))
    const restore = encodeFrame({ etype: 'RESTORE', ts: this.#now(), frame, data: scene }, this.#dialect)
    this.#frames = frame
    this.#inFlight?.add(frame, restore.length)
    this.#sendFrame(restore)
    this.#revisions.mark(frame, this.#graph.revision)
    for (const message of this.#journal.unacknowledged()) this.#place(message)
  }

  /** The socket is gone. */
  detach(): void {
    this.#transport = undefined
    this.#segments = []
    this.#heldBytes = 0
    this.#behindSince ??= this.#now()
    this.#written.giveUp()
  }

  /** The session is over. */
  close(): void {
    this.detach()
    this.#closed = true
    this.#journal.clear()
  }

  acknowledge({ received, frames }: Receipt): void {
    this.#journal.acknowledge(received)
    const confirmed = Math.min(frames, this.#frames)
    this.#revisions.acknowledge(confirmed)
    this.#inFlight?.confirm(confirmed)
    this.flush()
  }

  get lag(): Lag {
    const waiting = this.#segments.reduce((count, { held, frame }) => count + held.size + (frame ? 1 : 0), 0)
    return {
      behindMs: this.#behindSince === undefined ? 0 : this.#now() - this.#behindSince,
      waiting: this.#transport ? waiting : this.#journal.size,
      unsentBytes: this.#transport?.bufferedBytes ?? 0,
    }
  }

  get isBehind(): boolean {
    return this.#segments.length > 0 || !this.#hasRoom()
  }

  /** Operations that were applied together, with what they changed together. */
  push(operations: readonly SharedOperation[], change: Change): Pushed {
    if (!this.#transport) return 'away'
    if (this.isBehind) {
      for (const { operation } of operations) this.#lastSegment().held.hold(operation, change)
      return 'waits'
    }
    for (const operation of operations) this.#sendShared(operation)
    this.#revisions.mark(this.#frames, this.#graph.revision)
    return 'sent'
  }

  /** Resolves when everything that was given to the socket has left this process, or cannot leave any more. */
  written(): Promise<void> {
    return this.#written.settled()
  }

  /**
   * A call or an event of the script: it goes after everything that was pushed before it, and again to a client that
   * lost its socket before it had it. Throws `CLIENT_BEHIND` when too much waits already.
   */
  send(message: Record<string, unknown>): void {
    if (this.#closed) return
    const numbered = this.#dialect === 'vuer-xr'
    const frame = encodeFrame(numbered ? { ...message, no: this.#journal.last + 1 } : message, this.#dialect)
    const waiting = numbered ? this.#journal.bytes : this.#heldBytes
    if (waiting > 0 && waiting + frame.length > this.#limits.maxWaitingBytes) {
      throw new VuerError(
        'CLIENT_BEHIND',
        `${String(message.etype)}: ${waiting} bytes of messages wait for this client; send less, or look at session.lag`,
      )
    }
    if (numbered) this.#journal.append(frame, frame.length)
    if (this.#transport) this.#place(frame)
  }

  /** A message about the connection itself, which waits for nothing. */
  sendNow(message: unknown): void {
    if (this.#transport) this.#sendFrame(encodeFrame(message, this.#dialect))
  }

  flush(): void {
    // A frame that is written at once asks for the next while this one's segment is not finished.
    if (this.#flushing) return
    this.#flushing = true
    try {
      while (this.#transport && this.#segments.length > 0 && this.#hasRoom()) this.#sendSegment(this.#segments.shift()!)
    } finally {
      this.#flushing = false
    }
    if (!this.#transport || this.#segments.length > 0 || this.#behindSince === undefined) return
    this.#behindSince = undefined
    this.#revisions.mark(this.#frames, this.#graph.revision)
  }

  #hasRoom(): boolean {
    if (this.#inFlight?.isTooMuch) return false
    return (this.#transport?.bufferedBytes ?? 0) <= this.#limits.maxUnsentBytes
  }

  #sendSegment({ held, frame }: Segment): void {
    for (const operation of held.take()) {
      const written = this.#dialect === 'vuer' ? this.#explicit(operation) : operation
      this.#sendOperationFrame(encodeOperation(written, this.#now(), this.#form))
      this.#remember(operation)
    }
    if (!frame) return
    this.#heldBytes -= frame.length
    this.#sendFrame(frame)
  }

  /** Sends a message, or puts it behind what waits. */
  #place(frame: Uint8Array): void {
    if (!this.isBehind) {
      this.#sendFrame(frame)
      return
    }
    this.#lastSegment().frame = frame
    this.#heldBytes += frame.length
    this.#segments.push({ held: new HeldChanges(this.#graph), frame: undefined })
  }

  #lastSegment(): Segment {
    this.#behindSince ??= this.#now()
    if (this.#segments.length === 0) this.#segments.push({ held: new HeldChanges(this.#graph), frame: undefined })
    return this.#segments[this.#segments.length - 1]!
  }

  #sendShared(shared: SharedOperation): void {
    const { operation } = shared
    if (this.#dialect === 'vuer' && operation.op === 'set') {
      this.#sendOperationFrame(encodeOperation(this.#explicit(operation), this.#now(), this.#form))
    } else this.#sendOperationFrame(shared.frame(this.#form))
    this.#remember(operation)
  }

  #remember(operation: Operation): void {
    if (operation.op === 'add' || operation.op === 'upsert') this.#filledSlots.add(slotOf(operation.to))
  }

  /** A SET that also says which lists and props of the client's scene are gone. */
  #explicit(operation: Operation): Operation {
    if (operation.op !== 'set') return operation
    const scene = { ...operation.scene }
    for (const slot of SLOTS) {
      if (scene[slot]) this.#filledSlots.add(slot)
      else if (this.#filledSlots.has(slot)) scene[slot] = []
    }
    for (const name of this.#sentSceneProps) if (!(name in scene)) scene[name] = null
    for (const name of Object.keys(scene)) if (!STRUCTURE.has(name)) this.#sentSceneProps.add(name)
    return { op: 'set', scene }
  }

  #sendOperationFrame(frame: Uint8Array): void {
    this.#frames += 1
    this.#inFlight?.add(this.#frames, frame.length)
    this.#sendFrame(frame)
  }

  #sendFrame(frame: Uint8Array): void {
    if (!this.#transport) return
    const written = this.#written
    written.give()
    this.#transport.send(frame, () => {
      written.written()
      this.flush()
    })
  }
}

const STRUCTURE: ReadonlySet<string> = new Set(['tag', 'key', ...SLOTS])

const slotOf = (to: string | null): Slot => (isSlot(to) ? to : 'children')
