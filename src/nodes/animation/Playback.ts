import { Listeners } from '../../Listeners.ts'

/** The time that a timeline of the page shows, for whatever is animated by it. */
export class Playback {
  readonly #listeners = new Listeners()
  #time = 0

  /** Seconds from the beginning of the timeline. */
  get time(): number {
    return this.#time
  }

  seek(time: number): void {
    if (time === this.#time) return
    this.#time = time
    this.#listeners.notify()
  }

  readonly subscribe = this.#listeners.subscribe
}

/** Timelines and what they move know nothing of each other but the scene. */
const playbacks = new WeakMap<object, Playback>()

export function playbackOf(scene: object): Playback {
  let playback = playbacks.get(scene)
  if (!playback) {
    playback = new Playback()
    playbacks.set(scene, playback)
  }
  return playback
}
