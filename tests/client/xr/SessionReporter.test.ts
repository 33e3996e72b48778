import { expect, test } from 'vitest'
import { readEventValue } from '../../../protocol/index.ts'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { SessionReporter } from '../../../src/xr/SessionReporter.ts'
import { FakeManager, FakeSession } from './fakeXR.ts'

const REPORT = {
  mode: 'immersive-vr',
  referenceSpace: 'local-floor',
  granted: ['viewer', 'local', 'local-floor'],
  refused: ['body-tracking'],
} as const

function reporter({ before }: { before?: FakeSession } = {}) {
  const manager = new FakeManager()
  if (before) manager.start(before)
  const events: SceneEvent[] = []
  const under = new SessionReporter(
    manager.real,
    () => REPORT,
    (event) => events.push(event),
  )
  const stop = under.follow()
  const states = () => events.map(({ value }) => (value as { state: string }).state)
  return { manager, events, states, stop, reporter: under }
}

test('a session is told from its start to its end, each change at once', () => {
  const { manager, states } = reporter()
  const session = manager.start()
  session.become('visible-blurred')
  session.become('visible')
  session.become('hidden')
  manager.end()
  session.become('visible')
  manager.start()
  expect(states()).toEqual(['started', 'visible-blurred', 'visible', 'hidden', 'ended', 'started'])
})

test('it says what the session is and has, as the protocol declares it', () => {
  const { manager, events } = reporter()
  manager.start()
  expect(events[0]).toMatchObject({
    etype: 'XR_SESSION',
    value: {
      state: 'started',
      mode: 'immersive-vr',
      referenceSpace: 'local-floor',
      frameRate: 90,
      frameRates: [72, 90, 120],
      features: ['viewer', 'local', 'local-floor'],
      refused: ['body-tracking'],
    },
    capturedAt: expect.any(Number),
  })
  manager.end()
  for (const { value } of events) expect(readEventValue('XR_SESSION', value)).toEqual(value)
  expect(events[1]!.value).toMatchObject({ state: 'ended', frameRate: null, frameRates: [] })
})

test('another rate of the display is told', async () => {
  const { manager, events } = reporter()
  const session = manager.start()
  await session.updateTargetFrameRate(120)
  expect(events[1]!.value).toMatchObject({ state: 'visible', frameRate: 120 })
})

test('a session that starts behind something says that too', () => {
  const { manager, states } = reporter()
  const session = new FakeSession()
  session.visibilityState = 'hidden'
  manager.start(session)
  expect(states()).toEqual(['started', 'hidden'])
})

test('one that was running before is told', () => {
  expect(reporter({ before: new FakeSession() }).states()).toEqual(['started'])
})

test('who listens anew is told of the session that runs, and of none when none does', () => {
  const { manager, states, reporter: under } = reporter()
  under.announce()
  expect(states()).toEqual([])
  const session = manager.start()
  session.become('visible-blurred')
  under.announce()
  expect(states()).toEqual(['started', 'visible-blurred', 'started', 'visible-blurred'])
})

test('nothing is told once it was stopped', () => {
  const { manager, states, stop } = reporter()
  const session = manager.start()
  stop()
  session.become('hidden')
  manager.end()
  expect(states()).toEqual(['started'])
})
