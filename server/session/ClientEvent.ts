import type { EventName, EventValue } from '../../protocol/index.ts'

/** What a session itself reports, among the events of its client. */
export interface SessionEvents {
  /** The socket broke. The session waits for its client to come back. */
  disconnected: { reason: string }
  resumed: {
    /** How long the client was away, in milliseconds. */
    awayMs: number
    /** Events that happened meanwhile in the client and did not fit what it keeps. */
    lostEvents: number
    /** The page was loaded anew: what it showed and remembered by itself is gone. */
    reloaded: boolean
  }
}

/** Names that no client can send. */
const SESSION_EVENTS: ReadonlySet<string> = new Set<keyof SessionEvents>(['disconnected', 'resumed'])
export const isSessionEvent = (etype: string): etype is keyof SessionEvents => SESSION_EVENTS.has(etype)

/** The events whose values are known: those of clients and those of sessions. */
export type KnownEvent = EventName | keyof SessionEvents
type ValueOf<Name extends string> = Name extends keyof SessionEvents ? SessionEvents[Name] : EventValue<Name>

/** Something that a client sent, or that happened to its session, in our form. */
export interface ClientEvent<Name extends string = string> {
  readonly etype: Name
  /** The key of the node that sent it, if one did. */
  readonly key: string | undefined
  readonly value: ValueOf<Name>
  /**
   * When it was captured, in milliseconds since 1970 on this server's clock. `undefined` from clients that do not keep
   * our clock (Vuer's own).
   */
  readonly capturedAt: number | undefined
  /** When it arrived, in milliseconds since 1970 on this server's clock. */
  readonly receivedAt: number
  /** The time stamp that the client wrote, in milliseconds since 1970 on the clock of whichever end wrote it. */
  readonly ts: number | undefined
  /** Counts what one stream sent on one socket, from clients that count: a gap is a sample that made way for a newer one. */
  readonly sequence: number | undefined
  /**
   * The frame of the headset in which it was captured, from clients that count them: samples with the same number
   * belong together. It grows from frame to frame until the page is loaded anew.
   */
  readonly xrFrame: number | undefined
  /** How old it is now, in milliseconds, if its capture time is known. */
  readonly ageMs: number | undefined
}

export class ReceivedEvent implements ClientEvent {
  readonly etype: string
  readonly key: string | undefined
  readonly value: unknown
  readonly capturedAt: number | undefined
  readonly receivedAt: number
  readonly ts: number | undefined
  readonly sequence: number | undefined
  readonly xrFrame: number | undefined
  readonly #now: () => number

  constructor(fields: Omit<ClientEvent, 'ageMs'>, now: () => number) {
    this.etype = fields.etype
    this.key = fields.key
    this.value = fields.value
    this.capturedAt = fields.capturedAt
    this.receivedAt = fields.receivedAt
    this.ts = fields.ts
    this.sequence = fields.sequence
    this.xrFrame = fields.xrFrame
    this.#now = now
  }

  get ageMs(): number | undefined {
    return this.capturedAt === undefined ? undefined : this.#now() - this.capturedAt
  }
}
