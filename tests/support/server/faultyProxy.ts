import { connect, createServer, type Socket } from 'node:net'
import type { SeededRandom } from '../../protocol/seededRandom.ts'

/**
 * A wire with faults: passes bytes between its own port and another, in pieces of any size, each a little late, until it
 * is stalled or cut. Nothing is lost or reordered within one connection; what was on its way when it is cut is gone.
 */
export async function startFaultyProxy(target: number, random: SeededRandom) {
  const lines = new Set<Line>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const line of [new Line(near, far, random), new Line(far, near, random)]) {
      lines.add(line)
      line.from.on('close', () => lines.delete(line))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const line of [...lines]) line.cut()
  }
  return {
    port: (server.address() as { port: number }).port,
    /** Breaks every connection. New ones work. */
    cut,
    /** Holds everything back until {@link flow}: both ends believe that they are connected. */
    stall() {
      for (const line of lines) line.stalled = true
    },
    flow() {
      for (const line of lines) line.resume()
    },
    async [Symbol.asyncDispose]() {
      cut()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** One direction of one connection. */
class Line {
  readonly from: Socket
  readonly #to: Socket
  readonly #random: SeededRandom
  #waiting: Buffer[] = []
  #isSending = false
  stalled = false

  constructor(from: Socket, to: Socket, random: SeededRandom) {
    this.from = from
    this.#to = to
    this.#random = random
    from.on('data', (bytes) => {
      for (let at = 0; at < bytes.length; ) {
        const size = random.chance(0.3) ? 1 + random.below(20) : 1 + random.below(8000)
        this.#waiting.push(bytes.subarray(at, at + size))
        at += size
      }
      this.#next()
    })
    from.on('error', () => this.cut())
    from.on('close', () => to.destroy())
    to.on('error', () => this.cut())
  }

  resume(): void {
    this.stalled = false
    this.#next()
  }

  cut(): void {
    this.#waiting = []
    this.from.destroy()
    this.#to.destroy()
  }

  #next(): void {
    if (this.#isSending || this.stalled) return
    const bytes = this.#waiting.shift()
    if (!bytes) return
    this.#isSending = true
    const send = () => {
      this.#isSending = false
      if (this.stalled) {
        this.#waiting.unshift(bytes)
        return
      }
      if (!this.#to.destroyed) this.#to.write(bytes)
      this.#next()
    }
    if (this.#random.chance(0.1)) setTimeout(send, this.#random.below(6))
    else setImmediate(send)
  }
}
