import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import { isRecord } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { ClientEvent } from '../session/ClientEvent.ts'
import type { VuerSession } from '../session/VuerSession.ts'
import type { SpawnHandler } from './ScriptHandlers.ts'
import { FrameStep, type Step } from './Step.ts'

// biome-ignore lint/suspicious/noConfusingVoidType: a bare `yield` has the type void.
type Yielded = Step | FrameStep | undefined | void

/**
 * A scene as a generator: it yields what is to be done and receives what the client did. `yield Op.upsert(…)` goes on
 * at once with the oldest event that was not read yet, or `null`; `yield Frame(…)` does so after one frame's time; a
 * bare `yield` waits for the next event.
 */
export type BoundGenerator = (
  session: VuerSession,
) => AsyncGenerator<Yielded, void, ClientEvent | null> | Generator<Yielded, void, ClientEvent | null>

/** Runs a generator for each client, until it finishes or the session ends. */
export function boundHandler(generator: BoundGenerator): SpawnHandler {
  const run = async (session: VuerSession): Promise<void> => {
    const steps = generator(session)
    const events = session[Symbol.asyncIterator]()
    const onEnd = () => void events.return()
    session.signal.addEventListener('abort', onEnd, { once: true })
    try {
      let result = await steps.next(null)
      while (!result.done && !session.signal.aborted) {
        const event = await afterStep(result.value, session, events)
        if (session.signal.aborted) break
        result = await steps.next(event)
      }
    } finally {
      session.signal.removeEventListener('abort', onEnd)
      await events.return()
      await steps.return(undefined)
    }
  }
  return Object.defineProperty(run, 'name', { value: generator.name || 'bind' })
}

type Events = ReturnType<VuerSession[typeof Symbol.asyncIterator]>

async function afterStep(step: Yielded, session: VuerSession, events: Events): Promise<ClientEvent | null> {
  if (step === undefined || step === null) {
    const { value, done } = await events.next()
    return done ? null : value
  }
  if (step instanceof FrameStep) {
    step.step?.(session)
    await delay(step.intervalMs, undefined, { signal: session.signal }).catch(() => {})
  } else if (typeof step === 'function') {
    step(session)
    await setImmediate()
  } else {
    throw new VuerError(
      'INVALID_STEP',
      `bind: expected Op.set(…), Op.add(…), …, Frame(…) or nothing to be yielded, got ${describe(step)}`,
    )
  }
  return events.takeNow() ?? null
}

const describe = (value: unknown): string =>
  isRecord(value) && typeof value.tag === 'string' ? `the node ${value.tag}: give it to Op.upsert(…)` : typeof value
