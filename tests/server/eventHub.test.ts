import { expect, test } from 'vitest'
import type { ClientEvent } from 'vuer-xr'
import { EventHub } from '../../server/session/EventHub.ts'

const eventOf = (etype: string, value: unknown) => ({ etype, key: 'node', value }) as ClientEvent

test('a tap has every sample of its name at once, a loop the first and then the newest', async () => {
  const hub = new EventHub(0)
  const heard: unknown[] = []
  const read: unknown[] = []
  hub.tap('HAND_MOVE', ({ value }) => heard.push(value))
  const loop = (async () => {
    for await (const { value } of hub.open('HAND_MOVE')) read.push(value)
  })()
  for (let count = 0; count < 5; count += 1) hub.put(eventOf('HAND_MOVE', count))
  hub.put(eventOf('HEAD_MOVE', 'of the head'))
  expect(heard).toEqual([0, 1, 2, 3, 4])
  expect(read).toEqual([])
  hub.end()
  await loop
  expect(read).toEqual([0, 4])
})

test('a tap hears nothing after it was closed, also within an event, and nothing after the end', () => {
  const hub = new EventHub(0)
  const heard: string[] = []
  const close = hub.tap('CLICK', () => {
    heard.push('first')
    close()
  })
  hub.tap('CLICK', () => heard.push('second'))
  hub.put(eventOf('CLICK', 1))
  hub.put(eventOf('CLICK', 2))
  expect(heard).toEqual(['first', 'second', 'second'])
  hub.end()
  hub.tap('CLICK', () => heard.push('too late'))
  hub.put(eventOf('CLICK', 3))
  expect(heard).toHaveLength(3)
})
