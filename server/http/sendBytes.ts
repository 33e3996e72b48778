import type { IncomingMessage, ServerResponse } from 'node:http'
import fresh from 'fresh'
import parseRange from 'range-parser'
import { sendSentence } from './answers.ts'

/**
 * Answers with bytes of this process as {@link sendFile} does with a file: ranges and ETag. Content-Type and Cache-Control
 * must be set already.
 */
export function sendBytes(req: IncomingMessage, res: ServerResponse, body: Uint8Array, etag: string): void {
  res.setHeader('ETag', etag)
  res.setHeader('Accept-Ranges', 'bytes')
  if (fresh(req.headers, { etag })) {
    res.removeHeader('Content-Type')
    res.writeHead(304).end()
    return
  }
  const range = rangeOf(req, body.byteLength, etag)
  if (range === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${body.byteLength}`)
    sendSentence(res, 416, 'This file does not have that range.')
    return
  }
  const { start, end } = range ?? { start: 0, end: body.byteLength - 1 }
  if (range) res.setHeader('Content-Range', `bytes ${start}-${end}/${body.byteLength}`)
  res.setHeader('Content-Length', end - start + 1)
  res.writeHead(range ? 206 : 200)
  res.end(body.subarray(start, end + 1))
}

/** One range that is to be sent; null for the whole, as also for several ranges and for what is no range of bytes. */
function rangeOf(req: IncomingMessage, length: number, etag: string) {
  const { range, 'if-range': ifRange } = req.headers
  if (range === undefined || !/^ *bytes=/i.test(range)) return null
  if (ifRange !== undefined && ifRange !== etag) return null
  const ranges = parseRange(length, range, { combine: true })
  if (ranges === -1) return 'unsatisfiable'
  if (ranges === -2 || ranges.length !== 1) return null
  return ranges[0] ?? null
}
