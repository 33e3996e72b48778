import { ProtocolError } from './errors.ts'
import { isRecord } from './node.ts'
import { OPERATION_TYPES, type OperationType, readWireOperation, type WireOperation } from './operations.ts'

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
  /** More came from this client, or from its address, than this server takes. */
  TOO_MANY: 4429,
} as const

/** Who a client may be: an operator's events reach the script, a viewer only watches. */
export type Role = 'operator' | 'viewer'

/** The server's answer to an INIT that names {@link WIRE_VERSION}; other clients ignore it. */
export interface Hello {
  wire: number
  sessionId: string
  version: string
  /** Milliseconds since 1970 on the server's clock. */
  serverTime: number
  /** What the script calls its server. */
  name: string | undefined
  role: Role
  /** How to come back to this session after the socket breaks; absent where the server does not keep sessions. */
  resume: { token: string; seconds: number } | undefined
  /** This is the session that the client asked for, and not a new one. */
  resumed: boolean
  /** The number of the last event that the server has from this client. */
  received: number
  /** The number of the last message that will not come again: a client that has nothing counts on from it. */
  settled: number
}

/**
 * What a client brings that comes back: how much it had of the session. A page that was loaded anew has nothing and
 * counts from the start (`fresh`).
 */
export type ResumeRequest =
  | { token: string; fresh: true }
  | {
      token: string
      fresh: false
      /** The number of the last message that the client has. */
      received: number
      /** How many frames with operations it has. */
      frames: number
      /** The number of the oldest event that it can still send again. */
      first: number
    }

/** What the reader of a stream has: what came before need not be kept any longer. */
export interface Receipt {
  received: number
  frames: number
}

/** A heartbeat going down answers one that came up. All times are milliseconds since 1970, each on its own end's clock. */
export interface HeartbeatAnswer {
  clientSent: number
  serverReceived: number
  serverSent: number
  /** The number of the last event that the server has. */
  received: number
}

/** A question to the client. Its answer is an event whose type is `responseType`. */
export interface Call {
  etype: string
  uuid: string
  key: string | undefined
  responseType: string
  data: Record<string, unknown>
}

/** `number` counts what a session must not lose; a number that was seen before is a repetition. */
export type ServerMessage =
  | { kind: 'operation'; operation: WireOperation }
  | { kind: 'restore'; frame: number; scene: Record<string, unknown> }
  | { kind: 'call'; call: Call; number: number | undefined }
  | { kind: 'cancel'; uuid: string; number: number | undefined }
  | { kind: 'hello'; hello: Hello }
  | { kind: 'heartbeat'; answer: HeartbeatAnswer }
  | { kind: 'event'; etype: string; data: unknown; number: number | undefined }

/** Reads what a server sent. Throws `INVALID_FRAME`. */
export function readServerMessage(message: unknown): ServerMessage {
  const { etype, data, ...envelope } = readEnvelope(message)
  if ((OPERATION_TYPES as readonly string[]).includes(etype)) {
    return { kind: 'operation', operation: readWireOperation(etype as OperationType, data) }
  }
  if (etype === 'HELLO' && isRecord(data)) return { kind: 'hello', hello: readHello(data) }
  if (etype === 'HEARTBEAT' && isRecord(data)) return { kind: 'heartbeat', answer: readHeartbeat(data) }
  if (etype === 'RESTORE' && isCount(envelope.frame) && isRecord(data)) {
    return { kind: 'restore', frame: envelope.frame, scene: data }
  }
  const number = isCount(envelope.no) ? envelope.no : undefined
  if (typeof envelope.uuid === 'string') {
    const { uuid, key, rtype } = envelope
    if (etype === 'CANCEL') return { kind: 'cancel', uuid, number }
    return {
      kind: 'call',
      call: {
        etype,
        uuid,
        key: typeof key === 'string' ? key : undefined,
        responseType: typeof rtype === 'string' ? rtype : `${etype}_RESPONSE`,
        data: isRecord(data) ? data : {},
      },
      number,
    }
  }
  return { kind: 'event', etype, data, number }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function readHello(data: Record<string, unknown>): Hello {
  const { wire, sessionId, version, serverTime, name, role, resume, resumed, received, settled } = data
  if (typeof wire !== 'number' || typeof sessionId !== 'string' || typeof serverTime !== 'number') {
    throw new ProtocolError('INVALID_FRAME', 'HELLO: expected wire, sessionId and serverTime')
  }
  const canResume = isRecord(resume) && typeof resume.token === 'string' && typeof resume.seconds === 'number'
  return {
    wire,
    sessionId,
    version: String(version),
    serverTime,
    name: typeof name === 'string' ? name : undefined,
    role: role === 'viewer' ? 'viewer' : 'operator',
    resume: canResume ? { token: resume.token as string, seconds: resume.seconds as number } : undefined,
    resumed: resumed === true,
    received: isCount(received) ? received : 0,
    settled: isCount(settled) ? settled : 0,
  }
}

function readHeartbeat({ clientSent, serverReceived, serverSent, received }: Record<string, unknown>): HeartbeatAnswer {
  if (typeof clientSent !== 'number' || typeof serverReceived !== 'number' || typeof serverSent !== 'number') {
    throw new ProtocolError('INVALID_FRAME', 'HEARTBEAT: expected clientSent, serverReceived and serverSent')
  }
  return { clientSent, serverReceived, serverSent, received: isCount(received) ? received : 0 }
}

/** What an INIT says about coming back; `undefined` where it says nothing, or nothing that makes sense. */
export function readResumeRequest(value: unknown): ResumeRequest | undefined {
  if (!isRecord(value) || typeof value.token !== 'string') return undefined
  const { token, received, frames, first } = value
  if (value.fresh === true) return { token, fresh: true }
  if (!isCount(received) || !isCount(frames) || !isCount(first)) return undefined
  return { token, fresh: false, received, frames, first }
}

/** What a heartbeat or a receipt of a client says that it has. */
export function readReceipt(value: unknown): Receipt | undefined {
  if (!isRecord(value) || !isCount(value.received) || !isCount(value.frames)) return undefined
  return { received: value.received, frames: value.frames }
}

/** An event as a server reads it. */
export interface ClientMessage<Name extends string = string> {
  etype: Name
  key: string | undefined
  /** Milliseconds since 1970 when it was captured: on the server's clock after HELLO, on the client's before. */
  ts: number | undefined
  /** Position in its stream, from clients that say so. */
  sequence: number | undefined
  /** Position among the events of its session, from clients that send events again after a break. */
  number: number | undefined
  /** This is the last answer to a call that has several. */
  done: boolean
  /** The frame of the headset in which it was captured, from clients that count them. */
  xrFrame: number | undefined
  value: unknown
}

/** Reads the envelope of what a client sent. Throws `INVALID_FRAME`; the value is read by {@link readEventValue}. */
export function readClientMessage(message: unknown): ClientMessage {
  const { etype, key, ts, seq, no, done, xrFrame, value } = readEnvelope(message)
  return {
    etype,
    key: typeof key === 'string' ? key : undefined,
    ts: toMilliseconds(ts),
    sequence: typeof seq === 'number' ? seq : undefined,
    number: isCount(no) ? no : undefined,
    done: done === true,
    xrFrame: isCount(xrFrame) ? xrFrame : undefined,
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
