import type { IncomingMessage } from 'node:http'
import { isOwnOrigin } from '../auth/pageFault.ts'

/**
 * Whose page asks. `own`: ours, a link that somebody followed, or no browser at all. `named`: one of `cors`. `any`: another
 * one, which `*` in `cors` lets in. `foreign`: nobody let it in.
 */
export type PageOrigin = 'own' | 'named' | 'any' | 'foreign'

/**
 * A browser on this machine needs no token, and keeps a cookie elsewhere. So it must not be a page of another site that
 * makes it ask. Browsers say so in `Origin` and, where that is left out, in `Sec-Fetch-Site`.
 */
export function pageOriginOf({ headers, method }: IncomingMessage, cors: readonly string[]): PageOrigin {
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return 'own'
  if (origin !== undefined) {
    if (isOwnOrigin(origin, host)) return 'own'
    if (cors.includes(origin)) return 'named'
  } else {
    const isFollowed = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
    if (site === undefined || (isFollowed && (method === 'GET' || method === 'HEAD'))) return 'own'
  }
  return cors.includes('*') ? 'any' : 'foreign'
}
