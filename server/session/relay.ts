import { ProtocolError } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { RelayOutcome } from '../http/relayResource.ts'
import type { Sessions } from './Sessions.ts'
import type { ScriptMessage, VuerSession } from './VuerSession.ts'

/** Hands a message of another program on to one session, or to all with `*`. Operations change the scene as the script's do. */
export function relayTo(sessions: Sessions, sid: string, message: ScriptMessage): RelayOutcome {
  const receivers = sid === '*' ? [...sessions.all] : [sessions.get(sid)].filter((session) => session !== undefined)
  if (receivers.length === 0) {
    return { status: 404, reason: sid === '*' ? 'no session is open' : `no session has the id ${JSON.stringify(sid)}` }
  }
  const faults: RelayOutcome[] = []
  for (const session of receivers) {
    const fault = faultOfSending(session, message)
    if (fault) faults.push(fault)
  }
  const taken = receivers.length - faults.length
  return taken > 0 ? { status: 200, sessions: taken } : faults[0]!
}

/** A message that is wrong is the sender's fault; one that a session cannot take is not. */
function faultOfSending(session: VuerSession, message: ScriptMessage): RelayOutcome | undefined {
  try {
    session.send(message)
    return undefined
  } catch (error) {
    if (error instanceof ProtocolError) return { status: 400, reason: error.message }
    if (!(error instanceof VuerError)) throw error
    return { status: error.code === 'INVALID_MESSAGE' ? 400 : 502, reason: error.message }
  }
}
