import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeFrame, encodeFrame, silentLogger, Vuer, type VuerOptions } from 'vuer-xr'
import { WebSocket } from 'ws'

/** A server on a free port of this machine, with certificates in a folder of its own. Disposing closes and cleans up. */
export async function startServer(options: VuerOptions = {}, prepare: (app: Vuer) => void = () => {}) {
  const folder = await mkdtemp(join(tmpdir(), 'vuer-xr-'))
  const app = new Vuer({ port: 0, certsFolder: folder, logger: silentLogger, banner: false, ...options })
  prepare(app)
  const { port } = await app.start().catch(async (error) => {
    await rm(folder, { recursive: true, force: true })
    throw error
  })
  return {
    app,
    port,
    folder,
    url: `wss://127.0.0.1:${port}/socket`,
    async [Symbol.asyncDispose]() {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A raw client on a real socket. Frames and the close are awaited, never slept for. */
export class SocketClient {
  readonly socket: WebSocket
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #frames: Record<string, unknown>[] = []
  readonly #readers: ((frame: Record<string, unknown>) => void)[] = []

  constructor(url: string, options: { headers?: Record<string, string>; autoPong?: boolean } = {}) {
    this.socket = new WebSocket(url, { rejectUnauthorized: false, ...options })
    this.socket.on('message', (data) => {
      const frame = decodeFrame(data as Buffer) as Record<string, unknown>
      const reader = this.#readers.shift()
      if (reader) reader(frame)
      else this.#frames.push(frame)
    })
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    })
    this.socket.on('error', () => {})
  }

  async open(): Promise<this> {
    if (this.socket.readyState !== WebSocket.OPEN) {
      await new Promise<void>((resolve, reject) => {
        this.socket.once('open', () => resolve())
        this.socket.once('error', reject)
      })
    }
    return this
  }

  send(message: unknown): void {
    this.socket.send(encodeFrame(message, 'vuer-xr'))
  }

  async init(value: Record<string, unknown> = { client: 'browser', wire: 1 }): Promise<this> {
    await this.open()
    this.send({ etype: 'INIT', value })
    return this
  }

  next(): Promise<Record<string, unknown>> {
    const frame = this.#frames.shift()
    if (frame) return Promise.resolve(frame)
    return new Promise((resolve) => this.#readers.push(resolve))
  }

  async until(etype: string): Promise<Record<string, unknown>> {
    for (;;) {
      const frame = await this.next()
      if (frame.etype === etype) return frame
    }
  }

  close(): void {
    this.socket.terminate()
  }
}
