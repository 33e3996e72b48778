import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PageOrigin } from './pageOrigin.ts'

/** Lets the page of another site read the answer, where `cors` lets it. Without `cors` nothing is added. */
export function setCorsHeaders(
  req: IncomingMessage,
  res: ServerResponse,
  page: PageOrigin,
  cors: readonly string[],
): void {
  if (cors.length === 0) return
  res.setHeader('Vary', 'Origin')
  if (cors.includes('*') || page === 'named') res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  const { origin } = req.headers
  if (origin === undefined || page === 'own' || page === 'foreign') return
  if (page === 'named') {
    res.setHeader('Access-Control-Allow-Origin', origin)
    res.setHeader('Access-Control-Allow-Credentials', 'true') // only for a site that was named
  } else res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('Access-Control-Expose-Headers', 'ETag, Content-Range, Accept-Ranges, Content-Length')
}

/** Whether a browser asks beforehand if a page may send a request. */
export const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined

/** The answer to a preflight of a page that may. */
export function allowPreflight(res: ServerResponse, methods: readonly string[]): void {
  res.setHeader('Access-Control-Allow-Methods', methods.join(', '))
  res.setHeader('Access-Control-Allow-Headers', 'Range, Content-Type, Authorization')
  res.setHeader('Access-Control-Max-Age', '600')
  res.writeHead(204).end()
}
