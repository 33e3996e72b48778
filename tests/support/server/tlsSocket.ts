import { once } from 'node:events'
import { createServer, request, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'

/** Starts an HTTPS server on a free port of `host` that answers with the name of its client; stops it with the test. */
export async function startTlsServer(options: ServerOptions, host = '127.0.0.1'): Promise<number> {
  const server = createServer(options, (req, res) => {
    const subject = (req.socket as TLSSocket).getPeerCertificate().subject // undefined for a client that shows none
    res.end(`hello ${subject === undefined ? 'stranger' : subject.CN}`)
  })
  server.listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** One GET over a TLS connection of its own; rejects when the connection is refused. */
export function getOverTls(host: string, port: number, options: ConnectionOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host, port, path: '/', agent: false, ...options }, (res) => {
      let body = ''
      res.on('data', (chunk) => {
        body += chunk
      })
      res.on('end', () => resolve(body))
    })
      .on('error', reject)
      .end()
  })
}
