import type { IncomingMessage } from 'node:http'
import { isLoopback } from '../addresses.ts'

/** Headers by which a proxy shows itself without saying in a way that we read whom it speaks for. */
const proxyHeaders = ['forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto']

/**
 * Who is at the other end. A proxy on this machine makes everybody look local, so the address that it saw counts; the
 * last entry of X-Forwarded-For is its own. A proxy that does not name it speaks for somebody unknown: undefined. From
 * anybody else these headers mean nothing.
 */
export function peerAddress({ socket, headers }: IncomingMessage): string | undefined {
  if (!isLoopback(socket.remoteAddress)) return socket.remoteAddress
  const forwarded = headers['x-forwarded-for']
  if (forwarded === undefined) {
    return proxyHeaders.some((name) => headers[name] !== undefined) ? undefined : socket.remoteAddress
  }
  const list = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
  return list.split(',').at(-1)?.trim()
}
