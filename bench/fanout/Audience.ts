import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { StampedNode } from './stamped.ts'

/** What the clients are asked. Each question is answered once, in order. */
export type Question =
  | { readonly ask: 'connect'; readonly port: number; readonly count: number; readonly greeting: number }
  | { readonly ask: 'beat'; readonly intervalMs: number }
  | { readonly ask: 'begin' }
  | { readonly ask: 'end'; readonly step: number }
  | { readonly ask: 'pause'; readonly client: number }
  | { readonly ask: 'readAgain'; readonly client: number; readonly step: number }

/** What the clients that read have got since the beginning. */
export interface Heard {
  /** By client. */
  readonly frames: readonly number[]
  /** From the sender's stamp until the frame was there, of every tenth frame of each client, in milliseconds. */
  readonly delays: readonly number[]
  /** Entries of the last update. */
  readonly newest: readonly StampedNode[]
}

/** What a client got from when it read again until it had the newest step. */
export interface CaughtUp {
  readonly ms: number
  readonly bytes: number
  readonly newest: readonly StampedNode[]
}

/** Clients in a process of their own, so that neither their work nor their memory counts as the server's. */
export class Audience {
  readonly #process: ChildProcess

  private constructor(process: ChildProcess) {
    this.#process = process
  }

  /** Resolves when all of them are connected and each has got its first frames, `greeting` in number. */
  static async open(port: number, count: number, greeting: number): Promise<Audience> {
    const child = fork(fileURLToPath(new URL('./audience-process.ts', import.meta.url)), { serialization: 'advanced' })
    child.on('exit', (code, signal) => {
      if (signal !== 'SIGTERM') throw new Error(`the process of the clients ended (${code ?? signal})`)
    })
    const audience = new Audience(child)
    await audience.#ask({ ask: 'connect', port, count, greeting })
    return audience
  }

  /** From now on each says every so often that it is there, as our page does, one after the other. */
  async beat(intervalMs: number): Promise<void> {
    await this.#ask({ ask: 'beat', intervalMs })
  }

  /** From now on they count. */
  async begin(): Promise<void> {
    await this.#ask({ ask: 'begin' })
  }

  /** Resolves when everybody who reads has update number `step`, the last one. */
  end(step: number): Promise<Heard> {
    return this.#ask<Heard>({ ask: 'end', step })
  }

  /** The client stops reading. */
  async pause(client: number): Promise<void> {
    await this.#ask({ ask: 'pause', client })
  }

  /** The client reads again. Resolves when it has update number `step`, the last one. */
  readAgain(client: number, step: number): Promise<CaughtUp> {
    return this.#ask<CaughtUp>({ ask: 'readAgain', client, step })
  }

  async #ask<T>(question: Question): Promise<T> {
    this.#process.send(question)
    const [answer] = (await once(this.#process, 'message')) as [T]
    return answer
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#process, 'exit')
    this.#process.kill()
    await gone
  }
}
