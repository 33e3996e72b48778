export interface EncodeRequest {
  id: number
  /** RGBA, eight bits each, the lowest row first. */
  pixels: Uint8Array<ArrayBuffer>
  width: number
  height: number
  type: string
  quality: number
}

/** `pixels`: the memory of the request, given back. */
export type EncodeAnswer = { id: number; pixels: ArrayBuffer } & ({ bytes: ArrayBuffer } | { error: string })

/** Encodes pictures in a worker, which is started when the first one is asked for. */
export class PictureEncoder {
  #worker: Worker | undefined
  #lastId = 0
  /** Memory of a picture that is encoded, for the next one. */
  #spare: ArrayBuffer | undefined
  readonly #waiting = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>()

  /** Memory for the pixels of a picture. What is in it is anything. */
  blank(bytes: number): Uint8Array<ArrayBuffer> {
    const spare = this.#spare
    this.#spare = undefined
    return spare?.byteLength === bytes ? new Uint8Array(spare) : new Uint8Array(bytes)
  }

  /** Takes the memory of the pixels. */
  encode(request: Omit<EncodeRequest, 'id'>): Promise<Uint8Array> {
    this.#worker ??= this.#start()
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker?.postMessage({ ...request, id } satisfies EncodeRequest, [request.pixels.buffer])
    })
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#failAll('the page closes')
  }

  #start(): Worker {
    const worker = new Worker(new URL('./encodeWorker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<EncodeAnswer>) => {
      const waiting = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      this.#spare = data.pixels
      if ('bytes' in data) waiting?.resolve(new Uint8Array(data.bytes))
      else waiting?.reject(new Error(data.error))
    }
    worker.onerror = (event) => {
      this.#worker = undefined
      this.#failAll(`the encoder failed: ${event.message}`)
    }
    return worker
  }

  #failAll(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason))
    this.#waiting.clear()
  }
}
