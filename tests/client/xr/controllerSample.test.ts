import { describe, expect, test } from 'vitest'
import { ControllersSource } from '../../../src/xr/ControllersSource.ts'
import { ControllerSampler, controllerStateOf } from '../../../src/xr/controllerSample.ts'
import { FakeSession, fakeController, fakeHand, SPACE, someMatrix } from './fakeXR.ts'

const gamepadOf = (gamepad: Parameters<typeof fakeController>[1]) => fakeController('left', gamepad).source.gamepad

describe('the buttons of a controller', () => {
  test('all six and both sticks are read by the standard mapping', () => {
    const state = controllerStateOf(
      gamepadOf({
        buttons: [
          { pressed: true, value: 0.7 },
          { pressed: false, value: 0.2 },
          { touched: true },
          { pressed: true },
          { pressed: true },
          { pressed: false },
        ],
        axes: [0.1, 0.2, 0.3, -0.4],
      }),
    )
    expect(state).toEqual({
      trigger: true,
      squeeze: false,
      touchpad: 'touched',
      thumbstick: true,
      aButton: true,
      bButton: false,
      triggerValue: 0.7,
      squeezeValue: 0.2,
      touchpadValue: [0.1, 0.2],
      thumbstickValue: [0.3, -0.4],
      buttons: [0.7, 0.2, 0, 0, 0, 0],
      pressed: [true, false, false, true, true, false],
      touched: [false, false, true, false, false, false],
      axes: [0.1, 0.2, 0.3, -0.4],
    })
  })

  test('axes that are null are in the middle', () => {
    const state = controllerStateOf(gamepadOf({ axes: [null, null, 0.5, null] }))
    expect(state).toMatchObject({ touchpadValue: [0, 0], thumbstickValue: [0.5, 0] })
  })

  test('a controller with four buttons and two axes has the others at rest', () => {
    const buttons = [{ pressed: true, value: 1 }, {}, { pressed: true }, {}]
    const state = controllerStateOf(gamepadOf({ buttons, axes: [0.5, 0.5] }))
    expect(state).toMatchObject({ trigger: true, touchpad: 'pressed', aButton: false, thumbstickValue: [0, 0] })
  })

  test('no gamepad at all is everything at rest', () => {
    expect(controllerStateOf(undefined)).toMatchObject({ trigger: false, triggerValue: 0, thumbstickValue: [0, 0] })
  })
})

describe('the pose of a controller', () => {
  const read = (space: { matrix: Float32Array | null; emulated?: boolean }) => {
    const sampler = new ControllerSampler()
    const session = new FakeSession()
    return { sampler, tracking: sampler.read(session.frame(), SPACE, fakeController('left', {}, space).source) }
  }

  test('is its target ray', () => {
    const { sampler, tracking } = read({ matrix: someMatrix(0.4) })
    expect(tracking).toBe('tracked')
    expect(sampler.matrix).toEqual(someMatrix(0.4))
  })

  test('is emulated where the device guesses the place', () => {
    expect(read({ matrix: someMatrix(), emulated: true }).tracking).toBe('emulated')
  })

  test('is absent where there is none, or where a number is not finite', () => {
    expect(read({ matrix: null }).tracking).toBe('absent')
    expect(read({ matrix: someMatrix(Number.NaN) }).tracking).toBe('absent')
  })
})

describe('both controllers', () => {
  test('hands, rays of gaze and unwanted sides are none', () => {
    const session = new FakeSession()
    const gaze = fakeController('right')
    Object.assign(gaze.source, { targetRayMode: 'transient-pointer' })
    session.hands = [fakeHand('left')]
    session.controllers = [fakeController('left'), gaze]
    const source = new ControllersSource()
    expect(source.read(session.frame(), SPACE)).not.toBe(0)
    expect(source.value()).toMatchObject({
      right: null,
      rightState: {},
      tracking: { left: 'tracked', right: 'absent' },
    })
    source.wanted = { left: false, right: true }
    expect(source.read(session.frame(), SPACE)).toBe(0)
  })

  test('one that is tracked beside the hands is found among the tracked sources', () => {
    const session = Object.assign(new FakeSession(), { trackedSources: [fakeController('left', {}).source] })
    session.hands = [fakeHand('left')]
    expect(new ControllersSource().read(session.frame(), SPACE)).not.toBe(0)
  })
})
