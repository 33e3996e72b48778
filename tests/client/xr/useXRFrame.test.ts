import { expect, test } from 'vitest'
import { watchInterruptions } from '../../../src/xr/useXRFrame.ts'
import { FakeManager } from './fakeXR.ts'

function watched() {
  const manager = new FakeManager()
  const heard = { times: 0 }
  const stop = watchInterruptions(manager.real, () => {
    heard.times += 1
  })
  return { manager, heard, stop }
}

test('the end of each session is an interruption', () => {
  const { manager, heard } = watched()
  manager.start()
  manager.end()
  manager.start()
  manager.end()
  expect(heard.times).toBe(2)
})

test('a menu over the session and a headset that is put down are interruptions, coming back is none', () => {
  const { manager, heard } = watched()
  const session = manager.start()
  session.become('visible-blurred')
  session.become('visible')
  session.become('hidden')
  expect(heard.times).toBe(2)
})

test('a session that was running before is watched too', () => {
  const manager = new FakeManager()
  const session = manager.start()
  let times = 0
  watchInterruptions(manager.real, () => {
    times += 1
  })
  session.become('hidden')
  expect(times).toBe(1)
})

test('nothing is heard any more once it was stopped', () => {
  const { manager, heard, stop } = watched()
  const session = manager.start()
  stop()
  session.become('hidden')
  manager.end()
  expect(heard.times).toBe(0)
})
