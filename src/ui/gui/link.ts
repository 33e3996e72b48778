import type { ConnectionState } from '../../../connection/Connection.ts'

/** How the connection is, in the person's terms. Times are milliseconds since 1970. */
export type Link =
  /** This page asks no server. */
  | { readonly status: 'none' }
  /** `hasFailed`: an attempt has been in vain. */
  | { readonly status: 'connecting'; readonly hasFailed: boolean }
  | { readonly status: 'connected' }
  /** What is done here does not reach the script. */
  | { readonly status: 'watching' }
  | { readonly status: 'reconnecting'; readonly since: number }
  /** Nothing comes by itself any more. */
  | { readonly status: 'ended'; readonly reason: string }

/** What follows from a new state of the connection. `now` is when a connection that was there was lost. */
export function nextLink(before: Link, state: ConnectionState, wasOpen: boolean, now: number): Link {
  switch (state.status) {
    case 'open':
      return { status: state.role === 'viewer' ? 'watching' : 'connected' }
    case 'connecting':
    case 'waiting':
      if (before.status === 'reconnecting') return before
      return wasOpen
        ? { status: 'reconnecting', since: now }
        : { status: 'connecting', hasFailed: state.reason !== null }
    case 'ended':
      return { status: 'ended', reason: state.reason }
    default:
      return state satisfies never
  }
}

/** The link is as somebody who steers a robot needs it. */
export const isWell = ({ status }: Link): boolean =>
  status === 'connected' || status === 'watching' || status === 'none'

export function linkText(link: Link, now: number): string {
  switch (link.status) {
    case 'none':
      return 'No server'
    case 'connecting':
      return link.hasFailed ? 'Server not reached, trying again …' : 'Connecting …'
    case 'connected':
      return 'Connected'
    case 'watching':
      return 'Connected, watching'
    case 'reconnecting':
      return `Reconnecting since ${Math.max(0, Math.floor((now - link.since) / 1000))} s`
    case 'ended':
      return link.reason
    default:
      return link satisfies never
  }
}

/** What is wrong with the link, for somebody who can press no button: one sentence, or `null` when nothing is. */
export function linkTrouble(link: Link): string | null {
  switch (link.status) {
    case 'none':
    case 'connected':
    case 'watching':
      return null
    case 'connecting':
      return link.hasFailed ? 'The server cannot be reached. Trying again …' : 'Connecting …'
    case 'reconnecting':
      return 'Connection lost. The scene stays as it was; reconnecting …'
    case 'ended':
      return link.reason
    default:
      return link satisfies never
  }
}
