/** More than a headset can hold in any form. */
const MOST_BYTES = 512 * 2 ** 20

export interface ReadOptions {
  readonly signal: AbortSignal
  /** Hears how much of the file is there, from 0 to 1; `undefined` where the server does not say how long it is. */
  readonly onProgress?: (fraction: number | undefined) => void
  readonly credentials?: RequestCredentials | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly mostBytes?: number
}

/** The bytes behind an address. Throws an error whose message says in a person's words why there are none. */
export async function readFile(url: string, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, mostBytes = MOST_BYTES } = options
  const response = await request(url, options)
  if (!response.ok)
    throw new Error(`the server answered ${response.status}${response.status === 404 ? ' (not found)' : ''}`)
  // Of a compressed answer the header tells the length on the way, not that of the file.
  const announced = response.headers.has('content-encoding') ? 0 : Number(response.headers.get('content-length') ?? 0)
  if (announced > mostBytes) {
    await response.body?.cancel()
    throw tooBig(announced, mostBytes)
  }
  const parts = new Parts(announced)
  const reader = response.body?.getReader()
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      parts.add(read.value)
      if (parts.length > mostBytes) throw tooBig(parts.length, mostBytes)
      options.onProgress?.(announced > 0 ? Math.min(parts.length / announced, 1) : undefined)
    }
  } catch (error) {
    await reader?.cancel().catch(() => {})
    signal.throwIfAborted()
    if (error instanceof TypeError)
      throw new Error(`the connection broke after ${parts.length} bytes`, { cause: error })
    throw error
  }
  return parts.bytes
}

async function request(url: string, { signal, credentials, headers }: ReadOptions): Promise<Response> {
  try {
    return await fetch(url, { signal, ...(credentials ? { credentials } : {}), ...(headers ? { headers } : {}) })
  } catch (error) {
    signal.throwIfAborted()
    const isBlocked = globalThis.location?.protocol === 'https:' && url.startsWith('http:')
    const reason = isBlocked
      ? 'a page on https may not load from http: serve it from the same server'
      : 'no answer, or the server does not allow this page (CORS)'
    throw new Error(reason, { cause: error })
  }
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`
const tooBig = (bytes: number, most: number) =>
  new Error(`too big: ${megabytes(bytes)}, at most ${megabytes(most)} can be shown`)

/** Collects a stream, in one buffer where the length is known. */
class Parts {
  length = 0
  #whole: Uint8Array<ArrayBuffer>

  constructor(announced: number) {
    this.#whole = new Uint8Array(announced > 0 ? announced : 2 ** 16)
  }

  add(part: Uint8Array): void {
    const needed = this.length + part.length
    if (needed > this.#whole.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#whole.length))
      larger.set(this.#whole.subarray(0, this.length))
      this.#whole = larger
    }
    this.#whole.set(part, this.length)
    this.length = needed
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.length === this.#whole.length ? this.#whole : this.#whole.slice(0, this.length)
  }
}
