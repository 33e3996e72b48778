import type { Role } from '../../protocol/index.ts'
import { isLoopback } from '../addresses.ts'
import type { AdmissionRequest } from './AdmissionRequest.ts'
import type { TokenPair } from './TokenPair.ts'
import { tokenInCookie } from './tokenCookie.ts'

/** What made somebody known: a token that was shown, the cookie that stands for one, or coming from where none is needed. */
export type Grounds = 'token' | 'cookie' | 'place'

export type Identity =
  | { readonly role: Role; readonly by: Grounds }
  | { readonly role: null; readonly fault: 'missing' | 'wrong' }

/**
 * Who stands behind a request. A right token gives its role. On this machine, and where no token is asked for, everybody
 * else is operator; the cookie is not even looked at there, so that a viewer's address that was once opened does not turn
 * its owner into a viewer for a month.
 */
export function identify(request: AdmissionRequest, tokens: TokenPair): Identity {
  const shown = [tokenInQuery(request.url), tokenInAuthorization(request.authorization)].filter(
    (token) => token !== null,
  )
  for (const token of shown) {
    const role = tokens.roleOf(token)
    if (role !== null) return { role, by: 'token' }
  }
  if (!needsToken(request, tokens)) return { role: 'operator', by: 'place' }
  const kept = tokenInCookie(request.cookie, request.port)
  const role = kept === null ? null : tokens.roleOf(kept)
  if (role !== null) return { role, by: 'cookie' }
  return { role: null, fault: shown.length > 0 || kept !== null ? 'wrong' : 'missing' }
}

/** Whether somebody without a token is refused. */
export function needsToken({ remoteAddress }: AdmissionRequest, tokens: TokenPair): boolean {
  return tokens.isRequired && !isLoopback(remoteAddress)
}

/** The first `token` of a request target; null when it is absent or empty. */
export function tokenInQuery(url: string | undefined): string | null {
  const base = 'https://localhost'
  return (URL.canParse(url ?? '', base) && new URL(url ?? '', base).searchParams.get('token')) || null
}

function tokenInAuthorization(header: string | undefined): string | null {
  return header?.match(/^Bearer +(\S+) *$/i)?.[1] ?? null
}
