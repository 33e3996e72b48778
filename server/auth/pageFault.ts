import { isIP } from 'node:net'

/** Where a page may come from. */
export interface PagePolicy {
  /** Exact origins (`https://vuer.ai`) of pages that may connect besides our own; `*` allows every page. */
  readonly allowedOrigins: readonly string[]
  /** Host names, without port, under which this server is meant to be reached. */
  readonly knownHosts: readonly string[]
}

/** Why a page of that origin may not connect, as one sentence; null when it may, or when the peer is no browser. */
export function faultOfOrigin(
  { origin, host }: { readonly origin: string | undefined; readonly host: string | undefined },
  policy: PagePolicy,
): string | null {
  if (origin === undefined) return null
  if (policy.allowedOrigins.includes('*') || policy.allowedOrigins.includes(origin)) return null
  if (!isOwnOrigin(origin, host)) {
    return "Page of another site: open this server's own page, or add the site to allowedOrigins."
  }
  if (hostIsKnown(host, policy.knownHosts)) return null
  return 'Host name not known: open the page by IP address, or add its origin to allowedOrigins.'
}

/** Whether a page was loaded from the very host that is asked. That host may still be a name that points here on purpose. */
export function isOwnOrigin(origin: string, host: string | undefined): boolean {
  const page = parse(origin)
  // The Host header is read with the page's scheme, so that a default port counts as equal whether written or not.
  const server = page === null ? null : parse(`${page.protocol}//${host ?? ''}`)
  return page !== null && server !== null && page.host !== '' && page.host === server.host
}

/**
 * Whether a Host header names this server as it is meant to be reached: by address, as localhost, by a `.local` name, or
 * by a known name. Any other name may have been pointed here by its owner, whose page then passes for ours (DNS
 * rebinding).
 */
export function hostIsKnown(host: string | undefined, knownHosts: readonly string[]): boolean {
  if (host === undefined || /[/\\@?#\s]/.test(host)) return false
  const hostname = parse(`https://${host}`)?.hostname ?? ''
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return true
  if (hostname === 'localhost' || hostname.endsWith('.local')) return true
  return knownHosts.some((known) => known.toLowerCase() === hostname)
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
