import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { VuerError } from './errors.ts'
import { consoleLogger, type Logger } from './logger.ts'

export interface VuerOptions {
  /** The address to listen on. All interfaces by default; anything but loopback needs a token. */
  host?: string
  /** 8012 by default; 0 takes any free port. */
  port?: number
  /** Certificate and key, as paths of PEM files. Without them the server makes its own, in `certsFolder`. */
  cert?: string
  key?: string
  /** A certificate authority, as the path of a PEM file: clients must then show a certificate that it signed. */
  caCert?: string
  /** Where certificates and token are kept. `certs` by default. */
  certsFolder?: string
  /** The token that clients off this machine must bring. Made and kept by default; `false` asks for none. */
  token?: string | false
  /** Origins beside our own whose pages may connect, such as `https://lab.example:5173`. */
  allowedOrigins?: readonly string[]
  /** Names under which this server is reached, beside its addresses and its host name. */
  knownHosts?: readonly string[]
  /** Parameters added to the printed addresses, for the page to read. */
  queries?: Readonly<Record<string, string | number | boolean>>
  /** Folder of the built client. */
  clientRoot?: string
  /** Largest frame from a client, in bytes. 256 MiB by default. */
  websocketMaxSize?: number
  /** Where the server says what it does. */
  logger?: Logger
  /** Whether addresses and QR code are printed at the start. */
  banner?: boolean
  /** How often sockets are asked whether they are still there, in milliseconds. */
  pingMs?: number
  /** How long a client may take to introduce itself, in milliseconds. */
  introductionMs?: number
}

export type ResolvedOptions = Required<Omit<VuerOptions, 'host' | 'cert' | 'key' | 'caCert' | 'token'>> &
  Pick<VuerOptions, 'host' | 'cert' | 'key' | 'caCert' | 'token'>

/** Fills in defaults; throws INVALID_OPTION with one sentence. */
export function resolveOptions(options: VuerOptions): ResolvedOptions {
  const resolved: ResolvedOptions = {
    port: 8012,
    certsFolder: 'certs',
    allowedOrigins: [],
    knownHosts: [],
    queries: {},
    clientRoot: builtClient(),
    websocketMaxSize: 256 * 1024 * 1024,
    logger: consoleLogger,
    banner: true,
    pingMs: 10_000,
    introductionMs: 10_000,
    ...definedOf(options),
  }
  requireInteger('port', resolved.port, 0, 65_535)
  requireInteger('websocketMaxSize', resolved.websocketMaxSize, 1024, 2 ** 31 - 1)
  requireInteger('pingMs', resolved.pingMs, 1, 2 ** 31 - 1)
  requireInteger('introductionMs', resolved.introductionMs, 1, 2 ** 31 - 1)
  if (resolved.token !== undefined && resolved.token !== false && resolved.token.length < 8) {
    throw new VuerError('INVALID_OPTION', 'token: expected at least 8 characters, or false for none')
  }
  return resolved
}

function definedOf(options: VuerOptions): VuerOptions {
  const known = Object.entries(options).filter(([, value]) => value !== undefined)
  for (const [name] of known) {
    if (!OPTION_NAMES.has(name)) throw new VuerError('INVALID_OPTION', `${name}: there is no such option`)
  }
  return Object.fromEntries(known)
}

const OPTION_NAMES: ReadonlySet<string> = new Set<keyof VuerOptions>([
  'host',
  'port',
  'cert',
  'key',
  'caCert',
  'certsFolder',
  'token',
  'allowedOrigins',
  'knownHosts',
  'queries',
  'clientRoot',
  'websocketMaxSize',
  'logger',
  'banner',
  'pingMs',
  'introductionMs',
])

function requireInteger(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return
  throw new VuerError(
    'INVALID_OPTION',
    `${name}: expected a whole number from ${min} to ${max}, got ${JSON.stringify(value)}`,
  )
}

/** In the package the client lies beside the server; in the source tree it lies in dist. */
function builtClient(): string {
  const packaged = fileURLToPath(new URL('../client', import.meta.url))
  return existsSync(packaged) ? packaged : fileURLToPath(new URL('../dist/client', import.meta.url))
}
