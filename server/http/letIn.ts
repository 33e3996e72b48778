import type { IncomingMessage, ServerResponse } from 'node:http'
import { admissionRequestOf } from '../auth/AdmissionRequest.ts'
import { identify, needsToken, tokenInQuery } from '../auth/identify.ts'
import type { TokenPair } from '../auth/TokenPair.ts'
import { tokenCookie } from '../auth/tokenCookie.ts'
import { sendSentence } from './answers.ts'
import { allowPreflight, isPreflight, setCorsHeaders } from './cors.ts'
import { pageOriginOf } from './pageOrigin.ts'
import type { Resource } from './Resource.ts'

export interface ReaderPolicy {
  readonly tokens: TokenPair
  /** Origins whose pages may read; `*` for every page. */
  readonly cors: readonly string[]
}

/** Whether a request may have a resource. If not it has been answered, as has the question beforehand (preflight). */
export function letIn(req: IncomingMessage, res: ServerResponse, resource: Resource, policy: ReaderPolicy): boolean {
  const { method = '' } = req
  const page = pageOriginOf(req, policy.cors)
  setCorsHeaders(req, res, page, policy.cors)
  if (page === 'foreign') {
    return refuse(res, 403, 'This asks for a page of another site: add its origin to the option cors.')
  }
  if (isPreflight(req) && policy.cors.length > 0) {
    allowPreflight(res, resource.methods)
    return false
  }
  const identity = identify(admissionRequestOf(req), policy.tokens)
  if (resource.role !== null) {
    if (identity.role === null) return refuse(res, 401, sentences[identity.fault])
    if (resource.role === 'operator' && identity.role === 'viewer') {
      return refuse(res, 403, 'The viewer’s token may watch only: this needs the operator’s token.')
    }
    // `*` means that every page may read. To act, a page must know the token, not just be open on the right machine.
    if (page === 'any' && identity.by !== 'token' && method !== 'GET' && method !== 'HEAD') {
      return refuse(res, 401, 'A page of another site needs the token for this: send it as "Authorization: Bearer …".')
    }
  }
  if (!resource.methods.includes(method)) {
    res.setHeader('Allow', resource.methods.join(', '))
    return refuse(res, 405, `This is answered for ${resource.methods.join(', ')} only.`)
  }
  if (resource.isPage && page === 'own') rememberToken(req, res, policy.tokens)
  return true
}

/**
 * A browser that opens a page with the token in its address gets the cookie, so that what the page fetches passes, and so
 * that the bare address works later. Where no token is needed there is nothing to remember.
 */
export function rememberToken(req: IncomingMessage, res: ServerResponse, tokens: TokenPair): void {
  const token = tokenInQuery(req.url)
  if (token === null || tokens.roleOf(token) === null || !needsToken(admissionRequestOf(req), tokens)) return
  res.setHeader('Set-Cookie', tokenCookie(req.socket.localPort, token))
}

const sentences = {
  missing: 'A token is needed: open the whole address that the server printed, or send "Authorization: Bearer …".',
  wrong: 'This token is wrong, or was withdrawn: open the address that the server printed last.',
}

function refuse(res: ServerResponse, status: number, sentence: string): false {
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer realm="vuer-xr"')
  sendSentence(res, status, sentence)
  return false
}
