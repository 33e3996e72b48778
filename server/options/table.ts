import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEFAULT_FRAME_LIMITS } from '../../protocol/index.ts'
import { consoleLogger } from '../logger.ts'
import {
  filePath,
  folderPath,
  hostName,
  listOf,
  logger,
  milliseconds,
  type OptionKind,
  origin,
  originOrAny,
  queries,
  seconds,
  secretOrNone,
  shortText,
  size,
  wholeNumber,
  yesOrNo,
} from './kinds.ts'

/** What an option is about: the headings of the help and of docs/options.md. */
export const OPTION_GROUPS = {
  address: 'Where the server listens, and what it prints',
  certificates: 'Certificates',
  access: 'Who may connect',
  files: 'Files',
  sessions: 'Sessions and slow clients',
  limits: 'Limits for one client',
  log: 'Messages',
} as const

export interface OptionDeclaration<Given, Held, Default extends Held | undefined> {
  readonly group: keyof typeof OPTION_GROUPS
  /** One or two sentences that begin with a capital letter and end with a full stop. */
  readonly doc: string
  readonly kind: OptionKind<Given, Held>
  readonly default: Default
  /** What the flag without a value does: `--free-port`, `--no-token`. */
  readonly switchDoc?: string
  /** The default in words, where its value says little. */
  readonly defaultText?: string
  /** Environment variables of Vuer that mean the same. */
  readonly aliases?: readonly string[]
  /** False where no text can say it: then there is neither a variable nor a flag. */
  readonly hasText?: boolean
}

/** A declaration whose types do not matter. */
export type AnyDeclaration = Omit<OptionDeclaration<never, unknown, unknown>, 'kind'> & { readonly kind: AnyKind }

/** A kind whose types do not matter, because `isFit` stands before `hold`. */
export type AnyKind = Omit<OptionKind<unknown>, 'isFit' | 'hold'> & {
  isFit(value: unknown): boolean
  hold(value: never): unknown
}

const option = <Given, Held, Default extends Held | undefined>(declaration: OptionDeclaration<Given, Held, Default>) =>
  declaration

const SEVERAL_ORIGINS = 'origins without a path, such as https://lab.example:5173, or *'
const KiB = 1024
const MiB = 1024 * KiB

/** In the source tree the built client lies in dist; in the package beside the server. */
const builtClient = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/client' : '../../client', import.meta.url),
)

/**
 * Every option of the server, once. The constructor, the `VUER_…` environment variables, the flags of the command and
 * docs/options.md come from this table.
 */
export const OPTIONS = {
  name: option({ group: 'address', doc: 'The name in the start-up text.', kind: shortText, default: 'vuer-xr' }),
  host: option({
    group: 'address',
    doc: 'The address to listen on. All interfaces by default; `127.0.0.1` lets only this machine in.',
    kind: hostName,
    default: undefined,
    defaultText: 'all interfaces',
  }),
  port: option({
    group: 'address',
    doc: 'The port to listen on. 0 takes any free one.',
    kind: wholeNumber(0, 65_535),
    default: 8012,
  }),
  freePort: option({
    group: 'address',
    doc: 'Whether the next free port, up to 99 above, is taken when `port` is in use. No other program is ended for it.',
    kind: yesOrNo,
    switchDoc: 'Take the next free port, up to 99 above, when the port is in use.',
    default: false,
  }),
  domain: option({
    group: 'address',
    doc: 'Where a viewer page is hosted, as an origin such as `https://viewer.lab.example`. An address of it that names this server is printed as well, its origin may connect, and its host name counts as this server’s own.',
    kind: origin,
    default: undefined,
    defaultText: 'none: this server’s own page',
  }),
  queries: option({
    group: 'address',
    doc: 'Parameters added to the printed addresses, for the page to read.',
    kind: queries,
    default: {},
    defaultText: 'none',
  }),
  banner: option({
    group: 'address',
    doc: 'Whether addresses and QR code are printed at the start.',
    kind: yesOrNo,
    switchDoc: 'Print neither addresses nor QR code at the start.',
    default: true,
  }),
  cert: option({
    group: 'certificates',
    doc: 'Your own certificate, as a PEM file. It needs `key`.',
    kind: filePath('a certificate in PEM'),
    default: undefined,
    defaultText: 'one is made',
    aliases: ['VUER_SSL_CERT'],
  }),
  key: option({
    group: 'certificates',
    doc: 'The private key of `cert`, as a PEM file without a passphrase.',
    kind: filePath('a private key in PEM'),
    default: undefined,
    defaultText: 'one is made',
    aliases: ['VUER_SSL_KEY'],
  }),
  caCert: option({
    group: 'certificates',
    doc: 'A certificate authority, as a PEM file: only clients with a certificate that it signed get in (mutual TLS).',
    kind: filePath('a certificate in PEM'),
    default: undefined,
    defaultText: 'no client certificates',
    aliases: ['VUER_SSL_CA_CERT'],
  }),
  certsFolder: option({
    group: 'certificates',
    doc: 'Where the certificates and tokens that the server makes are kept.',
    kind: folderPath('a folder'),
    default: 'certs',
  }),
  token: option({
    group: 'access',
    doc: 'The token that clients off this machine must bring. `false` lets in everybody who can reach the port.',
    kind: secretOrNone,
    switchDoc: 'Let in everybody who can reach the port.',
    default: undefined,
    defaultText: 'made and kept',
  }),
  viewerToken: option({
    group: 'access',
    doc: 'The token of those who may only watch: their events reach no handler. `false` for none.',
    kind: secretOrNone,
    switchDoc: 'Have no token for those who may only watch.',
    default: undefined,
    defaultText: 'made and kept',
  }),
  allowedOrigins: option({
    group: 'access',
    doc: 'Origins beside our own whose pages may connect, such as `https://lab.example:5173`; `*` lets every page.',
    kind: listOf(originOrAny, SEVERAL_ORIGINS, ','),
    default: [],
    defaultText: 'none',
  }),
  knownHosts: option({
    group: 'access',
    doc: 'Names under which this server is reached, beside its addresses, its host name and names that end in `.local`.',
    kind: listOf(hostName, 'IP addresses and host names', ','),
    default: [],
    defaultText: 'none',
  }),
  cors: option({
    group: 'access',
    doc: 'Origins whose pages may read the static files; `*` lets every page.',
    kind: listOf(originOrAny, SEVERAL_ORIGINS, ','),
    default: [],
    defaultText: 'none',
  }),
  staticRoot: option({
    group: 'files',
    doc: 'Folders that are served under `/static` and `/workspace`; of several the first that has the file. Vuer serves the working folder by default; here nothing is, because tokens and keys lie in it.',
    kind: listOf(folderPath('a folder'), 'a path of a folder, or several', delimiter, { splitsGiven: false }),
    default: [],
    defaultText: 'none',
  }),
  clientRoot: option({
    group: 'files',
    doc: 'The folder of the built client.',
    kind: folderPath('a folder'),
    default: builtClient,
    defaultText: 'the client of this package',
  }),
  queueLen: option({
    group: 'sessions',
    doc: 'How many events a session keeps for `popleft`, `pop` and `stream`; older ones make way.',
    kind: wholeNumber(1, 1_000_000),
    default: 100,
  }),
  pingMs: option({
    group: 'sessions',
    doc: 'After so long a silence a client is asked whether it is still there, in milliseconds. One that is gone is found within three times this.',
    kind: milliseconds(1),
    default: 4000,
  }),
  introductionMs: option({
    group: 'sessions',
    doc: 'How long a client may take to introduce itself, in milliseconds.',
    kind: milliseconds(1),
    default: 10_000,
  }),
  handshakeMs: option({
    group: 'sessions',
    doc: 'How long the TLS handshake, and the headers of a request, may take, in milliseconds.',
    kind: milliseconds(1),
    default: 10_000,
  }),
  resumeSeconds: option({
    group: 'sessions',
    doc: 'How long a session waits for its client to come back after its socket broke. 0 ends it at once.',
    kind: seconds(0, 86_400),
    default: 30,
  }),
  maxUnsentBytes: option({
    group: 'sessions',
    doc: 'How much may be under way to a client. Above it the client is behind, and changes of the scene are merged.',
    kind: size(KiB),
    default: 256 * KiB,
  }),
  maxWaitingBytes: option({
    group: 'sessions',
    doc: 'How much may wait for a slow client, apart from changes of the scene, which are merged.',
    kind: size(KiB),
    default: 16 * MiB,
  }),
  maxEventsPerSecond: option({
    group: 'limits',
    doc: 'Most frames that a client may send in a second.',
    kind: wholeNumber(1, 1_000_000_000),
    default: 10_000,
  }),
  maxSessionsPerAddress: option({
    group: 'limits',
    doc: 'Most sessions from one IP address.',
    kind: wholeNumber(1, 1_000_000),
    default: 256,
  }),
  websocketMaxSize: option({
    group: 'limits',
    doc: 'Largest frame from a client.',
    kind: size(KiB),
    default: DEFAULT_FRAME_LIMITS.maxBytes,
    aliases: ['WEBSOCKET_MAX_SIZE'],
  }),
  requestMaxSize: option({
    group: 'limits',
    doc: 'Largest body of a request, such as one to `/relay`.',
    kind: size(KiB),
    default: 256 * MiB,
    aliases: ['REQUEST_MAX_SIZE'],
  }),
  maxFrameDepth: option({
    group: 'limits',
    doc: 'Most levels of lists and maps inside each other in one frame.',
    kind: wholeNumber(1, DEFAULT_FRAME_LIMITS.maxDepth),
    default: DEFAULT_FRAME_LIMITS.maxDepth,
  }),
  maxFrameValues: option({
    group: 'limits',
    doc: 'Most values of all kinds in one frame: each takes some memory, a frame of empty maps about fifty times its own size.',
    kind: wholeNumber(1, 2 ** 31 - 1),
    default: 4_000_000,
  }),
  maxStringBytes: option({
    group: 'limits',
    doc: 'Longest text in one frame.',
    kind: size(1),
    default: 64 * MiB,
  }),
  maxListLength: option({
    group: 'limits',
    doc: 'Most entries of one list in a frame.',
    kind: wholeNumber(1, 2 ** 31 - 1),
    default: 4_000_000,
  }),
  maxMapSize: option({
    group: 'limits',
    doc: 'Most entries of one map in a frame.',
    kind: wholeNumber(1, 2 ** 31 - 1),
    default: 1_000_000,
  }),
  logger: option({
    group: 'log',
    doc: 'Where the server says what it does: an object with `debug`, `info`, `warn` and `error`.',
    kind: logger,
    default: consoleLogger,
    defaultText: 'the terminal',
    hasText: false,
  }),
  verbose: option({
    group: 'log',
    doc: 'Whether the terminal shows debug lines as well. A `logger` of your own gets them always.',
    kind: yesOrNo,
    switchDoc: 'Show debug lines as well.',
    default: false,
  }),
  device: option({
    group: 'log',
    doc: 'Accepted because Vuer has it, where it names the device that computes. It has no meaning here.',
    kind: shortText,
    default: undefined,
    defaultText: 'none',
  }),
} as const

export type OptionName = keyof typeof OPTIONS

export const OPTION_NAMES = Object.keys(OPTIONS) as OptionName[]

/** `maxFrameDepth` is `VUER_MAX_FRAME_DEPTH` in the environment. */
export const variableOf = (name: OptionName): string => `VUER_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`

/** `maxFrameDepth` is `--max-frame-depth` on the command line. */
export const flagOf = (name: OptionName): string => `--${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`

/** The default as the help and the documentation show it; undefined where there is none. */
export function defaultTextOf(name: OptionName): string | undefined {
  const { kind, default: value, defaultText }: AnyDeclaration = OPTIONS[name]
  return defaultText ?? (value === undefined ? undefined : (kind.write?.(value) ?? String(value)))
}

/** The environment variables of an option, the first that is set counts; none where no text can say it. */
export function variablesOf(name: OptionName): string[] {
  const { hasText = true, aliases = [] }: AnyDeclaration = OPTIONS[name]
  return hasText ? [variableOf(name), ...aliases] : []
}
