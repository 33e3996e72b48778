import { ProtocolError } from './errors.ts'
import { isRecord } from './node.ts'
import { OPERATION_TYPES, type Operation, type OperationType, readOperation } from './operations.ts'

/** The version of the extensions that both ends must name before they use them. */
export const WIRE_VERSION = 1

/** What an end answers with when it closes a socket. Browsers may only choose from 3000 to 4999. */
export const CLOSE_CODES = {
  /** The script closed the session. Coming back is up to the person. */
  NORMAL: 1000,
  /** The server stops. Come back when it is there again. */
  GOING_AWAY: 1001,
  /** The frame is larger than this end accepts. */
  TOO_BIG: 1009,
  /** This end failed at a frame through a mistake of its own. */
  INTERNAL_ERROR: 1011,
  /** The script failed in a handler. */
  SCRIPT_ERROR: 4500,
  /** The frame is no msgpack map with a string `etype`. */
  BAD_FRAME: 4400,
  /** The token is missing or wrong. */
  UNAUTHORIZED: 4401,
  /** The page comes from an origin that is not allowed. */
  FORBIDDEN_ORIGIN: 4403,
  /** The other end stopped answering. */
  TIMED_OUT: 4408,
} as const

/** The server's answer to an INIT that names {@link WIRE_VERSION}; other clients ignore it. */
export interface Hello {
  wire: number
  sessionId: string
  version: string
  /** Milliseconds since 1970 on the server's clock. */
  serverTime: number
}

/** A heartbeat going down answers one that came up. All times are milliseconds since 1970, each on its own end's clock. */
export interface HeartbeatAnswer {
  clientSent: number
  serverReceived: number
  serverSent: number
}

/** A question to the client. Its answer is an event whose type is `responseType`. */
export interface Call {
  etype: string
  uuid: string
  key: string | undefined
  responseType: string
  data: Record<string, unknown>
}

export type ServerMessage =
  | { kind: 'operation'; operation: Operation }
  | { kind: 'call'; call: Call }
  | { kind: 'hello'; hello: Hello }
  | { kind: 'heartbeat'; answer: HeartbeatAnswer }
  | { kind: 'event'; etype: string; data: unknown }

/** Reads what a server sent. Throws `INVALID_FRAME`. */
export function readServerMessage(message: unknown): ServerMessage {
  const { etype, data, ...envelope } = readEnvelope(message)
  if ((OPERATION_TYPES as readonly string[]).includes(etype)) {
    return { kind: 'operation', operation: readOperation(etype as OperationType, data) }
  }
  if (etype === 'HELLO' && isRecord(data)) return { kind: 'hello', hello: readHello(data) }
  if (etype === 'HEARTBEAT' && isRecord(data)) return { kind: 'heartbeat', answer: readHeartbeat(data) }
  if (typeof envelope.uuid === 'string') {
    const { uuid, key, rtype } = envelope
    return {
      kind: 'call',
      call: {
        etype,
        uuid,
        key: typeof key === 'string' ? key : undefined,
        responseType: typeof rtype === 'string' ? rtype : `${etype}_RESPONSE`,
        data: isRecord(data) ? data : {},
      },
    }
  }
  return { kind: 'event', etype, data }
}

function readHello(data: Record<string, unknown>): Hello {
  const { wire, sessionId, version, serverTime } = data
  if (typeof wire !== 'number' || typeof sessionId !== 'string' || typeof serverTime !== 'number') {
    throw new ProtocolError('INVALID_FRAME', 'HELLO: expected wire, sessionId and serverTime')
  }
  return { wire, sessionId, version: String(version), serverTime }
}

function readHeartbeat({ clientSent, serverReceived, serverSent }: Record<string, unknown>): HeartbeatAnswer {
  if (typeof clientSent !== 'number' || typeof serverReceived !== 'number' || typeof serverSent !== 'number') {
    throw new ProtocolError('INVALID_FRAME', 'HEARTBEAT: expected clientSent, serverReceived and serverSent')
  }
  return { clientSent, serverReceived, serverSent }
}

/** An event as a server reads it. */
export interface ClientMessage<Name extends string = string> {
  etype: Name
  key: string | undefined
  /** Milliseconds since 1970 when it was captured: on the server's clock after HELLO, on the client's before. */
  ts: number | undefined
  /** Position in its stream, from clients that say so. */
  sequence: number | undefined
  value: unknown
}

/** Reads the envelope of what a client sent. Throws `INVALID_FRAME`; the value is read by {@link readEventValue}. */
export function readClientMessage(message: unknown): ClientMessage {
  const { etype, key, ts, seq, value } = readEnvelope(message)
  return {
    etype,
    key: typeof key === 'string' ? key : undefined,
    ts: toMilliseconds(ts),
    sequence: typeof seq === 'number' ? seq : undefined,
    value,
  }
}

function readEnvelope(message: unknown): Record<string, unknown> & { etype: string } {
  if (!isRecord(message)) throw new ProtocolError('INVALID_FRAME', 'a frame must be a msgpack map')
  if (typeof message.etype !== 'string') throw new ProtocolError('INVALID_FRAME', 'a frame must have a string "etype"')
  return message as Record<string, unknown> & { etype: string }
}

/** Seconds and milliseconds are told apart by size: 1e11 s lies in the year 5138, 1e11 ms in 1973. */
export function toMilliseconds(ts: unknown): number | undefined {
  const value = typeof ts === 'bigint' ? Number(ts) : ts
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  return value > 1e11 ? value : value * 1000
}
