import { CLOSE_CODES } from '../../protocol/index.ts'
import type { Logger } from '../logger.ts'
import type { VuerSession } from '../session/VuerSession.ts'

/**
 * A handler of the script failed: that is logged with its session, and ends that session alone. What fails because the
 * session has ended already is no error.
 */
export function endWithError(session: VuerSession, what: string, error: unknown, logger: Logger): void {
  if (session.signal.aborted) return
  logger.error(`session ${session.id}: ${what} failed; this session is closed`, error)
  session.fail(CLOSE_CODES.SCRIPT_ERROR, 'the script failed in a handler; its terminal says why')
}
