import type { IncomingMessage } from 'node:http'
import { isLoopback } from './addresses.ts'

/**
 * Who is at the other end. A proxy on this machine makes everybody look local, so the address that it saw counts; the
 * last entry of X-Forwarded-For is its own. From anybody else the header means nothing.
 */
export function peerAddress({ socket, headers }: IncomingMessage): string | undefined {
  const forwarded = headers['x-forwarded-for']
  if (!isLoopback(socket.remoteAddress) || forwarded === undefined) return socket.remoteAddress
  const list = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
  return list.split(',').at(-1)?.trim()
}
