import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { isLoopback } from './addresses.ts'
import { VuerError } from './errors.ts'
import { openPrivateFolder, writeWhole } from './tls/privateFolder.ts'

/** 24 characters of base64url are 144 bits: beyond guessing, and short enough for a QR code that scans well. */
const tokenLength = 24

/**
 * The access token kept in `<folder>/token`, made on first use, so that a restarted server still knows the headsets that
 * have its address. A token may also be written there by hand: 8 to 200 printable characters without spaces.
 *
 * @throws VuerError `TOKEN_INVALID` when the file holds something else or cannot be read, `FILE_UNWRITABLE`
 */
export async function readOrCreateToken(folder: string): Promise<string> {
  await openPrivateFolder(folder)
  const path = join(folder, 'token')
  const kept = await readToken(path)
  if (kept !== null) return kept
  const token = randomBytes(32).toString('base64url').slice(0, tokenLength)
  await writeWhole(path, `${token}\n`, 0o600)
  return token
}

async function readToken(path: string): Promise<string | null> {
  const remedy = 'delete it to have a new one made, or write 8 to 200 characters without spaces into it.'
  let text: string
  try {
    text = (await readFile(path, 'utf8')).trim()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new VuerError('TOKEN_INVALID', `"${path}" cannot be read: ${remedy}`, { cause })
  }
  if (text === '') return null
  if (!/^[\x21-\x7e]{8,200}$/.test(text)) throw new VuerError('TOKEN_INVALID', `"${path}" is not a token: ${remedy}`)
  return text
}

/** Compares two tokens in a time that tells nothing about either, not even the length. */
export function tokensEqual(a: string, b: string): boolean {
  const digest = (token: string) => createHash('sha256').update(token).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** The parts of a WebSocket upgrade that decide on admission, as Node reports them. */
export interface AdmissionRequest {
  readonly remoteAddress: string | undefined
  /** The request target, `/ws?token=…`. */
  readonly url: string | undefined
  readonly origin: string | undefined
  readonly host: string | undefined
}

export interface AdmissionPolicy {
  /** null: no token is asked of anybody. */
  readonly token: string | null
  /** Exact origins (`https://vuer.ai`) of pages that may connect besides our own; `*` allows every page. */
  readonly allowedOrigins: readonly string[]
  /** Host names, without port, under which this server is meant to be reached. */
  readonly knownHosts: readonly string[]
}

/** `reason` fits a close frame (at most 120 bytes) and says what to do. 4401: token. 4403: origin. */
export type Admission =
  | { readonly ok: true }
  | { readonly ok: false; readonly closeCode: 4401 | 4403; readonly reason: string }

/**
 * Decides whether a socket may open. A page of another site is refused (4403), also when it reaches us under a name that
 * its owner points at this machine (DNS rebinding); a program that is not a browser sends no Origin and passes. Then the
 * token is asked for (4401), unless the peer is on this machine.
 */
export function admit(request: AdmissionRequest, policy: AdmissionPolicy): Admission {
  const originFault = faultOfOrigin(request, policy)
  if (originFault !== null) return { ok: false, closeCode: 4403, reason: originFault }
  if (policy.token === null || isLoopback(request.remoteAddress)) return { ok: true }
  const token = tokenIn(request.url)
  if (token === null) {
    return { ok: false, closeCode: 4401, reason: 'Token missing: open the whole address that the server printed.' }
  }
  if (tokensEqual(token, policy.token)) return { ok: true }
  return {
    ok: false,
    closeCode: 4401,
    reason: 'Token wrong: open the address that the server printed at its last start.',
  }
}

function faultOfOrigin({ origin, host }: AdmissionRequest, policy: AdmissionPolicy): string | null {
  if (origin === undefined) return null
  if (policy.allowedOrigins.includes('*') || policy.allowedOrigins.includes(origin)) return null
  const page = parseUrl(origin)
  // The Host header is read with the page's scheme, so that a default port counts as equal whether written or not.
  const server = page === null ? null : parseUrl(`${page.protocol}//${host ?? ''}`)
  if (page === null || server === null || page.host === '' || page.host !== server.host) {
    return "Page of another site: open this server's own page, or add the site to allowedOrigins."
  }
  if (isOwnHost(page.hostname, policy.knownHosts)) return null
  return 'Host name not known: open the page by IP address, or add its origin to allowedOrigins.'
}

function isOwnHost(hostname: string, knownHosts: readonly string[]): boolean {
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return true
  if (hostname === 'localhost' || hostname.endsWith('.local')) return true
  return knownHosts.some((known) => known.toLowerCase() === hostname)
}

function tokenIn(url: string | undefined): string | null {
  return parseUrl(url ?? '', 'wss://localhost')?.searchParams.get('token') ?? null
}

function parseUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null
}
