import type { IncomingMessage } from 'node:http'
import { peerAddress } from '../socket/peerAddress.ts'

/** The parts of a request, or of a WebSocket upgrade, that decide on admission, as Node reports them. */
export interface AdmissionRequest {
  readonly remoteAddress: string | undefined
  /** The request target, `/socket?token=…`. */
  readonly url: string | undefined
  readonly origin: string | undefined
  readonly host: string | undefined
  readonly authorization?: string | undefined
  readonly cookie?: string | undefined
  /** The port of this server at which the request arrived: the cookie's name holds it. */
  readonly port?: number | undefined
}

export function admissionRequestOf(request: IncomingMessage): AdmissionRequest {
  const { origin, host, authorization, cookie } = request.headers
  const port = request.socket.localPort
  return { remoteAddress: peerAddress(request), url: request.url, origin, host, authorization, cookie, port }
}
