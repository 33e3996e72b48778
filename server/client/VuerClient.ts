import { readFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import { type Asked, Connection, type ConnectionState } from '../../connection/Connection.ts'
import type { Socket } from '../../connection/Socket.ts'
import type { OutgoingEvent } from '../../connection/Uplink.ts'
import {
  adoptOperation,
  fillRestoredScene,
  operationMessage,
  plainOperation,
  type Role,
  SceneGraph,
  WIRE_VERSION,
  type WireOperation,
} from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import { consoleLogger, type Logger } from '../logger.ts'
import { version } from '../version.ts'
import { type AnswerTo, giveAnswers } from './giveAnswers.ts'
import { MessageQueue, type ReceivedMessage } from './MessageQueue.ts'
import { socketUrl } from './socketUrl.ts'

export interface VuerClientOptions {
  /** The address that a server printed (`https://…/?token=…`), or of a socket (`ws://localhost:8012`). `VUER_CLIENT_URI` by default. */
  url?: string
  token?: string
  /** PEM text, or the path of a PEM file, of the authority that signed the server's certificate. */
  ca?: string
  /** `false` takes any certificate: for servers on this machine. True by default, or as `VUER_SSL_VERIFY` says. */
  rejectUnauthorized?: boolean
  /** A client certificate and its key, as PEM text, where the server asks for one. */
  cert?: string
  key?: string
  /** Said in INIT, beside `client: 'node'`. */
  introduction?: Readonly<Record<string, unknown>>
  logger?: Logger
}

/** How long a server may take to say that it is one of ours, in milliseconds. Vuer's never does. */
const HELLO_MS = 1000

/**
 * A client for scripts: connects to this server or to Vuer's, follows the scene, reads what comes, sends events and
 * answers calls. It comes back to its session after a break, as the page does.
 */
export class VuerClient implements AsyncIterable<ReceivedMessage> {
  /** The scene as the server has streamed it. */
  readonly graph = new SceneGraph()
  readonly #logger: Logger
  readonly #messages = new MessageQueue()
  readonly #answers = new Map<string, AnswerTo>()
  readonly #connection: Connection
  #fault: string | undefined
  #onState: ((state: ConnectionState) => void) | undefined
  #isForeign = true

  /** Throws INVALID_OPTION for an address that is none. Nothing is opened before {@link connect}. */
  constructor(options: VuerClientOptions = {}) {
    const { introduction, logger = consoleLogger } = options
    this.#logger = logger
    this.#connection = new Connection({
      url: socketUrl(options.url ?? process.env.VUER_CLIENT_URI, options.token),
      openSocket: (url) => this.#openSocket(url, options),
      introduction: () => ({
        client: 'node',
        pkg: 'vuer-xr',
        pkgVersion: version,
        wire: WIRE_VERSION,
        ...introduction,
      }),
      onSession: () => {
        this.#isForeign = false
        this.graph.apply({ op: 'set', scene: { tag: 'Scene' } })
      },
      onOperation: (operation, foreign) => this.#follow(operation, foreign),
      onRestore: (scene) => {
        this.#isForeign = false
        this.#follow({ op: 'set', scene: fillRestoredScene(scene, this.graph) }, false)
      },
      onCall: (asked) => this.#answer(asked),
      onEvent: (etype, data) => this.#messages.put({ etype, data }),
      onState: (state) => this.#onState?.(state),
      onProblem: (problem) => logger.warn(`client: ${problem}`),
    })
  }

  get state(): ConnectionState {
    return this.#connection.state
  }

  get connected(): boolean {
    return this.state.status === 'open'
  }

  /** `null` while there is none, and with servers that do not say. */
  get sessionId(): string | null {
    return this.state.status === 'open' ? this.state.sessionId : null
  }

  /** `null` while it is not known. */
  get role(): Role | null {
    return this.state.status === 'open' ? this.state.role : null
  }

  /** How far the server's clock is ahead of ours, in milliseconds, and the shortest round trip. */
  get clock(): { offsetMs: number; roundTripMs: number | undefined } {
    const { offsetMs, roundTripMs } = this.#connection.clock
    return { offsetMs, roundTripMs }
  }

  /**
   * Connects and resolves when the server has answered. Rejects with CANNOT_CONNECT where it cannot be reached or is
   * not trusted, and with CONNECTION_REFUSED where it does not let us in. Later breaks mend themselves.
   */
  async connect(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        this.#onState = this.#watch
        settle()
      }
      this.#onState = (state) => {
        if (state.status === 'open') {
          if (state.sessionId !== null) finish(resolve)
          else timer ??= setTimeout(() => finish(resolve), HELLO_MS)
        } else if (state.status === 'waiting') {
          finish(() => reject(new VuerError('CANNOT_CONNECT', `connect: ${this.#fault ?? state.reason}`)))
          this.#connection.close()
        } else if (state.status === 'ended') {
          finish(() => reject(new VuerError('CONNECTION_REFUSED', `connect: ${state.reason}`)))
        }
      }
      this.#connection.open()
    })
    return this
  }

  /** Sends an event. It reaches the session once, also when the socket breaks meanwhile. */
  send(event: OutgoingEvent): void {
    this.#connection.send(event)
  }

  /**
   * Answers calls of that name: with what `answer` returns, or with each thing that it yields. What it throws is the
   * answer's error. Returns its own removal.
   */
  answer(etype: string, answer: AnswerTo): () => void {
    this.#answers.set(etype, answer)
    return () => {
      if (this.#answers.get(etype) === answer) this.#answers.delete(etype)
    }
  }

  /** The next message. Rejects with RECEIVE_TIMED_OUT, CLIENT_CLOSED, or READER_TOO_SLOW when too many waited. */
  recv({ timeoutMs }: { timeoutMs?: number } = {}): Promise<ReceivedMessage> {
    return this.#messages.take(timeoutMs)
  }

  /** Every message, until the client is closed or the session ended for good. */
  [Symbol.asyncIterator](): AsyncIterator<ReceivedMessage> {
    return this.#messages.iterate()
  }

  /** Leaves the session for good. */
  close(): void {
    this.#connection.close()
    this.#messages.end()
  }

  [Symbol.dispose](): void {
    this.close()
  }

  /** @internal Breaks the socket as a network does, and comes back. */
  cut(): void {
    this.#socket?.terminate()
  }

  #socket: WebSocket | undefined

  #watch = (state: ConnectionState): void => {
    if (state.status === 'ended') this.#messages.end()
  }

  #openSocket(url: string, { ca, cert, key, rejectUnauthorized = verifies(process.env) }: VuerClientOptions): Socket {
    const authority = ca === undefined || ca.includes('-----BEGIN') ? ca : readFileSync(ca, 'utf8')
    const socket = new WebSocket(url, {
      rejectUnauthorized,
      perMessageDeflate: false,
      ...(authority === undefined ? {} : { ca: authority }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    })
    socket.on('error', (error) => {
      this.#fault = explain(error)
    })
    this.#socket = socket
    return socket as unknown as Socket
  }

  #follow(received: WireOperation, foreign: boolean): void {
    const operation = plainOperation(received)
    const adopted = foreign ? adoptOperation(operation, this.graph).operation : operation
    this.graph.apply(adopted)
    const { etype, data } = operationMessage(operation, 0)
    this.#messages.put({ etype, data, operation: adopted })
  }

  #answer(asked: Asked): void {
    const answer = this.#answers.get(asked.call.etype)
    if (answer)
      void giveAnswers(asked, answer, { several: !this.#isForeign, isBehind: () => this.#connection.isBehind })
    else {
      this.#logger.debug(`client: nobody answers ${asked.call.etype}`)
      asked.reply({ error: { code: 'UNKNOWN_CALL', message: `this client does not know ${asked.call.etype}` } })
    }
  }
}

function verifies({ VUER_SSL_VERIFY: value }: NodeJS.ProcessEnv): boolean {
  return value === undefined || !/^(false|0|no)$/i.test(value)
}

function explain(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  if (!/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return error.message
  return `the server's certificate is not trusted (${error.message}): give its authority as "ca", or rejectUnauthorized: false`
}
