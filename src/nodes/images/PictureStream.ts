import type { PictureSource } from '../../../protocol/index.ts'

export interface PictureStreamOptions {
  decode(source: PictureSource, signal: AbortSignal): Promise<ImageBitmap>
  /** Takes over the picture, and closes it when another one is there. `null`: there is none any more. */
  show(picture: ImageBitmap | null): void
  /** `null` when the newest picture is right again. What is shown stays. */
  failed(reason: string | null): void
  beginLoading(): () => void
}

/**
 * Pictures that replace each other. One is decoded at a time; of those that come meanwhile the newest waits, and the
 * others are never decoded. So what is shown is never older than one picture, however fast they come.
 */
export class PictureStream {
  readonly #options: PictureStreamOptions
  #wanted: PictureSource | undefined
  #underWay: { source: PictureSource; abort: AbortController } | undefined
  #finishLoading: (() => void) | undefined

  constructor(options: PictureStreamOptions) {
    this.#options = options
  }

  /** The same source twice is one picture. `undefined` takes the picture away. */
  want(source: PictureSource | undefined): void {
    if (source === this.#wanted) return
    this.#wanted = source
    if (source === undefined) {
      this.#stop()
      this.#options.failed(null)
      this.#options.show(null)
      return
    }
    // An address may never answer; a picture that is there is decoded in no time.
    if (typeof this.#underWay?.source === 'string') this.#stop()
    if (!this.#underWay) this.#start(source)
  }

  dispose(): void {
    this.#wanted = undefined
    this.#stop()
  }

  #start(source: PictureSource): void {
    const abort = new AbortController()
    this.#underWay = { source, abort }
    this.#finishLoading ??= this.#options.beginLoading()
    this.#options.decode(source, abort.signal).then(
      (picture) => {
        if (abort.signal.aborted) {
          picture.close()
          return
        }
        this.#options.failed(null)
        this.#options.show(picture)
        this.#next(source)
      },
      (error: unknown) => {
        if (abort.signal.aborted) return
        // What is there to replace it will say for itself whether it is right.
        if (this.#wanted === source) this.#options.failed(error instanceof Error ? error.message : String(error))
        this.#next(source)
      },
    )
  }

  /** A stream that is never idle would keep those waiting who wait for everything that loads. */
  #next(done: PictureSource): void {
    this.#underWay = undefined
    this.#finish()
    if (this.#wanted !== undefined && this.#wanted !== done) this.#start(this.#wanted)
  }

  #stop(): void {
    this.#underWay?.abort.abort()
    this.#underWay = undefined
    this.#finish()
  }

  #finish(): void {
    this.#finishLoading?.()
    this.#finishLoading = undefined
  }
}
