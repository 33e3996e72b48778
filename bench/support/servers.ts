import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger, Vuer, type VuerOptions } from 'vuer-xr'
import { WebSocketServer } from 'ws'

/** A folder for certificates that lives as long as the case. */
export async function certificateFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'vuer-xr-bench-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** Our server on a free port of this machine. */
export async function startOurs(certsFolder: string, prepare: (app: Vuer) => void, options: VuerOptions = {}) {
  const app = new Vuer({ host: '127.0.0.1', port: 0, certsFolder, banner: false, logger: silentLogger, ...options })
  prepare(app)
  const { port } = await app.start()
  return { app, port, [Symbol.asyncDispose]: () => app.close() }
}

/** `ws` and nothing else, behind the same certificate. Our server must have started in that folder before. */
export async function startBare(certsFolder: string, onRequest: RequestListener = (_, response) => response.end()) {
  const [cert, key] = await Promise.all(['cert.pem', 'key.pem'].map((name) => readFile(join(certsFolder, name))))
  const server = createServer({ cert, key }, onRequest)
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    sockets,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
