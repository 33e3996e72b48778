import type { IncomingMessage } from 'node:http'

/** How long a body that is too large is listened to, so that its sender gets to read the answer. */
const PATIENCE_MS = 2000

/**
 * The whole body; `'too large'` as soon as that is known, and `'gone'` when the other end went away. What is too large is
 * not kept, and cut if it does not end soon.
 */
export function readBody(req: IncomingMessage, maxBytes: number): Promise<Uint8Array | 'too large' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const tooLarge = () => {
      req.off('data', keep)
      chunks.length = 0
      req.resume()
      const cut = setTimeout(() => req.socket.destroy(), PATIENCE_MS).unref()
      req.once('close', () => clearTimeout(cut))
      resolve('too large')
    }
    const keep = (chunk: Buffer) => {
      size += chunk.byteLength
      if (size > maxBytes) tooLarge()
      else chunks.push(chunk)
    }
    req.on('error', () => resolve('gone'))
    req.once('close', () => resolve('gone'))
    req.once('end', () => resolve(Buffer.concat(chunks)))
    if (Number(req.headers['content-length'] ?? 0) > maxBytes) tooLarge()
    else req.on('data', keep)
  })
}
