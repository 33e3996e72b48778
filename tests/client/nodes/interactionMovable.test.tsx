import { act } from '@react-three/test-renderer'
import { Euler, Matrix4, Quaternion, Vector3 } from 'three'
import { describe, expect, test, vi } from 'vitest'
import { type ObjectMove, type ObjectMoveEnd, readEventValue } from '../../../protocol/index.ts'
import { holdsOf } from '../../../src/xr/interaction/Holds.ts'
import { originOf } from '../../../src/xr/interaction/Origin.ts'
import { poseDifference } from '../../support/pose.ts'
import { node } from '../scene/testStage.tsx'
import { fakeSource, interactionStage } from './interactionStage.ts'

const box = (key = 'box') => node('Box', key, { args: [0.2, 0.2, 0.2] })
const movable = (props: Record<string, unknown> = {}, key = 'm') =>
  node('Movable', key, { showFrame: false, ...props }, box(`${key}-box`))
const pose = (x: number, y: number, z: number, turn: readonly [number, number, number] = [0, 0, 0]) =>
  new Matrix4().compose(new Vector3(x, y, z), new Quaternion().setFromEuler(new Euler(...turn)), new Vector3(1, 1, 1))

type Stage = Awaited<ReturnType<typeof interactionStage>>
const moves = ({ events }: Stage): ObjectMove[] =>
  events.filter(({ etype }) => etype === 'OBJECT_MOVE').map(({ value }) => readEventValue('OBJECT_MOVE', value))
const ends = ({ events }: Stage): ObjectMoveEnd[] =>
  events.filter(({ etype }) => etype === 'OBJECT_MOVE_END').map(({ value }) => readEventValue('OBJECT_MOVE_END', value))

describe('on the desktop', () => {
  test('[EV40] it follows the pointer in the plane of the picture, and says where it is and where it was left', async () => {
    const stage = await interactionStage([movable({ position: [0.5, 0, 0] })], ['m'])
    await stage.screen.down('m', [0.55, 0, 0.1])
    await stage.screen.move('m', [0.85, 0.4, 0.1])
    expect(stage.object('m').position.toArray()).toEqual([
      expect.closeTo(0.8, 6),
      expect.closeTo(0.4, 6),
      expect.closeTo(0, 6),
    ])
    await stage.screen.up('m', [0.85, 0.4, 0.1])
    const [move] = moves(stage)
    expect(move).toMatchObject({ pointer: 'mouse', hands: [], tracking: 'tracked', scale: [1, 1, 1] })
    expect(move!.position).toEqual([expect.closeTo(0.8), expect.closeTo(0.4), expect.closeTo(0)])
    expect(move!.rotation).toEqual([expect.closeTo(0), expect.closeTo(0), expect.closeTo(0), 'XYZ'])
    expect(Array.from(move!.matrix!.slice(12, 15))).toEqual(move!.position!.map((value) => expect.closeTo(value, 5)))
    expect(ends(stage)).toEqual([{ ...move, reason: 'released' }])
    expect(stage.events.map(({ key }) => key)).toEqual(['m', 'm'])
    expect(stage.screen.captured).toEqual([1])
  })

  test('inside other nodes, `matrix` is in the frame of the parent and `matrixWorld` in the world', async () => {
    const group = node('Group', 'g', { position: [0, 1, 0], rotation: [0, 0, Math.PI / 2] }, movable())
    const stage = await interactionStage([group], ['m'])
    await stage.screen.down('m', [0, 1, 0])
    await stage.screen.move('m', [0.3, 1, 0])
    const [move] = moves(stage)
    expect(Array.from(move!.matrixWorld!.slice(12, 15))).toEqual([
      expect.closeTo(0.3, 5),
      expect.closeTo(1, 5),
      expect.closeTo(0, 5),
    ])
    expect(move!.position).toEqual([expect.closeTo(0, 5), expect.closeTo(-0.3, 5), expect.closeTo(0, 5)])
  })

  test('with Shift it turns in its place: to the sides about the up axis', async () => {
    const stage = await interactionStage([movable({ position: [0.2, 0, 0] })], ['m'])
    await stage.screen.down('m', [0.2, 0, 0])
    await stage.screen.move('m', [0.2, 0, 0], { shiftKey: true })
    const half = new Vector3(0, 0, 0).project(stage.screen.camera)
    const { x, y } = stage.screen.event([0.2, 0, 0]).pointer
    const quarter = Object.assign(stage.screen.event([0.2, 0, 0]).pointer.clone(), { x: x + 0.5, y: y + half.y * 0 })
    await stage.screen.move('m', [0.2, 0, 0], { shiftKey: true, pointer: quarter })
    const { position, rotation } = stage.object('m')
    expect(position.toArray()).toEqual([expect.closeTo(0.2), expect.closeTo(0), expect.closeTo(0)])
    expect(rotation.y).toBeCloseTo(Math.PI / 2, 5)
    // Without Shift it goes on from there, and keeps the turn.
    await stage.screen.move('m', [0.2, 0, 0])
    await stage.screen.move('m', [0.5, 0, 0])
    expect(stage.object('m').position.x).toBeCloseTo(0.5, 5)
    expect(stage.object('m').rotation.y).toBeCloseTo(Math.PI / 2, 5)
  })

  test('the view’s controls rest while it is dragged, until the last pointer has let go', async () => {
    const stage = await interactionStage([movable()], ['m'])
    const controls = stage.state().controls as unknown as { enabled: boolean }
    await stage.screen.down('m', [0, 0, 0])
    await stage.screen.down('m', [0.1, 0, 0], { pointerId: 2, nativeEvent: { button: 0, pointerType: 'touch' } })
    await stage.screen.up('m', [0, 0, 0])
    expect(controls.enabled).toBe(false)
    expect(ends(stage)).toEqual([])
    await stage.screen.up('m', [0.1, 0, 0], { pointerId: 2 })
    expect(controls.enabled).toBe(true)
    expect(ends(stage)).toHaveLength(1)
  })

  test('two fingers turn it', async () => {
    const touch = { nativeEvent: { button: 0, pointerType: 'touch' } }
    const stage = await interactionStage([movable()], ['m'])
    await stage.screen.down('m', [-0.1, 0, 0], { ...touch, pointerId: 1 })
    await stage.screen.down('m', [0.1, 0, 0], { ...touch, pointerId: 2 })
    await stage.screen.move('m', [0, -0.1, 0], { ...touch, pointerId: 1 })
    await stage.screen.move('m', [0, 0.1, 0], { ...touch, pointerId: 2 })
    expect(stage.object('m').rotation.z).toBeCloseTo(Math.PI / 2, 4)
    expect(stage.object('m').position.length()).toBeCloseTo(0, 5)
    expect(moves(stage).at(-1)).toMatchObject({ pointer: 'touch' })
  })

  test('another button than the first, and a hidden or locked node, takes nothing', async () => {
    const stage = await interactionStage(
      [movable(), movable({ locked: true }, 'locked'), node('Group', 'g', { hide: true }, movable({}, 'hidden'))],
      ['m', 'locked', 'hidden'],
    )
    await stage.screen.down('m', [0, 0, 0], { nativeEvent: { button: 2, pointerType: 'mouse' } })
    for (const key of ['locked', 'hidden']) await stage.screen.down(key, [0, 0, 0])
    for (const key of ['m', 'locked', 'hidden']) await stage.screen.move(key, [1, 0, 0])
    expect(stage.events).toEqual([])
    expect(stage.object('m').position.x).toBe(0)
  })

  test('a pointer that the browser takes away ends it where it was, once', async () => {
    const listeners = new Map<string, (event: { pointerId: number }) => void>()
    const stage = await interactionStage([movable()], ['m'])
    const canvas = stage.state().gl.domElement
    vi.spyOn(canvas, 'addEventListener').mockImplementation(((type: string, listener: never) => {
      listeners.set(type, listener)
    }) as never)
    // Made anew, so that it subscribes to the canvas that is watched.
    await stage.apply({ op: 'remove', keys: ['m'] })
    await stage.apply({ op: 'add', nodes: [movable()], to: null })
    await stage.settle()
    await stage.screen.down('m', [0, 0, 0])
    await stage.screen.move('m', [0.3, 0, 0])
    listeners.get('lostpointercapture')!({ pointerId: 7 })
    expect(ends(stage)).toEqual([])
    await act(async () => {
      listeners.get('pointercancel')!({ pointerId: 1 })
      listeners.get('lostpointercapture')!({ pointerId: 1 })
    })
    await stage.screen.up('m', [0.3, 0, 0])
    expect(ends(stage)).toMatchObject([{ reason: 'interrupted', position: [expect.closeTo(0.3, 5), 0, 0] }])
  })

  test('`activeAxes`, `rotate` and `translationLimits` hold in the frame of the parent', async () => {
    const stage = await interactionStage(
      [
        movable({ activeAxes: [true, false, true] }, 'flat'),
        movable({ position: [1, 0, 0], translationLimits: [[-0.1, 0.2], null, null] }, 'near'),
      ],
      ['flat', 'near'],
    )
    await stage.screen.down('flat', [0, 0, 0])
    await stage.screen.move('flat', [0.5, 0.5, 0])
    expect(stage.object('flat').position.toArray()).toEqual([expect.closeTo(0.5), 0, expect.closeTo(0)])
    await stage.screen.up('flat', [0.5, 0.5, 0])
    await stage.screen.down('near', [1, 0, 0])
    await stage.screen.move('near', [3, 1, 0])
    expect(stage.object('near').position.toArray()).toEqual([1.2, expect.closeTo(1), expect.closeTo(0)])
    await stage.screen.up('near', [3, 1, 0])
    // The limits are counted from where the script put it, not from where it was left.
    await stage.screen.down('near', [1.2, 1, 0])
    await stage.screen.move('near', [3, 1, 0])
    expect(stage.object('near').position.x).toBe(1.2)
  })
})

describe('who says where it is', () => {
  const update = (props: Record<string, unknown>) => ({ op: 'update' as const, nodes: [{ key: 'm', ...props }] })
  const dragged = async () => {
    const stage = await interactionStage([movable({ position: [0, 0, 0] })], ['m'])
    await stage.screen.down('m', [0, 0, 0])
    await stage.screen.move('m', [0.3, 0, 0])
    return stage
  }
  const x = (stage: Stage) => stage.object('m').position.x

  test('[EV41] the hand, while it holds', async () => {
    const stage = await dragged()
    await stage.apply(update({ position: [9, 0, 0] }))
    expect(x(stage)).toBeCloseTo(0.3)
    await stage.screen.move('m', [0.4, 0, 0])
    expect(x(stage)).toBeCloseTo(0.4)
    // What the script wrote meanwhile does not count afterwards either: it may be an echo that came late.
    await stage.screen.up('m', [0.4, 0, 0])
    await stage.apply(update({ visible: true }))
    expect(x(stage)).toBeCloseTo(0.4)
  })

  test('[EV41] the script, when it places the object after the release, even where it was before', async () => {
    const stage = await dragged()
    await stage.screen.up('m', [0.3, 0, 0])
    await stage.apply(update({ hide: true }), update({ hide: null }))
    expect(x(stage)).toBeCloseTo(0.3)
    await stage.apply(update({ position: [0, 0, 0] }))
    expect(x(stage)).toBe(0)
  })

  test('the script, when it sets the same scene again', async () => {
    const stage = await dragged()
    await stage.screen.up('m', [0.3, 0, 0])
    const children = [movable({ position: [0, 0, 0] })]
    await stage.apply({ op: 'set', scene: { tag: 'Scene', children } })
    await stage.settle()
    expect(x(stage)).toBe(0)
  })

  test('the viewer’s own repetitions of what was written change nothing', async () => {
    const stage = await dragged()
    await stage.screen.up('m', [0.3, 0, 0])
    stage.live.touch('m', { placement: true })
    await stage.apply({ op: 'update', nodes: [{ key: 'm-box', position: [0, 0.1, 0] }] })
    expect(x(stage)).toBeCloseTo(0.3)
  })

  test('its `scale` is the size of its handle and scales nothing', async () => {
    const stage = await interactionStage([movable({ scale: 2 })], ['m'])
    expect(stage.object('m').scale.toArray()).toEqual([1, 1, 1])
  })
})

describe('OBJECT_MOVE', () => {
  test('[EV40] comes at most 60 times a second, without repeating itself, and the last pose is never missing', async () => {
    const now = vi.spyOn(performance, 'now')
    const stage = await interactionStage([movable()], ['m'])
    now.mockReturnValue(10_000)
    await stage.screen.down('m', [0, 0, 0])
    for (let step = 1; step <= 100; step += 1) {
      now.mockReturnValue(10_000 + step * 2)
      await stage.screen.move('m', [step / 100, 0, 0])
    }
    expect(moves(stage).length).toBeGreaterThan(10)
    expect(moves(stage).length).toBeLessThanOrEqual(13)
    now.mockReturnValue(10_300)
    stage.frame()
    expect(moves(stage).at(-1)!.position![0]).toBeCloseTo(1, 5)
    const sent = moves(stage).length
    now.mockReturnValue(10_400)
    await stage.screen.move('m', [1, 0, 0])
    stage.frame()
    expect(moves(stage)).toHaveLength(sent)
    await stage.screen.up('m', [1, 0, 0])
    now.mockRestore()
  })

  test('with stream: false only the end is told', async () => {
    const stage = await interactionStage([movable({ stream: false })], ['m'])
    await stage.screen.down('m', [0, 0, 0])
    await stage.screen.move('m', [0.3, 0, 0])
    await stage.screen.up('m', [0.3, 0, 0])
    expect(moves(stage)).toEqual([])
    expect(ends(stage)).toMatchObject([{ position: [expect.closeTo(0.3, 5), 0, 0] }])
  })
})

describe('in a headset', () => {
  const inHeadset = async (props: Record<string, unknown> = {}, ...sources: ReturnType<typeof fakeSource>[]) => {
    const stage = await interactionStage([movable({ position: [0, 1, -1], ...props })], ['m'])
    await stage.headset.enter(...sources)
    return stage
  }

  test.each([
    ['a controller’s ray', 'controller', 'ray', 'selectend', 'ray'],
    ['a controller inside it', 'controller', 'grab', 'squeezeend', 'controller'],
    ['a pinch near it', 'hand', 'grab', 'selectend', 'hand'],
    ['a hand’s ray', 'hand', 'ray', 'selectend', 'ray'],
  ] as const)('%s holds it rigidly: within 1 mm and 0.1°', async (_, kind, pointerType, end, pointer) => {
    const hand = fakeSource('right', kind)
    const stage = await inHeadset({}, hand)
    const first = pose(0.2, 1.2, -0.4, [0.1, 0.5, -0.2])
    hand.set(first)
    await stage.headset.grab('m', hand, [0, 1, -0.9], { pointerType })
    const apart = first
      .clone()
      .invert()
      .multiply(pose(0, 1, -1)).elements
    for (const now of [pose(0.3, 1.3, -0.5, [0.4, 0.1, 0.3]), pose(-0.5, 0.9, 0.2, [1.4, -2.1, 0.3])]) {
      hand.set(now)
      await stage.headset.frame()
      const object = stage.object('m')
      object.updateWorldMatrix(true, false)
      const { metres, degrees } = poseDifference(now.clone().invert().multiply(object.matrixWorld).elements, apart)
      expect(metres).toBeLessThan(0.001)
      expect(degrees).toBeLessThan(0.1)
    }
    await stage.headset.open(hand, end)
    const last = ends(stage)
    expect(last).toMatchObject([{ reason: 'released', pointer, hands: ['right'] }])
    expect(last[0]!.matrixWorld).toEqual(Float32Array.from(stage.object('m').matrixWorld.elements))
    hand.set(pose(0, 0, 0))
    await stage.headset.frame()
    expect(stage.object('m').position.x).toBeCloseTo(last[0]!.position![0])
  })

  test('a hand that is lost has let go, at the last place where it was seen', async () => {
    const hand = fakeSource('left', 'hand')
    const stage = await inHeadset({}, hand)
    hand.set(pose(0, 1, -0.5))
    await stage.headset.grab('m', hand, [0, 1, -1])
    hand.set(pose(0.2, 1, -0.5))
    await stage.headset.frame()
    hand.set(null)
    await stage.headset.frame()
    expect(ends(stage)).toMatchObject([{ reason: 'lost', hands: ['left'], position: [expect.closeTo(0.2, 5), 1, -1] }])
    hand.set(pose(0.5, 1, -0.5))
    await stage.headset.frame()
    expect(stage.object('m').position.x).toBeCloseTo(0.2, 5)
  })

  test('a source that the browser takes away has let go, though its space still has a pose', async () => {
    const controller = fakeSource('left')
    const stage = await inHeadset({}, controller)
    await stage.headset.grab('m', controller, [0, 1, -1])
    stage.headset.session.inputSources = []
    await stage.headset.frame()
    expect(ends(stage)).toMatchObject([{ reason: 'lost' }])
  })

  test('[EV40] a session that ends or is covered, and a node that is removed or locked, end it once', async () => {
    const controller = fakeSource('right')
    const stage = await inHeadset({}, controller)
    const grab = async () => {
      await stage.headset.grab('m', controller, [0, 1, -1])
      controller.set(pose(Math.random(), 0, 0))
      await stage.headset.frame()
    }
    await grab()
    await stage.headset.exit()
    expect(ends(stage).map(({ reason }) => reason)).toEqual(['interrupted'])

    await stage.headset.enter(controller)
    await grab()
    stage.headset.session.visibilityState = 'visible-blurred'
    await stage.headset.frame()
    await stage.headset.open(controller)
    expect(ends(stage).map(({ reason }) => reason)).toEqual(['interrupted', 'interrupted'])

    stage.headset.session.visibilityState = 'visible'
    await grab()
    await stage.apply({ op: 'update', nodes: [{ key: 'm', locked: true }] })
    expect(ends(stage).at(-1)).toMatchObject({ reason: 'locked' })
    await grab()
    expect(ends(stage)).toHaveLength(3)

    await stage.apply({ op: 'update', nodes: [{ key: 'm', locked: false }] })
    await grab()
    const world = Float32Array.from(stage.object('m').matrixWorld.elements)
    await stage.apply({ op: 'remove', keys: ['m'] })
    expect(ends(stage)).toHaveLength(4)
    expect(ends(stage).at(-1)).toMatchObject({ reason: 'removed', matrixWorld: world })
    expect(holdsOf(stage.live).isEmpty).toBe(true)
  })

  test('a pose that the device only guesses is told as such', async () => {
    const controller = fakeSource('right')
    const stage = await inHeadset({}, controller)
    await stage.headset.grab('m', controller, [0, 1, -1])
    controller.set(pose(0.1, 0, 0))
    controller.space.emulated = true
    await stage.headset.frame()
    expect(moves(stage).at(-1)).toMatchObject({ tracking: 'emulated' })
  })

  test('a press that is over before a frame came moves nothing and says nothing', async () => {
    const controller = fakeSource('right')
    const stage = await inHeadset({}, controller)
    await stage.headset.fire('m', 'pointerDown', controller, [0, 1, -1])
    await stage.headset.open(controller)
    controller.set(pose(1, 0, 0))
    await stage.headset.frame()
    expect(stage.events).toEqual([])
    expect(stage.object('m').position.x).toBe(0)
  })

  test('it is let go by the pointer that took it too, and not by another one of the same controller', async () => {
    const controller = fakeSource('right')
    const stage = await inHeadset({}, controller)
    await stage.headset.grab('m', controller, [0, 1, -1], { pointerType: 'grab' })
    await stage.headset.fire('m', 'pointerUp', controller, [0, 1, -1], { pointerType: 'ray' })
    await stage.headset.open(controller, 'selectend')
    expect(ends(stage)).toEqual([])
    await stage.headset.fire('m', 'pointerUp', controller, [0, 1, -1], { pointerType: 'grab' })
    expect(ends(stage)).toMatchObject([{ reason: 'released' }])
  })

  test('two hands turn it; the first to let go leaves it in the other', async () => {
    const left = fakeSource('left', 'hand')
    const right = fakeSource('right', 'hand')
    const stage = await inHeadset({}, left, right)
    left.set(pose(-0.2, 1, -1))
    right.set(pose(0.2, 1, -1))
    await stage.headset.grab('m', left, [-0.2, 1, -1], { pointerType: 'grab' })
    await stage.headset.grab('m', right, [0.2, 1, -1], { pointerType: 'grab' })
    left.set(pose(0, 1, -0.8))
    right.set(pose(0, 1, -1.2))
    await stage.headset.frame()
    expect(stage.object('m').rotation.y).toBeCloseTo(Math.PI / 2, 5)
    expect(stage.object('m').scale.toArray()).toEqual([1, 1, 1])
    expect(moves(stage).at(-1)!.hands).toEqual(['left', 'right'])
    await stage.headset.open(left)
    expect(ends(stage)).toEqual([])
    right.set(pose(0, 1.5, -1.2))
    await stage.headset.frame()
    expect(stage.object('m').position.y).toBeCloseTo(1.5, 5)
    await stage.headset.open(right)
    expect(ends(stage)).toMatchObject([{ reason: 'released', hands: ['right'] }])
  })

  test('each hand holds one object, and both hands hold two', async () => {
    const left = fakeSource('left')
    const right = fakeSource('right')
    const stage = await interactionStage([movable({}, 'a'), movable({}, 'b')], ['a', 'b'])
    await stage.headset.enter(left, right)
    await stage.headset.grab('a', left, [0, 0, 0])
    await stage.headset.grab('b', left, [0, 0, 0])
    await stage.headset.grab('b', right, [0, 0, 0])
    left.set(pose(0.1, 0, 0))
    right.set(pose(0, 0.2, 0))
    await stage.headset.frame()
    expect(stage.object('a').position.toArray()).toEqual([expect.closeTo(0.1), 0, 0])
    expect(stage.object('b').position.toArray()).toEqual([0, expect.closeTo(0.2), 0])
  })

  test('a finger that pokes it takes nothing', async () => {
    const hand = fakeSource('right', 'hand')
    const stage = await inHeadset({}, hand)
    await stage.headset.grab('m', hand, [0, 1, -1], { pointerType: 'touch' })
    hand.set(pose(1, 0, 0))
    await stage.headset.frame()
    expect(stage.events).toEqual([])
  })

  test('a controller ticks when it comes onto it, and harder when it takes it', async () => {
    const controller = fakeSource('right')
    const stage = await inHeadset({}, controller)
    await stage.headset.fire('m', 'pointerEnter', controller, [0, 1, -1])
    expect(controller.pulses).toHaveLength(1)
    await stage.headset.grab('m', controller, [0, 1, -1])
    expect(controller.pulses).toHaveLength(2)
    expect(controller.pulses[1]![0]).toBeGreaterThan(controller.pulses[0]![0])
  })

  test('where the origin was moved to, the hand is there too; and when it moves, every hand opens', async () => {
    const controller = fakeSource('right')
    const stage = await inHeadset({}, controller)
    const origin = originOf(stage.live)
    origin.moveBy(10, 0, 'teleport')
    await stage.headset.grab('m', controller, [0, 1, -1])
    controller.set(pose(0, 0, 0, [0, Math.PI / 2, 0]))
    await stage.headset.frame()
    // A quarter turn about (10, 0, 0).
    const { x, y, z } = stage.object('m').position
    expect([x, y, z]).toEqual([expect.closeTo(9, 5), expect.closeTo(1, 5), expect.closeTo(10, 5)])
    holdsOf(stage.live).releaseAll('origin')
    expect(ends(stage)).toMatchObject([{ reason: 'origin' }])
  })
})

describe('what the person sees', () => {
  test('it lights up under a pointer and in the hand, and what it is made of stays as it was', async () => {
    const stage = await interactionStage([movable()], ['m'])
    const mesh = () => stage.object('m-box') as unknown as import('three').Mesh
    const { material } = mesh()
    await stage.screen.fire('m', 'pointerEnter', stage.screen.event([0, 0, 0]))
    const shell = mesh().children[0] as import('three').Mesh
    expect(shell.geometry).toBe(mesh().geometry)
    // In no picture that a script takes, and hit by no pointer.
    expect(shell.layers.isEnabled(0)).toBe(false)
    expect(shell.raycast({} as never, [])).toBeUndefined()
    await stage.screen.down('m', [0, 0, 0])
    expect(mesh().children).toHaveLength(1)
    await stage.screen.up('m', [0, 0, 0])
    await stage.screen.fire('m', 'pointerLeave', stage.screen.event([0, 0, 0]))
    expect(mesh().children).toHaveLength(0)
    expect(mesh().material).toBe(material)
  })

  test('with highlight: false nothing lights up', async () => {
    const stage = await interactionStage([movable({ highlight: false })], ['m'])
    await stage.screen.fire('m', 'pointerEnter', stage.screen.event([0, 0, 0]))
    expect(stage.object('m-box').children).toHaveLength(0)
  })

  test('the handle is a tenth of `scale`, or what is written, at the offset; 0 draws none', async () => {
    const stage = await interactionStage(
      [
        movable({ scale: 0.5, offset: [0, 0.3, 0] }, 'tenth'),
        movable({ handle: [0.1, 0.2, 0.3] }, 'own'),
        movable({ handle: 0 }, 'none'),
      ],
      ['tenth', 'own', 'none'],
    )
    const toolsOf = (key: string) => stage.object(key).children.at(-1)!
    const handles = (key: string) => toolsOf(key).children[0]!.children.map(({ scale }) => scale.toArray())
    expect(toolsOf('tenth').position.toArray()).toEqual([0, 0.3, 0])
    expect(handles('tenth')).toEqual([Array(3).fill(expect.closeTo(0.05)), Array(3).fill(expect.closeTo(0.05))])
    expect(handles('own')).toEqual([
      [0.1, 0.2, 0.3],
      [0.1, 0.2, 0.3],
    ])
    expect(handles('none')).toEqual([])
  })

  test('handle and axes stand where `anchor` is in the box around the children', async () => {
    const stage = await interactionStage([movable({ anchor: [1, 1, -1], offset: [0, 0, 0.25] })], ['m'])
    await stage.settle()
    // The box is 0.2 m long on each side.
    const place = stage.object('m').children.at(-1)!.position.toArray()
    expect(place).toEqual([0.1, 0.1, 0.15].map((value) => expect.closeTo(value, 6)))
  })
})

test('removed, it leaves nothing behind', async () => {
  const stage = await interactionStage([node('Group', 'base')], ['base'])
  const before = stage.all().length
  await stage.apply({ op: 'add', nodes: [movable()], to: null })
  await stage.settle()
  await stage.screen.fire('m', 'pointerEnter', stage.screen.event([0, 0, 0]))
  await stage.screen.down('m', [0, 0, 0])
  await stage.apply({ op: 'remove', keys: ['m'] })
  expect(stage.all()).toHaveLength(before)
  expect(stage.live.problems.all.size).toBe(0)
})
