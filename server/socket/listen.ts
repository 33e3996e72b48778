import type { Server } from 'node:https'
import { VuerError } from '../errors.ts'
import type { Logger } from '../logger.ts'

/** How many ports above the wished one are tried. */
const FREE_PORT_SPAN = 99

export interface ListenOptions {
  /** All interfaces when undefined. */
  readonly host: string | undefined
  readonly port: number
  /** Whether the next free port is taken when `port` is in use. */
  readonly freePort: boolean
  readonly logger: Logger
}

/**
 * Opens the port. With `freePort`, one that is taken makes way for the next free one, which is said to the logger; whoever
 * has the port is left alone.
 *
 * @throws VuerError `PORT_TAKEN`, `PORT_FORBIDDEN`, `HOST_UNKNOWN`, `CANNOT_LISTEN`
 */
export async function listen(server: Server, { host, port, freePort, logger }: ListenOptions): Promise<void> {
  const last = freePort && port !== 0 ? Math.min(port + FREE_PORT_SPAN, 65_535) : port
  for (let candidate = port; ; candidate++) {
    const fault = await tryPort(server, host, candidate)
    if (fault === null) {
      if (candidate !== port) logger.warn(`port ${port} is in use: this server listens on port ${candidate}`)
      return
    }
    if (fault.code !== 'EADDRINUSE' || candidate === last) throw listenError(fault, host, port, last)
  }
}

/** Null when the server listens. */
function tryPort(server: Server, host: string | undefined, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const done = (fault: NodeJS.ErrnoException | null) => {
      server.off('error', done)
      server.off('listening', onListening)
      resolve(fault)
    }
    const onListening = () => done(null)
    server.on('error', done)
    server.on('listening', onListening)
    server.listen({ port, ...(host === undefined ? {} : { host }) })
  })
}

function listenError(cause: NodeJS.ErrnoException, host: string | undefined, port: number, last: number): VuerError {
  const error = (code: string, message: string) => new VuerError(code, message, { cause })
  switch (cause.code) {
    case 'EADDRINUSE':
      return last === port
        ? error('PORT_TAKEN', `port ${port} is in use: close the other program, or choose another port`)
        : error('PORT_TAKEN', `the ports ${port} to ${last} are all in use: choose another port`)
    case 'EACCES':
      return error('PORT_FORBIDDEN', `port ${port} needs more rights: choose one above 1023`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return error('HOST_UNKNOWN', `host: "${host}" is no address of this machine`)
    default:
      return error('CANNOT_LISTEN', `cannot listen on port ${port}: ${cause.message}`)
  }
}
