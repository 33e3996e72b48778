import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Figures } from '../support/compare.ts'
import { until } from '../support/Peer.ts'

/** What the headsets are asked. Each question is answered with a number. */
export type Question =
  | { readonly ask: 'connect'; readonly port: number; readonly count: number }
  | { readonly ask: 'send'; readonly hertz: number; readonly ms: number; readonly oneBlock: boolean }

const WARM_UP_MS = 2000
const MEASURE_MS = 6000

/** Many headsets in a process of their own, so that only the server's work counts. */
export class Headsets {
  readonly #process: ChildProcess
  readonly #oneBlock: boolean
  #handled = 0

  private constructor(process: ChildProcess, oneBlock: boolean) {
    this.#process = process
    this.#oneBlock = oneBlock
  }

  static async open(port: number, count: number, oneBlock: boolean): Promise<Headsets> {
    const file = fileURLToPath(new URL('./headsets-process.ts', import.meta.url))
    const child = fork(file, { serialization: 'advanced' })
    child.on('exit', (code, signal) => {
      if (signal !== 'SIGTERM') throw new Error(`the process of the headsets ended (${code ?? signal})`)
    })
    const headsets = new Headsets(child, oneBlock)
    await headsets.#ask({ ask: 'connect', port, count })
    return headsets
  }

  /** The handler calls this with each sample. */
  handled(): void {
    this.#handled += 1
  }

  /** The share of a core that this process takes while all of them send, and what reached the handler. */
  async measure(hertz: number): Promise<Figures> {
    await this.#send(hertz, WARM_UP_MS)
    const before = process.cpuUsage()
    const start = performance.now()
    const samples = await this.#send(hertz, MEASURE_MS)
    const seconds = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(before)
    return { core: (user + system) / 1e6 / seconds, perSecond: samples / seconds }
  }

  async #send(hertz: number, ms: number): Promise<number> {
    const before = this.#handled
    const samples = await this.#ask({ ask: 'send', hertz, ms, oneBlock: this.#oneBlock })
    await until(
      () => this.#handled - before >= samples,
      () => `${samples} samples were sent, and the handler saw ${this.#handled - before}`,
    )
    return samples
  }

  async #ask(question: Question): Promise<number> {
    this.#process.send(question)
    const [answer] = (await once(this.#process, 'message')) as [number]
    return answer
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#process, 'exit')
    this.#process.kill()
    await gone
  }
}
