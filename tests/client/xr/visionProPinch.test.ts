import { Group, Matrix4, Scene } from 'three'
import { expect, test } from 'vitest'
import { Pinch, type RayObject } from '../../../src/xr/Pinch.ts'
import { at } from './fakeRoom.ts'

const SPACE = {} as XRReferenceSpace

interface FakeSource {
  handedness: string
  targetRayMode: string
  targetRaySpace: { matrix: Float32Array | null }
}

const pinching = (handedness = 'right', x = 1): FakeSource => ({
  handedness,
  targetRayMode: 'transient-pointer',
  targetRaySpace: { matrix: at(x) },
})

const frameOf = (): XRFrame =>
  ({
    getPose: ({ matrix }: FakeSource['targetRaySpace']) => matrix && { transform: { matrix } },
  }) as unknown as XRFrame

/** A pinch with a pointer that writes down what it is told, and where its ray was then. */
function pinchOf(side: XRHandedness = 'right', referenceSpace: XRReferenceSpace | null = SPACE) {
  const done: string[] = []
  const sources: (XRInputSource | undefined)[] = []
  const ray = Object.assign(new Group(), { matrixAutoUpdate: false }) as RayObject
  const where = () => `at ${ray.transformReady ? ray.matrix.elements[12] : 'nowhere'}`
  const worldFromReference = new Matrix4()
  const pointer = {
    move: () => done.push(`move ${where()}`),
    down: ({ button }: { button: number }) => done.push(`down ${button}`),
    up: ({ button }: { button: number }) => done.push(`up ${button}`),
    exit: () => done.push('exit'),
  }
  const pinch = new Pinch(
    side,
    { pointer, ray, scene: new Scene(), worldFromReference, referenceSpace: () => referenceSpace },
    (source) => sources.push(source),
  )
  const session = new EventTarget() as XRSession
  const stop = pinch.follow(session)
  const event = (type: string, source: FakeSource) =>
    session.dispatchEvent(Object.assign(new Event(type), { inputSource: source, frame: frameOf() }))
  const removed = (...gone: FakeSource[]) =>
    session.dispatchEvent(Object.assign(new Event('inputsourceschange'), { added: [], removed: gone }))
  return { pinch, done, sources, ray, worldFromReference, event, removed, stop }
}

test('a pinch that is over within one frame is a whole click, where it was looked', () => {
  const { done, event } = pinchOf()
  const source = pinching()
  event('selectstart', source)
  event('select', source)
  event('selectend', source)
  expect(done).toEqual(['move at 1', 'down 0', 'move at 1', 'up 0', 'exit'])
})

test('between, the ray follows the hand; afterwards there is none', () => {
  const { pinch, done, ray, event } = pinchOf()
  const source = pinching()
  event('selectstart', source)
  source.targetRaySpace.matrix = at(2)
  pinch.frame(frameOf())
  expect([ray.transformReady, ray.matrix.elements[12]]).toEqual([true, 2])
  event('selectend', source)
  expect(done.at(-3)).toBe('move at 2')
  expect(ray.transformReady).toBe(false)
  pinch.frame(frameOf())
  expect(ray.transformReady).toBe(false)
})

test('who pinches is known before anything is pressed', () => {
  const { sources, event } = pinchOf()
  const source = pinching()
  event('selectstart', source)
  expect(sources).toEqual([source])
  event('selectend', source)
  expect(sources).toEqual([source, undefined])
})

test('the ray is where the person was moved to', () => {
  const { ray, worldFromReference, event } = pinchOf()
  worldFromReference.setPosition(10, 0, 0)
  event('selectstart', pinching())
  expect(ray.matrix.elements[12]).toBe(11)
})

test('hands, controllers and the other hand’s pinch are somebody else’s', () => {
  const { done, event } = pinchOf('right')
  event('selectstart', { ...pinching(), targetRayMode: 'tracked-pointer' })
  event('selectstart', pinching('left'))
  event('selectend', pinching('right'))
  expect(done).toEqual([])
})

test('a source that goes without letting go clicks nothing', () => {
  const { done, event, removed } = pinchOf()
  const source = pinching()
  event('selectstart', source)
  removed(pinching('left'))
  removed(source)
  event('selectend', source)
  expect(done).toEqual(['move at 1', 'down 0', 'exit'])
})

test('a second pinch of the same hand ends the first', () => {
  const { done, event } = pinchOf()
  event('selectstart', pinching('right', 1))
  event('selectstart', pinching('right', 2))
  expect(done).toEqual(['move at 1', 'down 0', 'exit', 'move at 2', 'down 0'])
})

test('a pinch whose ray is not known hits nothing until it is', () => {
  const { pinch, done, ray, event } = pinchOf()
  const source = pinching()
  source.targetRaySpace.matrix = null
  event('selectstart', source)
  expect(done).toEqual(['move at nowhere', 'down 0'])
  source.targetRaySpace.matrix = at(3)
  pinch.frame(frameOf())
  expect(ray.transformReady).toBe(true)
  expect(pinchOf('right', null).ray.transformReady).toBe(false)
})

test('the end of a session lets go', () => {
  const { done, event, stop } = pinchOf()
  event('selectstart', pinching())
  stop()
  event('selectstart', pinching())
  expect(done).toEqual(['move at 1', 'down 0', 'exit'])
})
