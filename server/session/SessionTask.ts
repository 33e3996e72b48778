import { VuerError } from '../errors.ts'

/** A background task of a session, or of a server. */
export interface SessionTask {
  /** Aborts the task's signal. What it throws because of that is not an error. */
  cancel(): void
  /** Resolves when the task has ended, in whatever way. */
  readonly done: Promise<void>
}

/** Runs `task` until it ends; `cancel` and the end of `lifetime` abort its signal. Other errors of it go to `onError`. */
export function startTask(
  task: (signal: AbortSignal) => unknown,
  name: string,
  lifetime: AbortSignal,
  onError: (error: unknown) => void,
): SessionTask {
  const own = new AbortController()
  const onEnd = () => own.abort(lifetime.reason)
  lifetime.addEventListener('abort', onEnd, { once: true })
  const run = async () => {
    try {
      await task(own.signal)
    } catch (error) {
      if (!own.signal.aborted) onError(error)
    } finally {
      lifetime.removeEventListener('abort', onEnd)
    }
  }
  return { done: run(), cancel: () => own.abort(new VuerError('TASK_CANCELLED', `the task "${name}" was cancelled`)) }
}
