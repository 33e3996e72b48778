import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Asked } from '../../connection/Connection.ts'
import type { Call } from '../../protocol/index.ts'

/**
 * Answers one call: with a value, with a promise of one, or with several that are yielded one after the other. `signal`
 * aborts when the server does not want them any longer.
 */
export type AnswerTo = (call: Call, signal: AbortSignal) => unknown | Promise<unknown> | AsyncIterable<unknown>

/** How long to pause while too much waits, in milliseconds. */
const PAUSE_MS = 5

export interface AnswerLimits {
  /** The server takes more than one answer; otherwise the first one is all that it gets. */
  several: boolean
  /** More waits to be sent than is good. */
  isBehind(): boolean
}

/** Never rejects: what goes wrong is an answer too. Answers are made no faster than they can be sent. */
export async function giveAnswers({ call, reply, signal }: Asked, answer: AnswerTo, limits: AnswerLimits) {
  const { several, isBehind } = limits
  try {
    const answered = await answer(call, signal)
    if (!isAsyncIterable(answered)) {
      reply(answered)
      return
    }
    for await (const value of answered) {
      if (signal.aborted) return
      reply(value, { done: !several })
      if (!several) return
      // Without a turn of the event loop nobody would hear that enough has been said.
      await setImmediate()
      while (isBehind() && !signal.aborted) await setTimeout(PAUSE_MS)
    }
    if (!signal.aborted) reply(undefined, { done: true })
  } catch (error) {
    if (signal.aborted) return
    const { code = 'CALL_FAILED', message = String(error) } = error as { code?: unknown; message?: string }
    reply({ error: { code: String(code), message } })
  }
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
