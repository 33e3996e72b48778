import type { PictureSource } from '../../../protocol/index.ts'
import { PictureSet, type PictureSets } from './PictureSets.ts'

export interface PictureStreamOptions {
  /** Those of all streams whose pictures are shown together when they came together. */
  readonly sets: PictureSets
  decode(source: PictureSource, signal: AbortSignal): Promise<ImageBitmap>
  /** Takes over the picture, and closes it when another one is there. `null`: there is none any more. */
  show(picture: ImageBitmap | null): void
  /** `null` when the newest picture is right again. What is shown stays. */
  failed(reason: string | null): void
  beginLoading(): () => void
}

/** One picture on its way, until a frame shows it. */
interface Coming {
  readonly source: PictureSource
  readonly set: PictureSet
  readonly abort: AbortController
  /** Frames that had begun when its decoding did. */
  frames?: number
  /** Decoded, while others of its set are not. */
  picture?: ImageBitmap
  /** The next frame shows it. */
  isShown?: boolean
}

/**
 * Pictures that replace each other. One is decoded at a time; of those that come meanwhile the newest is next, and the
 * others are never decoded. So what is shown is never older than one picture, however fast they come. Of pictures that
 * waited, one is decoded for each frame: a slow display has little decoded that nobody sees. Those that replace others in
 * one update, as of two eyes, do so in one frame.
 */
export class PictureStream {
  readonly #options: PictureStreamOptions
  #wanted: PictureSource | undefined
  #underWay: Coming | undefined
  #waiting: Coming | undefined
  #isShowing = false
  #finishLoading: (() => void) | undefined

  constructor(options: PictureStreamOptions) {
    this.#options = options
  }

  /** The same source twice is one picture. `undefined` takes the picture away. */
  want(source: PictureSource | undefined): void {
    if (source === this.#wanted) return
    this.#wanted = source
    this.#dropWaiting()
    if (source === undefined) {
      this.#stop()
      this.#options.failed(null)
      this.#isShowing = false
      this.#options.show(null)
      return
    }
    // An address may never answer; a picture that is there is decoded in no time.
    if (typeof this.#underWay?.source === 'string') this.#stop()
    const coming = { source, set: this.#setFor(source), abort: new AbortController() }
    coming.set.join(coming)
    if (this.#underWay && !this.#underWay.isShown) this.#waiting = coming
    else this.#start(coming)
  }

  dispose(): void {
    this.#wanted = undefined
    this.#dropWaiting()
    this.#stop()
  }

  /** Nobody waits for what an address may bring, and first pictures are shown as they are there. */
  #setFor(source: PictureSource): PictureSet {
    return this.#isShowing && typeof source !== 'string'
      ? this.#options.sets.current(this.#underWay?.set)
      : new PictureSet()
  }

  #start(coming: Coming): void {
    const { source, set, abort } = coming
    this.#underWay = coming
    coming.frames = this.#options.sets.frames
    this.#finishLoading ??= this.#options.beginLoading()
    this.#options.decode(source, abort.signal).then(
      (picture) => {
        if (abort.signal.aborted) {
          picture.close()
          return
        }
        coming.picture = picture
        set.ready(coming, () => {
          delete coming.picture
          this.#options.failed(null)
          this.#isShowing = true
          this.#options.show(picture)
          this.#finish()
          coming.isShown = true
          // A display that is as fast as this has no frame without a new picture.
          if (this.#options.sets.frames !== coming.frames) this.#next()
          else
            this.#options.sets.nextFrame(() => {
              if (this.#underWay === coming) this.#next()
            })
        })
      },
      (error: unknown) => {
        if (abort.signal.aborted) return
        // What is there to replace it will say for itself whether it is right.
        if (this.#wanted === source) this.#options.failed(error instanceof Error ? error.message : String(error))
        set.leave(coming)
        this.#next()
      },
    )
  }

  /** A stream that is never idle would keep those waiting who wait for everything that loads. */
  #next(): void {
    this.#underWay = undefined
    this.#finish()
    const next = this.#waiting
    this.#waiting = undefined
    if (next) this.#start(next)
  }

  #dropWaiting(): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.set.leave(waiting)
  }

  #stop(): void {
    const coming = this.#underWay
    this.#underWay = undefined
    this.#finish()
    if (!coming) return
    coming.abort.abort()
    coming.picture?.close()
    coming.set.leave(coming)
  }

  #finish(): void {
    this.#finishLoading?.()
    this.#finishLoading = undefined
  }
}
