import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { onTestFinished } from 'vitest'
import { DEFAULT_FRAME_LIMITS } from 'vuer-xr'
import { TokenPair } from '../../../server/auth/TokenPair.ts'
import { createRequestHandler, type HttpOptions } from '../../../server/http/createRequestHandler.ts'
import { Published } from '../../../server/http/Published.ts'
import { silentLogger } from '../../../server/logger.ts'
import { temporaryFolder } from './temporaryFolder.ts'

export const OPERATOR = 'the-operators-token'
export const VIEWER = 'the-viewers-token'

/** What makes a request come from another machine: a proxy on this one says so. */
export const FAR = 'X-Forwarded-For: 192.0.2.7'

/** The request handler on a plain server of this machine, until the test has finished. Returns its port. */
export async function serve(options: Partial<HttpOptions> = {}): Promise<number> {
  const { links, routes } = new Published()
  const handler = createRequestHandler({
    clientRoot: join(await temporaryFolder(), 'none'),
    authority: null,
    logger: silentLogger,
    tokens: new TokenPair({ operator: OPERATOR, viewer: VIEWER }),
    cors: [],
    knownHosts: [],
    staticRoot: [],
    privatePaths: [],
    requestMaxSize: 1024,
    frameLimits: DEFAULT_FRAME_LIMITS,
    links,
    routes,
    relay: () => ({ status: 404, reason: 'there is no such session' }),
    ...options,
  })
  const server = createServer(handler)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

export interface RawAnswer {
  status: number
  /** Status line and headers. */
  head: string
  body: string
  header(name: string): string | undefined
}

/** Sends one request exactly as written: fetch and http.request would tidy the path up. */
export function raw(
  port: number,
  method: string,
  target: string,
  headers: readonly string[] = [],
  body: Uint8Array | string = '',
): Promise<RawAnswer> {
  return exchange(connect(port, '127.0.0.1'), method, target, headers, body)
}

/** As {@link raw}, over TLS. */
export function rawOverTls(
  port: number,
  method: string,
  target: string,
  headers: readonly string[] = [],
  body: Uint8Array | string = '',
): Promise<RawAnswer> {
  return exchange(connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }), method, target, headers, body)
}

function exchange(
  socket: Socket,
  method: string,
  target: string,
  headers: readonly string[],
  body: Uint8Array | string,
): Promise<RawAnswer> {
  const host = headers.some((line) => /^host:/i.test(line)) ? [] : ['Host: 127.0.0.1']
  const length = body.length === 0 ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  socket.write(
    [`${method} ${target} HTTP/1.1`, ...host, 'Connection: close', ...length, ...headers, '', ''].join('\r\n'),
  )
  socket.write(body)
  return readAnswer(socket)
}

/** Reads until the other end closes. */
export async function readAnswer(socket: AsyncIterable<Buffer>): Promise<RawAnswer> {
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.toString('latin1', 0, end)
  return {
    status: Number(head.split(' ')[1]),
    head,
    body: bytes.toString('utf8', end + 4),
    header: (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim(),
  }
}
