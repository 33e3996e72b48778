import { gzipSync } from 'node:zlib'
import type { CDPSession } from 'playwright-core'

interface Request {
  url: string
  isScript: boolean
  /** Seconds since 1970, less the seconds of the browser's own clock. */
  offset: number
  raw: number
  /** As it travelled; `null` while it does. */
  done: { bytes: number; at: number } | null
}

/** Bytes of files: as they are, as they travelled, and as gzip makes them. */
export interface Bytes {
  readonly raw: number
  readonly sent: number
  readonly gzip: number
}

/** Of the emulated headset, which no visitor with a real one downloads. */
const EMULATOR = /emulat/i

/** What a page downloads, from before it goes anywhere. */
export class Downloads {
  readonly #requests = new Map<string, Request>()
  readonly #tools: CDPSession

  private constructor(tools: CDPSession) {
    this.#tools = tools
    tools.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime, type }) => {
      const offset = wallTime - timestamp
      this.#requests.set(requestId, { url: request.url, isScript: type === 'Script', offset, raw: 0, done: null })
    })
    tools.on('Network.dataReceived', ({ requestId, dataLength }) => {
      const request = this.#requests.get(requestId)
      if (request) request.raw += dataLength
    })
    tools.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
      const request = this.#requests.get(requestId)
      if (request) request.done = { bytes: encodedDataLength, at: (request.offset + timestamp) * 1000 }
    })
  }

  static async watch(tools: CDPSession): Promise<Downloads> {
    const downloads = new Downloads(tools)
    await tools.send('Network.enable')
    return downloads
  }

  /** Scripts that were there before a time in milliseconds since 1970. The page must still be open. */
  async scripts(before = Number.POSITIVE_INFINITY): Promise<Bytes> {
    const counted = this.#finished(before).filter(([, { isScript }]) => isScript)
    const bodies = await Promise.all(
      counted.map(([requestId]) => this.#tools.send('Network.getResponseBody', { requestId })),
    )
    return {
      raw: counted.reduce((sum, [, { raw }]) => sum + raw, 0),
      sent: sentBytes(counted),
      gzip: bodies.reduce((sum, { body }) => sum + gzipSync(body).length, 0),
    }
  }

  /** Everything, as it travelled. */
  everything(): number {
    return sentBytes(this.#finished(Number.POSITIVE_INFINITY))
  }

  #finished(before: number): [id: string, request: Request][] {
    return [...this.#requests].filter(([, { url, done }]) => done !== null && done.at <= before && !EMULATOR.test(url))
  }
}

const sentBytes = (requests: readonly [string, Request][]) =>
  requests.reduce((sum, [, { done }]) => sum + (done?.bytes ?? 0), 0)
