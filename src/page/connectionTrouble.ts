import type { ConnectionState } from '../../connection/Connection.ts'

/** What is wrong with the connection, for somebody who can press no button: one line, or `null` when nothing is. */
export function connectionTrouble(state: ConnectionState | null, wasOpen: boolean): string | null {
  if (!state || state.status === 'open') return null
  if (state.status === 'ended') return state.reason
  // While it tries again and again the line stays the same, and does not flicker.
  if (wasOpen) return 'Connection lost. The scene stays as it was; reconnecting …'
  return state.reason === null ? 'Connecting …' : 'The server cannot be reached. Trying again …'
}
