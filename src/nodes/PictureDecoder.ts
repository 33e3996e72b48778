import type { DecodeAnswer, DecodeRequest } from './decodeWorker.ts'

/** A page that had so many pictures has a stream of them. */
const STREAM_COUNT = 8

interface Waiting {
  resolve(picture: ImageBitmap): void
  reject(error: Error): void
}

/**
 * Decodes pictures. Those of a stream are decoded by a worker, where nothing of it takes time from the frames of the
 * page; until that one has started, and should it not start, it is done here.
 */
export class PictureDecoder {
  #worker: Worker | undefined
  #isReady = false
  #count = 0
  readonly #waiting = new Map<number, Waiting>()

  decode(picture: Uint8Array | Blob, options?: ImageBitmapOptions): Promise<ImageBitmap> {
    this.#count += 1
    if (this.#count === STREAM_COUNT) this.#start()
    const worker = this.#worker
    if (!worker || !this.#isReady) {
      return createImageBitmap(picture instanceof Blob ? picture : new Blob([picture as BlobPart]), options)
    }
    const id = this.#count
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      // The bytes themselves stay in the scene.
      const sent = picture instanceof Blob ? picture : picture.slice()
      const request: DecodeRequest = { id, picture: sent as DecodeRequest['picture'], options }
      worker.postMessage(request, sent instanceof Blob ? [] : [sent.buffer])
    })
  }

  dispose(): void {
    this.#stop('the page closes')
    this.#count = 0
  }

  #start(): void {
    const worker = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' })
    this.#worker = worker
    worker.onmessage = ({ data }: MessageEvent<DecodeAnswer>) => {
      if ('isReady' in data) this.#isReady = true
      else this.#settle(data)
    }
    worker.onerror = ({ message }) => this.#stop(`the decoder failed: ${message}`)
  }

  #settle(answer: Exclude<DecodeAnswer, { isReady: true }>): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('picture' in answer) waiting?.resolve(answer.picture)
    else waiting?.reject(new Error(answer.error))
  }

  #stop(reason: string): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#isReady = false
    for (const { reject } of this.#waiting.values()) reject(new Error(reason))
    this.#waiting.clear()
  }
}
