import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Media, PlayingMedia } from '../../../src/xr/PlayingMedia.ts'

/** A video that a browser may pause, and refuse to play. */
class FakeVideo extends EventTarget {
  paused = false
  ended = false
  isAllowed = true
  plays = 0

  pause(): void {
    this.paused = true
    this.dispatchEvent(new Event('pause'))
  }

  play(): Promise<void> {
    this.plays += 1
    if (!this.isAllowed) return Promise.reject(new DOMException('a gesture is needed', 'NotAllowedError'))
    this.paused = false
    return Promise.resolve()
  }
}

class FakeContext extends EventTarget {
  state = 'running'

  resume(): Promise<void> {
    this.state = 'running'
    return Promise.resolve()
  }

  interrupt(): void {
    this.state = 'interrupted'
    this.dispatchEvent(new Event('statechange'))
  }
}

const asMedia = (fake: FakeVideo | FakeContext) => fake as unknown as Media
const aSession = () => new EventTarget() as XRSession

let nowMs = 0
beforeEach(() => {
  nowMs = 1000
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('what was paused at the entry plays on', () => {
  const media = new PlayingMedia()
  const [video, context] = [new FakeVideo(), new FakeContext()]
  media.keep(asMedia(video))
  media.keep(asMedia(context))
  video.pause()
  context.interrupt()
  media.follow(aSession())
  expect([video.paused, context.state]).toEqual([false, 'running'])
})

test('what is paused soon after the entry plays on too, and what is paused later stays so', () => {
  const media = new PlayingMedia()
  const [video, context] = [new FakeVideo(), new FakeContext()]
  media.keep(asMedia(video))
  media.keep(asMedia(context))
  media.follow(aSession())
  nowMs += 2000
  video.pause()
  context.interrupt()
  expect([video.paused, context.state]).toEqual([false, 'running'])
  nowMs += 2000
  video.pause()
  expect(video.paused).toBe(true)
})

test('leaving the headset is as restless as entering it', () => {
  const media = new PlayingMedia()
  const video = new FakeVideo()
  media.keep(asMedia(video))
  const stop = media.follow(aSession())
  nowMs += 60_000
  video.pause()
  stop()
  expect(video.paused).toBe(false)
  nowMs += 1000
  video.pause()
  expect(video.paused).toBe(false)
})

test('what a browser refuses is played with the next pinch, and no promise is left rejected', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  const media = new PlayingMedia()
  const video = new FakeVideo()
  video.isAllowed = false
  media.keep(asMedia(video))
  video.pause()
  const session = aSession()
  media.follow(session)
  await new Promise((resolve) => setImmediate(resolve))
  expect(video.paused).toBe(true)
  video.isAllowed = true
  session.dispatchEvent(new Event('select'))
  expect(video.paused).toBe(false)
  expect(unhandled).not.toHaveBeenCalled()
  process.off('unhandledRejection', unhandled)
})

test('what its view has let go of, has ended, or plays, is left alone', () => {
  const media = new PlayingMedia()
  const [playing, released, ended] = [new FakeVideo(), new FakeVideo(), new FakeVideo()]
  media.keep(asMedia(playing))
  const release = media.keep(asMedia(released))
  media.keep(asMedia(ended))
  release()
  released.pause()
  ended.ended = true
  ended.pause()
  media.follow(aSession())
  released.pause()
  expect([playing.plays, released.plays, ended.plays]).toEqual([0, 0, 0])
})
