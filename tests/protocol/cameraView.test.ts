import { expect, test } from 'vitest'
import { CameraView, isSample, OrthographicCamera, readEventValue, readGrabRenderAnswer } from '../../protocol/index.ts'

const jpeg = Uint8Array.of(0xff, 0xd8)

test('[EV50] a CAMERA_VIEW has a picture with its size, and perhaps one of depth; the newest counts', () => {
  expect(isSample('CAMERA_VIEW')).toBe(true)
  const value = { dpr: 1, width: 320, height: 240, frame: jpeg, depthFrame: jpeg }
  expect(readEventValue('CAMERA_VIEW', value)).toEqual(value)
  // The one of Vuer's client has a `delta` that means nothing.
  expect(readEventValue('CAMERA_VIEW', { width: 4, height: 2, frame: jpeg, delta: { current: 3 } }).frame).toBe(jpeg)
  expect(() => readEventValue('CAMERA_VIEW', { width: 4, height: 2, frame: 'text' })).toThrow(
    'CAMERA_VIEW: value.frame',
  )
})

test('an answer to a grab may have a picture of depth', () => {
  expect(readGrabRenderAnswer({ width: 4, height: 2, frame: jpeg, depthFrame: jpeg })).toMatchObject({
    depthFrame: jpeg,
  })
  expect(() => readGrabRenderAnswer({ width: 4, height: 2, frame: jpeg, depthFrame: 'grey' })).toThrow('GRAB_RENDER')
})

test('cameras with impossible pictures are refused where they are written', () => {
  expect(() => CameraView({ key: 'ego', width: 0.5 })).toThrow(
    'CameraView "ego": width: expected a whole number of pixels',
  )
  expect(() => CameraView({ key: 'ego', height: 100_000 })).toThrow('height: expected 8192 pixels or less')
  expect(() => CameraView({ key: 'ego', downsample: 0 })).toThrow('downsample: expected a number above 0')
  expect(() => CameraView({ key: 'ego', stream: 'always' as never })).toThrow('stream: expected')
  expect(() => OrthographicCamera({ key: 'flat', left: 'wide' as never })).toThrow('left: expected a number')
})
