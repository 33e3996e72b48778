/** Pictures that came in one update. They are shown together, when none of them is being decoded any more. */
export class PictureSet {
  readonly #awaited = new Set<object>()
  readonly #ready = new Map<object, () => void>()

  join(member: object): void {
    this.#awaited.add(member)
  }

  /** `show` is called with those of the other members: now, if this was the last. */
  ready(member: object, show: () => void): void {
    if (!this.#awaited.delete(member)) return
    this.#ready.set(member, show)
    this.#showIfComplete()
  }

  /** The others do not wait for this one, and it is not shown with them. */
  leave(member: object): void {
    this.#ready.delete(member)
    if (this.#awaited.delete(member)) this.#showIfComplete()
  }

  #showIfComplete(): void {
    if (this.#awaited.size > 0) return
    const shows = [...this.#ready.values()]
    this.#ready.clear()
    for (const show of shows) show()
  }
}

/** So long a picture that no frame shows keeps the next from being decoded: a page that nobody sees has no frames. */
const PATIENCE_MS = 100

/** Pictures of one scene: which came together, and when the next are worth their work. */
export class PictureSets {
  #current: PictureSet | undefined
  readonly #waiting: (() => void)[] = []
  #patience: ReturnType<typeof setTimeout> | undefined
  #frames = 0

  /**
   * That of the update that is being applied, which is one task of the page. Not `taken`: whose picture is in that one
   * already needs another for the next, which cannot be decoded before the first is shown.
   */
  current(taken: PictureSet | undefined): PictureSet {
    if (!this.#current || this.#current === taken) {
      const set = new PictureSet()
      this.#current = set
      queueMicrotask(() => {
        if (this.#current === set) this.#current = undefined
      })
    }
    return this.#current
  }

  /** Frames that have begun. */
  get frames(): number {
    return this.#frames
  }

  /** Calls back when the next frame begins, or after a while without one. */
  nextFrame(callback: () => void): void {
    this.#waiting.push(callback)
    this.#patience ??= setTimeout(() => this.frame(), PATIENCE_MS)
  }

  /** A frame begins: it shows what there is. */
  frame(): void {
    this.#frames += 1
    clearTimeout(this.#patience)
    this.#patience = undefined
    for (const callback of this.#waiting.splice(0)) callback()
  }
}
