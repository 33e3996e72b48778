/** What plays: a video, a sound, or the context that sounds are made in. */
export type Media = HTMLMediaElement | AudioContext

/** Safari on visionOS pauses what plays while the page goes into a headset, and out of it, some time after it has. */
const UNREST_MS = 3000

/**
 * What the views of one scene play, and go on to play when the page enters or leaves a headset: some browsers pause it
 * then. A view keeps its media here for as long as they shall play.
 */
export class PlayingMedia {
  readonly #kept = new Set<Media>()
  #restlessUntilMs = Number.NEGATIVE_INFINITY

  /** Holds media that shall play, until the returned function is called. */
  keep(media: Media): () => void {
    this.#kept.add(media)
    const name = isElement(media) ? 'pause' : 'statechange'
    const onStop = () => {
      if (performance.now() < this.#restlessUntilMs) resume(media)
    }
    media.addEventListener(name, onStop)
    return () => {
      this.#kept.delete(media)
      media.removeEventListener(name, onStop)
    }
  }

  /** The page enters or leaves a headset: whatever stops now has not been stopped by a person. */
  unsettled(): void {
    this.#restlessUntilMs = performance.now() + UNREST_MS
    this.resumeAll()
  }

  /** Plays what shall play and does not. Never throws: what a browser still refuses is tried again with the next pinch. */
  resumeAll(): void {
    for (const media of this.#kept) resume(media)
  }

  /** Follows a session until the returned function is called. */
  readonly follow = (session: XRSession): (() => void) => {
    this.unsettled()
    // A gesture of the person is what a browser waits for that forbids sounds.
    const onSelect = () => this.resumeAll()
    session.addEventListener('select', onSelect)
    return () => {
      session.removeEventListener('select', onSelect)
      this.unsettled()
    }
  }
}

const isElement = (media: Media): media is HTMLMediaElement => 'paused' in media

function resume(media: Media): void {
  const isStopped = isElement(media)
    ? media.paused && !media.ended
    : media.state !== 'running' && media.state !== 'closed'
  if (!isStopped) return
  const playing = isElement(media) ? media.play() : media.resume()
  playing.catch(() => {})
}

/** Views and the XR layer are loaded apart and share nothing but the scene, so what plays is kept beside it. */
const mediaOfScenes = new WeakMap<object, PlayingMedia>()

export function playingMediaOf(scene: object): PlayingMedia {
  let media = mediaOfScenes.get(scene)
  if (!media) {
    media = new PlayingMedia()
    mediaOfScenes.set(scene, media)
  }
  return media
}
