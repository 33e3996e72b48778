import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { clock } from '../uplink/Sender.ts'

/** One connection that went through the wire. */
export interface Passage {
  /** When it came, on the benchmarks' clock. */
  readonly since: number
  /** Bytes that the client got, TLS and its handshake included. */
  bytes: number
}

/** A wire between clients and a server that counts what goes down, and that can be cut. */
export class Wire {
  readonly #server: Server
  readonly #pairs = new Set<{ near: Socket; far: Socket }>()
  #newest: Passage | undefined
  #isUp = true

  private constructor(target: number) {
    this.#server = createServer((near) => {
      if (this.#isUp) this.#pass(near, connect(target, '127.0.0.1'))
      else near.destroy()
    })
  }

  static async to(target: number): Promise<Wire> {
    const wire = new Wire(target)
    wire.#server.listen(0, '127.0.0.1')
    await once(wire.#server, 'listening')
    return wire
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** The connection that came last since the cut. */
  get newest(): Passage | undefined {
    return this.#newest
  }

  /** Breaks every connection; new ones work at once. Without `tellServer` the server goes on believing in its end. */
  cut({ tellServer = true } = {}): void {
    this.#newest = undefined
    for (const pair of this.#pairs) {
      const { near, far } = pair
      near.destroy()
      if (!tellServer) {
        far.removeAllListeners('data')
        far.pause()
        continue
      }
      far.destroy()
      this.#pairs.delete(pair)
    }
  }

  /** Nothing passes from now on. */
  down(): void {
    this.#isUp = false
    this.cut()
  }

  up(): void {
    this.#isUp = true
  }

  #pass(near: Socket, far: Socket): void {
    const passage: Passage = { since: clock(), bytes: 0 }
    const pair = { near, far }
    this.#newest = passage
    this.#pairs.add(pair)
    near.setNoDelay()
    far.setNoDelay()
    near.on('data', (bytes) => far.write(bytes))
    far.on('data', (bytes) => {
      passage.bytes += bytes.length
      near.write(bytes)
    })
    near.on('error', () => {})
    near.on('end', () => far.end())
    far.on('error', () => near.destroy())
    far.on('close', () => {
      near.destroy()
      this.#pairs.delete(pair)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    this.cut()
    for (const { far } of this.#pairs) far.destroy()
    await once(this.#server, 'close')
  }
}
