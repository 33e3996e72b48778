import { isRecord } from '../../protocol/index.ts'

/** What a handler is told about a request. */
export interface ContentRequest {
  /** The decoded path, from its slash on. */
  readonly path: string
  /** The query, without the token. */
  readonly query: URLSearchParams
  /** `GET`, `HEAD`, `POST` … */
  readonly method: string
  /** Empty for GET and HEAD. */
  readonly body: Uint8Array
  /** Aborts when the other end has gone. */
  readonly signal: AbortSignal
}

/** An answer with all that can be said of it. */
export interface ContentResponse {
  /** Bytes, text, or a value for JSON. */
  readonly body: unknown
  readonly contentType?: string
  /** 200 by default. */
  readonly status?: number
}

/**
 * Makes an answer, or a promise of one: bytes, text, a plain value (sent as JSON), a {@link ContentResponse} (any object
 * with a `body`), `null` (404) or `undefined` (204). What it throws is logged and is 500.
 */
export type ContentHandler = (request: ContentRequest) => unknown

/** A handler's answer, ready to be sent. */
export interface Entity {
  readonly status: number
  readonly body: Uint8Array
  /** What the handler or the kind of value says; null for bytes and text that say nothing. */
  readonly contentType: string | null
  readonly kind: 'bytes' | 'text' | 'json' | 'nothing'
}

/** Throws a TypeError that says what was wrong with the handler's answer. */
export function toEntity(answer: unknown): Entity {
  if (answer === null) return { status: 404, ...nothing }
  if (answer === undefined) return { status: 204, ...nothing }
  if (!isRecord(answer) || !('body' in answer)) return { status: 200, ...toBody(answer) }
  const { status = 200, contentType } = answer
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) {
    throw new TypeError(`the status of an answer must be a whole number from 200 to 599, got ${String(status)}`)
  }
  if (contentType !== undefined && typeof contentType !== 'string') {
    throw new TypeError(`the contentType of an answer must be a text, got ${typeof contentType}`)
  }
  const { body, kind, contentType: own } = answer.body === undefined ? nothing : toBody(answer.body)
  return { status, body, kind, contentType: contentType ?? own }
}

const nothing = { body: new Uint8Array(), contentType: null, kind: 'nothing' } as const

function toBody(value: unknown): Omit<Entity, 'status'> {
  if (typeof value === 'string') return { body: Buffer.from(value), contentType: null, kind: 'text' }
  if (value instanceof ArrayBuffer) return { body: new Uint8Array(value), contentType: null, kind: 'bytes' }
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value
    return { body: new Uint8Array(buffer, byteOffset, byteLength), contentType: null, kind: 'bytes' }
  }
  const json: string | undefined = isPlainData(value) ? JSON.stringify(value) : undefined // throws for cycles and bigints
  if (json === undefined) {
    const name = typeof value === 'object' ? (value?.constructor?.name ?? 'null') : typeof value
    throw new TypeError(`a handler must give bytes, text or plain data, this one gave a ${name}`)
  }
  return { body: Buffer.from(json), contentType: 'application/json', kind: 'json' }
}

/** Not a Map, a Blob or a stream, of which JSON would keep nothing. */
function isPlainData(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'toJSON' in value) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
