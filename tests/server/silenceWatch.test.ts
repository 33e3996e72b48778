import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SilenceWatch } from '../../server/socket/SilenceWatch.ts'

const PERIOD_MS = 4000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function fakeSocket() {
  return { ping: vi.fn(), terminate: vi.fn() }
}

describe('[HB2] a watch for silence', () => {
  it.each([0, 1, 1999, 3999])('cuts who says nothing within three periods, whenever he came (%d ms)', (came) => {
    const watch = new SilenceWatch(PERIOD_MS)
    watch.watch(fakeSocket())
    vi.advanceTimersByTime(came)
    const socket = fakeSocket()
    watch.watch(socket)
    vi.advanceTimersByTime(PERIOD_MS - 1)
    expect(socket.ping).not.toHaveBeenCalled()
    vi.advanceTimersByTime(PERIOD_MS + 1)
    expect(socket.ping).toHaveBeenCalledOnce()
    expect(socket.terminate).not.toHaveBeenCalled()
    vi.advanceTimersByTime(PERIOD_MS)
    expect(socket.terminate).toHaveBeenCalledOnce()
  })

  it('asks nobody who sends something, and leaves alone who answers', () => {
    const watch = new SilenceWatch(PERIOD_MS)
    const [talking, answering] = [fakeSocket(), fakeSocket()]
    const talker = watch.watch(talking)
    const answerer = watch.watch(answering)
    answering.ping.mockImplementation(() => answerer.heard())
    for (let ms = 0; ms < 20 * PERIOD_MS; ms += PERIOD_MS / 2) {
      talker.heard()
      vi.advanceTimersByTime(PERIOD_MS / 2)
    }
    expect(talking.ping).not.toHaveBeenCalled()
    expect(answering.ping.mock.calls.length).toBeGreaterThan(5)
    expect(answering.terminate).not.toHaveBeenCalled()
  })

  it('has one timer for all sockets, and none without', () => {
    const watch = new SilenceWatch(PERIOD_MS)
    expect(vi.getTimerCount()).toBe(0)
    const watched = Array.from({ length: 50 }, () => watch.watch(fakeSocket()))
    expect(vi.getTimerCount()).toBe(1)
    for (const one of watched) one.leave()
    expect(vi.getTimerCount()).toBe(0)
    const late = fakeSocket()
    watch.watch(late)
    vi.advanceTimersByTime(3 * PERIOD_MS)
    expect(late.terminate).toHaveBeenCalledOnce()
  })

  it('does not ask who has left', () => {
    const watch = new SilenceWatch(PERIOD_MS)
    watch.watch(fakeSocket())
    const gone = fakeSocket()
    watch.watch(gone).leave()
    vi.advanceTimersByTime(3 * PERIOD_MS)
    expect(gone.ping).not.toHaveBeenCalled()
    expect(gone.terminate).not.toHaveBeenCalled()
  })
})
