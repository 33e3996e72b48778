// Runs in either page before its own scripts. An emulated headset shows a frame whenever the window does: that is made `hertz`.
import type { Probe } from '../Probe.ts'

const { hertz } = globalThis as unknown as { hertz: number }

const probe: Probe = {
  frames: [],
  bytes: 0,
  watch() {
    const { prototype } = XRSession
    const request = prototype.requestAnimationFrame
    let last = -1
    prototype.requestAnimationFrame = function (callback) {
      return request.call(this, (time, frame) => {
        if (time !== last) probe.frames.push(performance.timeOrigin + performance.now())
        last = time
        callback(time, frame)
      })
    }
  },
}
Object.assign(globalThis, { probe })

const { send } = WebSocket.prototype
WebSocket.prototype.send = function (data: ArrayBufferView<ArrayBuffer>) {
  probe.bytes += data.byteLength
  send.call(this, data)
}

let waiting = new Map<number, FrameRequestCallback>()
let handles = 0
let due = performance.now()
function show(): void {
  const called = waiting
  waiting = new Map()
  for (const callback of called.values()) callback(performance.now())
  // What a busy page has missed is not made up for.
  due = Math.max(due + 1000 / hertz, performance.now())
  setTimeout(show, due - performance.now())
}
show()
globalThis.requestAnimationFrame = (callback) => {
  handles += 1
  waiting.set(handles, callback)
  return handles
}
globalThis.cancelAnimationFrame = (handle) => {
  waiting.delete(handle)
}
