import { expect, test, vi } from 'vitest'
import { inputLooksOf } from '../../../src/xr/InputLooks.ts'
import { noteAsked } from '../../../src/xr/sessionReport.ts'
import { settingsChangesOf } from '../../../src/xr/sessionSettings.ts'
import { FakeSession, fakeBody } from './fakeXR.ts'
import { inHands, stageOf, withControllers } from './inputStage.tsx'

test('a Hands node sends HAND_MOVE under its own key, with the time of capture', async () => {
  const { frame, sent } = await stageOf('Hands', {}, { session: inHands(), key: 'hands' })
  frame(0)
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({
    etype: 'HAND_MOVE',
    key: 'hands',
    value: { tracking: { left: 'tracked', right: 'tracked' }, leftRadii: null },
    capturedAt: expect.any(Number),
  })
})

test('with stream: false it draws and sends nothing', async () => {
  const { frame, sent, drawn } = await stageOf('Hands', { stream: false }, { session: inHands() })
  frame(0)
  expect(sent).toEqual([])
  expect(drawn()).toHaveLength(2)
})

test('a stream that is turned off takes back what it said', async () => {
  const { frame, sent, change } = await stageOf('Hands', {}, { session: inHands() })
  frame(0)
  await change({ stream: false })
  frame(10)
  frame(500)
  expect(sent).toHaveLength(2)
  expect(sent[1]!.value).toMatchObject({ tracking: { left: 'absent', right: 'absent' } })
})

test('a hidden hand is sent and not drawn, a disabled one is neither', async () => {
  const stage = await stageOf('Hands', { hideLeft: true, disableRight: true }, { session: inHands() })
  const looks = inputLooksOf(stage.scene, 'hand')
  stage.frame(0)
  expect(stage.sent[0]!.value).toMatchObject({ tracking: { left: 'tracked', right: 'absent' }, right: null })
  expect(looks.getSnapshot()).toEqual({ left: 'hidden', right: 'off' })
  expect(stage.drawn()).toHaveLength(0)
  await stage.renderer.unmount()
  expect(looks.getSnapshot()).toEqual({ left: 'shown', right: 'shown' })
})

test('a hand that is not sent is drawn by the headset all the same', async () => {
  const { frame, sent, scene } = await stageOf('Hands', { left: false }, { session: inHands() })
  frame(0)
  expect(sent[0]!.value).toMatchObject({ tracking: { left: 'absent', right: 'tracked' } })
  expect(inputLooksOf(scene, 'hand').getSnapshot()).toEqual({ left: 'shown', right: 'shown' })
})

test('showLeft: false of older programs hides a hand, and has their words sent too', async () => {
  const { frame, sent, scene } = await stageOf('Hands', { showLeft: false, showRight: true }, { session: inHands() })
  frame(0)
  expect(inputLooksOf(scene, 'hand').getSnapshot()).toEqual({ left: 'hidden', right: 'shown' })
  expect(sent[0]!.value).toMatchObject({ leftLandmarks: expect.any(Array), rightHand: expect.any(Float32Array) })
})

test('radii, scale and hysteresis reach what is sent', async () => {
  const session = inHands()
  const { frame, sent, change } = await stageOf(
    'Hands',
    { radii: true, scale: 2, hysteresis: { pinch: [0.04, 0.06] }, fps: 1000 },
    { session },
  )
  frame(0)
  const { left, leftRadii, leftState } = sent[0]!.value as Record<string, never>
  expect(left![16 + 12]).toBeCloseTo(0.02, 6)
  expect(leftRadii).toHaveLength(25)
  // Thumb tip (4) and index tip (9) are 5 cm apart.
  expect(leftState).toMatchObject({ pinch: false, tap: false })
  await change({ hysteresis: { pinch: [0.055, 0.06] } })
  frame(100)
  expect((sent[1]!.value as Record<string, unknown>).leftState).toMatchObject({ pinch: true, tap: false })
})

test('with both hands disabled it says nothing at all', async () => {
  const { frame, sent } = await stageOf('Hands', { disableLeft: true, disableRight: true }, { session: inHands() })
  frame(0)
  expect(sent).toEqual([])
})

test('a MotionControllers node sends both poses, and draws grips when it is told to', async () => {
  const { frame, sent, drawn, change, scene } = await stageOf('MotionControllers', {}, { session: withControllers() })
  frame(0)
  expect(sent[0]).toMatchObject({
    etype: 'CONTROLLER_MOVE',
    value: { left: expect.any(Float32Array), leftGrip: expect.any(Float32Array), tracking: { left: 'tracked' } },
  })
  expect(drawn()).toHaveLength(0)
  await change({ showFrame: true, hideLeft: true, disableRight: true })
  frame(100)
  expect(drawn()).toHaveLength(0)
  expect(inputLooksOf(scene, 'controller').getSnapshot()).toEqual({ left: 'hidden', right: 'off' })
  await change({ showFrame: true })
  frame(200)
  expect(drawn()).toHaveLength(2)
})

test('a controller that is not wanted is absent', async () => {
  const { frame, sent } = await stageOf('MotionControllers', { left: false }, { session: withControllers() })
  frame(0)
  expect(sent[0]!.value).toMatchObject({ left: null, tracking: { left: 'absent', right: 'tracked' } })
})

test('a Head node sends HEAD_MOVE, and draws the head only when it is told to', async () => {
  const { frame, sent, drawn, change } = await stageOf('Head')
  frame(0)
  expect(sent[0]).toMatchObject({ etype: 'HEAD_MOVE', value: { tracking: 'tracked' } })
  expect(drawn()).toHaveLength(0)
  await change({ show: true })
  frame(100)
  expect(drawn()).toHaveLength(1)
})

test('a Body node sends BODY_MOVE, and draws lines and axes', async () => {
  const session = new FakeSession()
  session.body = fakeBody()
  const { frame, sent, drawn, change } = await stageOf('Body', {}, { session })
  frame(0)
  expect(sent[0]).toMatchObject({
    etype: 'BODY_MOVE',
    value: { tracking: { body: 'tracked', leftHand: 'tracked', rightHand: 'tracked' } },
  })
  expect(drawn()).toHaveLength(2)
  await change({ showBody: false, leftHand: false })
  frame(100)
  expect(drawn()).toHaveLength(1)
  expect(sent[1]!.value).toMatchObject({ leftHand: null })
})

test('when a session ends all of it is absent at once', async () => {
  const { frame, sent, start, end, drawn } = await stageOf('Hands', {}, { session: inHands() })
  start()
  frame(0)
  end()
  expect(sent.at(-1)!.value).toMatchObject({ tracking: { left: 'absent', right: 'absent' } })
  expect(drawn()).toHaveLength(0)
})

test('a node that comes too late for its feature says so, on the page and to the script', async () => {
  const session = inHands()
  const { problems, sent, start, end } = await stageOf('Hands', {}, { session, key: 'hands' })
  start()
  expect(problems.feature).toContain('leave and enter again')
  expect(sent[0]).toMatchObject({
    etype: 'FEATURE_MISSING',
    key: 'hands',
    value: { feature: 'hand-tracking', reason: 'late' },
  })
  end()
  expect(problems.feature).toBeNull()
})

test('a feature that was refused is told, one that was granted is not', async () => {
  const session = new FakeSession()
  noteAsked(session as unknown as XRSession, ['body-tracking'])
  const { problems, sent, start, end } = await stageOf('Body', {}, { session })
  start()
  expect(problems.feature).toBe('joints of the body: not given to this session by device or browser (body-tracking)')
  expect(sent[0]).toMatchObject({ etype: 'FEATURE_MISSING', value: { reason: 'refused' } })
  end()
  session.enabledFeatures = ['body-tracking']
  start()
  expect(problems.feature).toBeNull()
  expect(sent).toHaveLength(1)
})

test('a browser that does not say what it granted is not accused before its frames lack it', async () => {
  const session = new FakeSession()
  session.enabledFeatures = undefined
  session.body = fakeBody()
  const { problems, sent, start, frame } = await stageOf('Body', { stream: false }, { session })
  start()
  frame(0)
  expect(problems).not.toHaveProperty('feature')
  expect(sent).toEqual([])
  session.body = undefined
  frame(20)
  frame(40)
  expect(sent).toMatchObject([{ etype: 'FEATURE_MISSING', value: { feature: 'body-tracking', reason: 'refused' } }])
})

test('a source that throws takes its poses back, is told once, and is left alone after ten frames', async () => {
  const session = inHands()
  const { frame, sent, problems, start, end } = await stageOf('Hands', { fps: 1000 }, { session })
  start()
  frame(0)
  sent.length = 0
  const inputs = vi.spyOn(session, 'inputSources', 'get').mockImplementation(() => {
    throw new Error('the device is confused')
  })
  for (let count = 1; count <= 30; count += 1) frame(count * 20)
  expect(sent).toHaveLength(1)
  expect(sent[0]!.value).toMatchObject({ left: null, tracking: { left: 'absent', right: 'absent' } })
  expect(problems.frame).toBe('failed in 10 frames in a row and was switched off: the device is confused')
  expect(inputs).toHaveBeenCalledTimes(10)
  inputs.mockRestore()
  frame(1000)
  expect(sent).toHaveLength(1)
  // Another session begins anew.
  end()
  start()
  frame(2000)
  expect(sent.at(-1)!.value).toMatchObject({ tracking: { left: 'tracked' } })
  expect(problems.frame).toBeNull()
})

test('settings that change are passed on, and nothing is drawn', async () => {
  const { change, scene, drawn } = await stageOf('XRSettings', { frameRate: 72 })
  const heard = vi.fn()
  settingsChangesOf(scene).subscribe(heard)
  await change({ frameRate: 90 })
  expect(heard).toHaveBeenCalled()
  expect(drawn()).toHaveLength(0)
})

test('a Gamepad node sends its gamepad in the frames of the headset, and says when it goes', async () => {
  const pads: unknown[] = [null, { id: 'Pad', connected: true, mapping: '', axes: [0.2], buttons: [{ value: 1 }] }]
  vi.stubGlobal('navigator', { getGamepads: () => pads })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('removeEventListener', () => {})
  vi.stubGlobal('requestAnimationFrame', () => 1)
  vi.stubGlobal('cancelAnimationFrame', () => {})
  try {
    const { frame, sent, renderer } = await stageOf('Gamepad', { index: 1 }, { key: 'pad' })
    frame(0)
    expect(sent).toMatchObject([{ etype: 'GAMEPAD', key: 'pad', value: { id: 'Pad', axes: [0.2], buttons: [1] } }])
    pads[1] = null
    frame(20)
    expect(sent[1]).toMatchObject({ value: { connected: false } })
    await renderer.unmount()
    expect(sent).toHaveLength(2)
  } finally {
    vi.unstubAllGlobals()
  }
})
