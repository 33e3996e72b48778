import { decodeFrame, type FrameLimits, isRecord, ProtocolError } from '../../protocol/index.ts'
import { sendSentence, sendWhole } from './answers.ts'
import type { Resource } from './Resource.ts'
import { readBody } from './readBody.ts'
import { tooLarge } from './routeResource.ts'

/** What became of a message: the number of sessions that have taken it, or why none has. */
export type RelayOutcome =
  | { readonly status: 200; readonly sessions: number }
  | { readonly status: 400 | 404 | 502; readonly reason: string }

/** Hands a message on to the session with that id, or to all with `*`. */
export type Relay = (sid: string, message: Record<string, unknown>) => RelayOutcome | Promise<RelayOutcome>

export interface RelayOptions {
  readonly relay: Relay
  /** Largest message, in bytes. */
  readonly requestMaxSize: number
  /** What a message may hold. */
  readonly frameLimits: FrameLimits
}

/** `POST /relay?sid=<session id or *>` with one msgpack message: another program speaks to the clients of this server. */
export function relayResource({ relay, requestMaxSize, frameLimits }: RelayOptions): Resource {
  return {
    methods: ['POST'],
    role: 'operator',
    isPage: false,
    async answer(req, res) {
      const sid = new URLSearchParams(req.url?.split('?').slice(1).join('?')).get('sid')
      if (!sid) return sendSentence(res, 400, 'The session is missing: name it as ?sid=…, or * for all of them.')
      const body = await readBody(req, requestMaxSize)
      if (body === 'too large') return sendSentence(res, 413, tooLarge(requestMaxSize))
      if (body === 'gone') return
      const message = readMessage(body, { ...frameLimits, maxBytes: requestMaxSize })
      if (typeof message === 'string') return sendSentence(res, 400, message)
      const outcome = await relay(sid, message)
      if (outcome.status === 200) {
        sendWhole(res, 200, 'application/json', JSON.stringify({ sessions: outcome.sessions }))
      } else sendSentence(res, outcome.status, asSentence(outcome.reason))
    },
  }
}

/** The message, or what is wrong with it as a sentence. */
function readMessage(body: Uint8Array, limits: FrameLimits): Record<string, unknown> | string {
  try {
    const message = decodeFrame(body, limits)
    if (isRecord(message) && typeof message.etype === 'string') return message
    return 'The body must be one msgpack map with a text as its "etype".'
  } catch (error) {
    if (error instanceof ProtocolError) return asSentence(error.message)
    throw error
  }
}

const asSentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
