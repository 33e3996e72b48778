import type { ServerResponse } from 'node:http'

/** One sentence as the whole answer. Takes back what was said about a body that does not come now. */
export function sendSentence(res: ServerResponse, status: number, sentence: string): void {
  sendWhole(res, status, 'text/plain; charset=utf-8', `${sentence}\n`)
}

/** A whole body that no cache keeps. Node leaves it out of an answer to HEAD. */
export function sendWhole(res: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  for (const name of ['ETag', 'Last-Modified', 'Accept-Ranges']) res.removeHeader(name)
  if (status !== 416) res.removeHeader('Content-Range')
  res.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  })
  res.end(body)
}

export const noSuchFile = 'There is no such file here.'
export const serverFault = 'Something went wrong on the server; its log says what.'
