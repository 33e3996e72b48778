import type { ConnectionState } from '../../connection/Connection.ts'

interface Props {
  /** `null`: this page shows a scene of its own and asks no server. */
  state: ConnectionState | null
  /** Whether there has been a connection before. */
  wasOpen: boolean
  retry(): void
}

const WATCHING = 'This address is for watching: what you do here does not reach the script.'

/** One calm line on how the connection is. A connection that is fine is a dot. */
export function ConnectionBanner({ state, wasOpen, retry }: Props) {
  if (!state) return null
  switch (state.status) {
    case 'open':
      return (
        <output className="status status-open" title={state.role === 'viewer' ? WATCHING : 'Connected'}>
          <i /> Connected{state.role === 'viewer' && ', watching'}
        </output>
      )
    case 'connecting':
    case 'waiting':
      // While it tries again and again the line stays the same, and does not flicker.
      return state.reason === null ? (
        <output className="status">
          <i /> {wasOpen ? 'Reconnecting …' : 'Connecting …'}
        </output>
      ) : (
        <output className="status status-lost">
          <i /> {sentence(state.reason)} {wasOpen ? 'The scene stays; trying again …' : 'Trying again …'}
          <button type="button" onClick={retry}>
            Try now
          </button>
        </output>
      )
    case 'ended':
      return (
        <output className="status status-ended">
          <i /> {sentence(state.reason)}
          <button type="button" onClick={retry}>
            {state.refused ? 'Try again' : 'Connect again'}
          </button>
        </output>
      )
    default:
      return state satisfies never
  }
}

const sentence = (text: string): string => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`
}
