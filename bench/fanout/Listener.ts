import { once } from 'node:events'
import { decode, encode } from '@msgpack/msgpack'
import { WebSocket } from 'ws'
import { clock } from '../uplink/Sender.ts'
import type { CaughtUp } from './Audience.ts'
import type { StampedNode } from './stamped.ts'

/** Of how many frames one is read. The others are counted. */
const READ_EVERY = 10

/** One client: a socket that says who it is, counts frames and reads some of them. */
export class Listener {
  frames = 0
  bytes = 0
  delays: number[] = []
  readonly #socket: WebSocket
  readonly #index: number
  #newest: Buffer | undefined
  #beating: NodeJS.Timeout | undefined
  /** While there is one, every frame is read and given to it. */
  #onRead: ((node: StampedNode | undefined, at: number) => void) | undefined

  private constructor(socket: WebSocket, index: number) {
    this.#socket = socket
    this.#index = index
    socket.on('message', this.#onMessage)
    socket.on('error', (error) => {
      throw error
    })
  }

  /** `index` is said in INIT, and decides which of the frames are read: not everybody reads the same ones. */
  static async connect(port: number, index: number): Promise<Listener> {
    const socket = new WebSocket(`wss://127.0.0.1:${port}/socket`, {
      rejectUnauthorized: false,
      perMessageDeflate: false,
    })
    const listener = new Listener(socket, index)
    await once(socket, 'open')
    socket.send(encode({ etype: 'INIT', value: { client: 'bench', wire: 1, index } }))
    return listener
  }

  beat(intervalMs: number): void {
    const send = () => {
      const value = { clientSent: Date.now(), received: 0, frames: 0 }
      this.#socket.send(encode({ etype: 'HEARTBEAT', value }))
    }
    clearInterval(this.#beating)
    this.#beating = setInterval(send, intervalMs)
    send()
  }

  begin(): void {
    this.frames = 0
    this.bytes = 0
    this.delays = []
  }

  get isPaused(): boolean {
    return this.#socket.isPaused
  }

  pause(): void {
    this.#socket.pause()
  }

  /** Resolves with what came until the newest step was there. */
  async readAgain(step: number): Promise<CaughtUp> {
    this.begin()
    const start = clock()
    const end = await new Promise<number>((resolve) => {
      this.#onRead = (node, at) => {
        if (node?.step === step) resolve(at)
      }
      this.#socket.resume()
    })
    this.#onRead = undefined
    return { ms: end - start, bytes: this.bytes, newest: this.newest }
  }

  /** The entries of the newest frame, if it is an update. */
  get newest(): readonly StampedNode[] {
    return this.#newest ? nodesOf(this.#newest) : []
  }

  #onMessage = (data: Buffer): void => {
    const at = clock()
    this.frames += 1
    this.bytes += data.length
    this.#newest = data
    if (!this.#onRead && (this.frames + this.#index) % READ_EVERY !== 0) return
    const stamped = nodesOf(data)[0]
    if (stamped?.sentAt !== undefined) this.delays.push(at - stamped.sentAt)
    this.#onRead?.(stamped, clock())
  }
}

function nodesOf(data: Buffer): readonly StampedNode[] {
  const message = decode(data) as { etype: string; data: { nodes: StampedNode[] } }
  return message.etype === 'UPDATE' ? message.data.nodes : []
}
