import { request } from 'node:https'
import { createServer } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { WebSocket } from 'ws'
import { decodeFrame, encodeFrame, readServerMessage, WIRE_VERSION } from '../../protocol/index.ts'
import type { PageAnswer, PortState, SocketAnswer } from './DoctorEnvironment.ts'

/** How long an answer may take. */
const PATIENCE_MS = 5000
/** No page or certificate is longer; whatever is may wait. */
const MOST_CHARACTERS = 1_000_000

/** Tries to take a port, and gives it back at once. Where somebody has it, looks at the certificate that is shown. */
export async function probePort(host: string | undefined, port: number): Promise<PortState> {
  const code = await new Promise<string | null>((resolve) => {
    const server = createServer()
    server.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'UNKNOWN'))
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => server.close(() => resolve(null)))
  })
  if (code === null) return { kind: 'free' }
  if (code === 'EACCES') return { kind: 'forbidden' }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return { kind: 'noSuchHost' }
  const everywhere = host === undefined || host === '::' || host === '0.0.0.0'
  return { kind: 'taken', ...(await shownCertificate(everywhere ? '127.0.0.1' : host, port)) }
}

function shownCertificate(host: string, port: number): Promise<{ fingerprint256: string | null; isVuerXr: boolean }> {
  return new Promise((resolve) => {
    const socket = connectTls({ host, port, rejectUnauthorized: false, timeout: PATIENCE_MS })
    const finish = (certificate: { fingerprint256: string; subject: string } | undefined) => {
      socket.destroy()
      resolve({
        fingerprint256: certificate?.fingerprint256 ?? null,
        isVuerXr: certificate?.subject.split('\n').includes('O=vuer-xr') ?? false,
      })
    }
    socket.on('secureConnect', () => finish(socket.getPeerX509Certificate()))
    socket.on('error', () => finish(undefined))
    socket.on('timeout', () => finish(undefined))
  })
}

/** One GET. A certificate that is not trusted is reported, and does not end it. */
export function probePage(url: string, authority: string | null): Promise<PageAnswer> {
  return new Promise((resolve) => {
    const ca = authority === null ? {} : { ca: authority }
    const asked = request(url, { agent: false, rejectUnauthorized: false, timeout: PATIENCE_MS, ...ca }, (response) => {
      const { authorized, authorizationError } = response.socket as TLSSocket
      const distrust = authorized ? null : reasonOf(authorizationError)
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => {
        if (body.length < MOST_CHARACTERS) body += text
      })
      response.on('end', () => resolve({ kind: 'answer', status: response.statusCode ?? 0, body, distrust }))
      response.on('error', (error) => resolve({ kind: 'silence', reason: reasonOf(error) }))
    })
    asked.on('timeout', () => asked.destroy(new Error('no answer came in time')))
    asked.on('error', (error) => resolve({ kind: 'silence', reason: reasonOf(error) }))
    asked.end()
  })
}

/** Opens a socket as a page from the same place would, introduces itself, and waits for HELLO or a close. */
export function probeSocket(url: string, headers: Readonly<Record<string, string>> = {}): Promise<SocketAnswer> {
  return new Promise((resolve) => {
    const origin = new URL(url.replace(/^ws/, 'http')).origin
    const socket = new WebSocket(url, { rejectUnauthorized: false, handshakeTimeout: PATIENCE_MS, origin, headers })
    const timer = setTimeout(() => finish({ kind: 'silence', reason: 'no HELLO came in time' }), PATIENCE_MS)
    const finish = (answer: SocketAnswer) => {
      clearTimeout(timer)
      resolve(answer)
      socket.close(1000)
    }
    socket.on('open', () => {
      socket.send(encodeFrame({ etype: 'INIT', value: { client: 'doctor', wire: WIRE_VERSION } }, 'vuer'))
    })
    socket.on('message', (data) => {
      try {
        const message = readServerMessage(decodeFrame(data as Buffer))
        if (message.kind === 'hello') finish({ kind: 'hello', version: message.hello.version })
      } catch {
        finish({ kind: 'silence', reason: 'what answers there does not speak this wire' })
      }
    })
    socket.on('close', (code, reason) => finish({ kind: 'closed', code, reason: reason.toString() }))
    socket.on('error', (error) => finish({ kind: 'silence', reason: reasonOf(error) }))
  })
}

const wording: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'it does not carry this name',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not yet valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it was signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its issuer is not known to this machine',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not known to this machine',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not known to this machine',
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'there is no way there',
  ENETUNREACH: 'there is no way there',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return wording[code] ?? (error instanceof Error ? error.message : code)
}
