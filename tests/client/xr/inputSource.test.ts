import { expect, test } from 'vitest'
import { findInput, kindOf } from '../../../src/xr/inputSource.ts'
import { FakeSession, fakeController, fakeHand } from './fakeXR.ts'

const withMode = (targetRayMode: string, profiles: string[] = []) =>
  ({ handedness: 'right', targetRayMode, profiles }) as unknown as XRInputSource

test('a hand is a hand, and what points and is tracked is a controller', () => {
  expect(kindOf(fakeHand('left').source)).toBe('hand')
  expect(kindOf(fakeController('left').source)).toBe('controller')
  expect(kindOf({ ...fakeController('left').source, profiles: undefined } as unknown as XRInputSource)).toBe(
    'controller',
  )
})

test.each(['transient-pointer', 'gaze', 'screen'])('a %s is neither', (mode) => {
  expect(kindOf(withMode(mode))).toBeNull()
})

test.each([
  [['oculus-hand', 'generic-hand', 'generic-hand-select', 'generic-trigger']],
  [['generic-hand-select']],
  [['generic-fixed-hand']],
])('a hand whose joints the session may not see is no controller: %j', (profiles) => {
  expect(kindOf(withMode('tracked-pointer', profiles))).toBeNull()
})

test('names that only contain the word are controllers', () => {
  expect(kindOf(withMode('tracked-pointer', ['handheld-thing', 'generic-trigger']))).toBe('controller')
})

test('both kinds are found on one side, and each side has its own', () => {
  const session = new FakeSession()
  session.hands = [fakeHand('left'), fakeHand('right')]
  session.controllers = [fakeController('right')]
  const find = (kind: 'hand' | 'controller', side: 'left' | 'right') =>
    findInput(session as unknown as XRSession, kind, side)
  expect(find('hand', 'right')).toBe(session.hands[1]!.source)
  expect(find('controller', 'right')).toBe(session.controllers[0]!.source)
  expect(find('controller', 'left')).toBeUndefined()
})
