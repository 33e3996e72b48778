import { closeSync, openSync, realpathSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, sep } from 'node:path'
import sirv from 'sirv'
import type { Logger } from './logger.ts'

/** Everything that the client loads comes from this server, except what a scene names by URL and the `?ws=` server. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data: https:",
  "media-src 'self' blob: data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' https: wss: ws: blob: data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer', // the token is in the address
  'Permissions-Policy': 'xr-spatial-tracking=(self)',
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** Vite's names for built files: `/assets/main-B3x_9aQz.js`. Their content never changes under the same name. */
const hashedAsset = /^\/assets\/.+-[\w-]{8}\.\w+$/

/** What the request handler needs. */
export interface HttpOptions {
  /** Folder of the built client, which holds index.html. It may be built, or built again, while the server runs. */
  readonly clientRoot: string
  /** PEM of the authority to hand out at /ca.crt; null when the certificate was not made here. */
  readonly authority: string | null
  readonly logger: Logger
}

/**
 * Answers the plain requests of a browser: the built client and `/ca.crt`. GET and HEAD only. A path that leads out of
 * `clientRoot`, written or linked, is 404; nothing that a client sends makes the handler throw.
 */
export function createRequestHandler(options: HttpOptions): (req: IncomingMessage, res: ServerResponse) => void {
  const { clientRoot, authority, logger } = options
  // `dev` makes sirv look at the disk for each request instead of once: a rebuild is served without a restart.
  const serveFile = sirv(clientRoot, {
    dev: true,
    etag: true,
    setHeaders(res, path) {
      if (hashedAsset.test(path)) res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    },
  })

  return (req, res) => {
    for (const [name, value] of Object.entries(securityHeaders)) res.setHeader(name, value)
    try {
      const answer = answerTo(req, clientRoot)
      if (answer.kind === 'sentence') sendText(res, answer.status, answer.text)
      else if (answer.kind === 'authority') sendAuthority(res, authority)
      else {
        // The client's files are small, and sirv 3 throws on a range whose end is before its start.
        delete req.headers.range
        serveFile(req, res, () => sendText(res, 404, noSuchFile))
      }
    } catch (error) {
      logger.error(`${req.method} ${req.url?.split('?')[0]} failed.`, error) // without the query: it holds the token
      if (res.headersSent) res.destroy()
      else sendText(res, 500, 'Something went wrong on the server; its log says what.')
    }
  }
}

const noSuchFile = 'There is no such file here.'

type Answer = { kind: 'sentence'; status: number; text: string } | { kind: 'authority' } | { kind: 'file' }

function answerTo(req: IncomingMessage, clientRoot: string): Answer {
  const sentence = (status: number, text: string): Answer => ({ kind: 'sentence', status, text })
  if (req.method !== 'GET' && req.method !== 'HEAD') return sentence(405, 'Only GET and HEAD are answered here.')
  const target = parseTarget(req.url ?? '')
  if (target.kind === 'malformed') return sentence(400, 'This address is malformed.')
  if (target.kind === 'escaping') return sentence(404, noSuchFile)
  if (target.path === '/ca.crt') return { kind: 'authority' }
  if (!isReadableInside(clientRoot, '/index.html')) {
    return sentence(503, 'The client is not built yet. Run: npm run build')
  }
  const file = target.path === '/' ? '/index.html' : target.path
  return isReadableInside(clientRoot, file) ? { kind: 'file' } : sentence(404, noSuchFile)
}

type Target = { kind: 'file'; path: string } | { kind: 'malformed' } | { kind: 'escaping' }

function parseTarget(url: string): Target {
  const raw = url.split(/[?#]/, 1)[0] ?? ''
  if (!raw.startsWith('/')) return { kind: 'malformed' }
  let path: string
  try {
    path = decodeURIComponent(raw)
    // sirv leaves encoded separators (%2f, %3a …) as they are; no built file needs them, so neither reading counts.
    if (path !== decodeURI(raw)) return { kind: 'escaping' }
  } catch {
    return { kind: 'malformed' }
  }
  const segments = path.split('/').slice(1)
  const inner = segments.some((segment, index) => segment === '' && (index > 0 || segments.length > 1))
  const hidden = segments.some((segment) => segment.startsWith('.')) // '.', '..' and files that are nobody's business
  return inner || hidden || /[\0\\:]/.test(path) ? { kind: 'escaping' } : { kind: 'file', path }
}

/** Whether `path` names a readable file that, with every link followed, lies inside `root`. */
function isReadableInside(root: string, path: string): boolean {
  try {
    const file = realpathSync(join(root, path))
    if (!file.startsWith(realpathSync(root) + sep) || !statSync(file).isFile()) return false
    // Only opening says whether a file can be opened: access() asks for the real user, not the effective one.
    closeSync(openSync(file, 'r'))
    return true
  } catch {
    return false
  }
}

function sendAuthority(res: ServerResponse, authority: string | null): void {
  if (authority === null) {
    sendText(res, 404, 'This server uses a certificate of its own: ask its owner for the authority.')
  } else {
    res.setHeader('Content-Disposition', 'attachment; filename="vuer-xr-ca.crt"')
    send(res, 200, 'application/x-x509-ca-cert', authority)
  }
}

function sendText(res: ServerResponse, status: number, sentence: string): void {
  if (status === 405) res.setHeader('Allow', 'GET, HEAD')
  send(res, status, 'text/plain; charset=utf-8', `${sentence}\n`)
}

function send(res: ServerResponse, status: number, type: string, body: string): void {
  res.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  })
  res.end(body) // Node leaves the body out of an answer to HEAD
}
