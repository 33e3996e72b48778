import { type RootState, useThree } from '@react-three/fiber'
import ReactThreeTestRenderer from '@react-three/test-renderer'
import { expect, test } from 'vitest'
import { SceneContext, type SceneServices } from '../../../src/scene/context.ts'
import { HeadSource } from '../../../src/xr/HeadSource.ts'
import { SampleStream } from '../../../src/xr/SampleStream.ts'
import { useXRFrame } from '../../../src/xr/useXRFrame.ts'
import { numberXRFrame, xrFrameNumberOf } from '../../../src/xr/xrFrameNumber.ts'
import { FakeSession, SPACE } from './fakeXR.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** The browser's next task. */
const nextTask = () => new Promise<void>((resolve) => setImmediate(resolve))
const frameOf = () => new FakeSession().frame()

test('all who ask within one frame get one number, and the next frame has the next', async () => {
  const renderer = {}
  const numbers: (number | undefined)[] = []
  for (let count = 0; count < 3; count += 1) {
    const frame = frameOf()
    numberXRFrame(renderer, frame)
    numberXRFrame(renderer, frame)
    numbers.push(xrFrameNumberOf(frame))
    await nextTask()
  }
  expect(numbers).toEqual([0, 1, 2])
})

test('a browser that hands out the same object each time is counted too', async () => {
  const renderer = {}
  const frame = frameOf()
  const numbers: (number | undefined)[] = []
  for (let count = 0; count < 3; count += 1) {
    numberXRFrame(renderer, frame)
    numbers.push(xrFrameNumberOf(frame))
    await nextTask()
  }
  expect(numbers).toEqual([0, 1, 2])
})

test('a frame that nobody has numbered has none', () => {
  expect(xrFrameNumberOf(frameOf())).toBeUndefined()
})

test('the count goes on from one XR session to the next', async () => {
  const renderer = {}
  const [first, second] = [frameOf(), frameOf()]
  numberXRFrame(renderer, first)
  await nextTask()
  numberXRFrame(renderer, second)
  expect(xrFrameNumberOf(second)).toBe(1)
})

test('[EV13] views that stream at different rates write one number for what they read in one frame', async () => {
  const sent: { who: string; xrFrame: number | undefined }[] = []
  const streamOf = (who: string) =>
    new SampleStream(new HeadSource(), (_value, _capturedAt, xrFrame) => sent.push({ who, xrFrame }))
  function View({ stream, fps }: { stream: ReturnType<typeof streamOf>; fps: number }) {
    useXRFrame({ frame: (frame, space) => stream.frame(frame, space, fps), interrupted: () => stream.stop() })
    return null
  }
  let state: RootState | undefined
  function Probe() {
    const three = useThree()
    Object.assign(three.gl.xr, { getReferenceSpace: () => SPACE, getSession: () => null })
    state = three
    return null
  }
  const [fast, slow] = [streamOf('fast'), streamOf('slow')]
  await ReactThreeTestRenderer.create(
    <SceneContext.Provider value={{ scene: {} } as SceneServices}>
      <Probe />
      <View stream={fast} fps={60} />
      <View stream={slow} fps={30} />
    </SceneContext.Provider>,
  )
  const session = new FakeSession()
  for (let count = 0; count < 4; count += 1) {
    const frame = session.frame((count * 1000) / 60)
    for (const { ref, store } of state!.internal.subscribers) ref.current(store.getState(), 0, frame)
    await nextTask()
  }
  expect(sent.filter(({ who }) => who === 'fast').map(({ xrFrame }) => xrFrame)).toEqual([0, 1, 2, 3])
  expect(sent.filter(({ who }) => who === 'slow').map(({ xrFrame }) => xrFrame)).toEqual([0, 2])

  slow.stop()
  expect(sent.at(-1), 'an end belongs to no frame').toEqual({ who: 'slow', xrFrame: undefined })
})
