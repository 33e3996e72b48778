import { expect, it } from 'vitest'
import { Box, Scene } from 'vuer-xr'
import { refusal } from '../support/refusal.ts'
import { MemoryClient } from '../support/server/memoryClient.ts'

const opened = () => {
  const client = new MemoryClient().init()
  client.frames()
  return client
}

it('[OP12] notify sends a line for the person, after what was done to the scene before', () => {
  const client = opened()
  client.session.set(Scene({}, Box({ key: 'a' })))
  client.session.notify('Calibrated')
  client.session.notify('The gripper is stuck', { level: 'error', forMs: 60_000 })
  const [set, first, second] = client.frames()
  expect(set).toMatchObject({ etype: 'SET' })
  expect(first).toMatchObject({ etype: 'NOTICE', data: { text: 'Calibrated', level: 'info', forMs: 6000 } })
  expect(second).toMatchObject({ etype: 'NOTICE', data: { level: 'error', forMs: 60_000 } })
})

it('notify throws at the call for what cannot be shown, and when the session has ended', () => {
  const { session } = opened()
  expect(refusal(() => session.notify(''))).toMatchObject({ code: 'INVALID_EVENT' })
  expect(refusal(() => session.notify('x', { forMs: -1 })).message).toContain('data.forMs: expected milliseconds')
  session.close()
  expect(() => session.notify('x')).toThrow(expect.objectContaining({ code: 'SESSION_ENDED' }))
})
