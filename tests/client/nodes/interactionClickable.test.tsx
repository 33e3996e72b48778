import { describe, expect, test } from 'vitest'
import { node } from '../scene/testStage.tsx'
import { fakeSource, interactionStage } from './interactionStage.ts'

const clickable = (props: Record<string, unknown> = {}) =>
  node('Clickable', 'c', props, node('Group', 'deep', {}, node('Box', 'box')))

type Stage = Awaited<ReturnType<typeof interactionStage>>
const told = ({ events }: Stage) => events.map(({ etype, value }) => [etype, value])
/** What React Three Fiber says of a pointer on the box, as it comes to the Clickable around it. */
const onBox = (stage: Stage, more: Record<string, unknown> = {}) =>
  stage.screen.event([0, 0, 0.5], { object: stage.object('box'), ...more })

describe('Clickable', () => {
  test('a click on anything inside is its own: one event, with where, what with, and which node was hit', async () => {
    const stage = await interactionStage([clickable()], ['c', 'box'])
    await stage.screen.fire('c', 'click', onBox(stage))
    expect(told(stage)).toEqual([
      ['ON_CLICK', { key: 'c', target: 'box', point: [0, 0, 0.5], distance: 4.5, pointer: 'mouse' }],
    ])
    // The box inside says nothing of its own.
    const { instance, props } = stage.renderer.scene.find((found) => found.instance.name === 'box')
    expect(instance.name).toBe('box')
    expect(props.onClick).toBeUndefined()
  })

  test('a pointer that turned the view did not click', async () => {
    const stage = await interactionStage([clickable()], ['c', 'box'])
    await stage.screen.fire('c', 'click', onBox(stage, { delta: 30 }))
    expect(told(stage)).toEqual([])
  })

  test('in a headset it is clicked by pressing and letting go on the same object, however long that takes', async () => {
    const stage = await interactionStage([clickable()], ['c', 'box'])
    const hand = fakeSource('left', 'hand')
    await stage.headset.enter(hand)
    const on = (key: string) => ({ object: stage.object(key) })
    await stage.headset.fire('c', 'pointerDown', hand, [0, 0, 0.5], on('box'))
    await stage.headset.fire('c', 'pointerUp', hand, [0, 0, 0.5], on('box'))
    expect(told(stage)).toEqual([
      ['ON_CLICK', { key: 'c', target: 'box', point: [0, 0, 0.5], distance: 1, pointer: 'ray', hand: 'left' }],
    ])
    // Let go elsewhere, or pressed elsewhere: no click. The browser's own click is not counted twice.
    await stage.headset.fire('c', 'pointerDown', hand, [0, 0, 0.5], on('box'))
    await stage.headset.fire('c', 'pointerLeave', hand, [0, 0, 0.5], on('box'))
    await stage.headset.fire('c', 'pointerUp', hand, [0, 0, 0.5], on('box'))
    await stage.headset.fire('c', 'click', hand, [0, 0, 0.5], on('box'))
    expect(stage.events.filter(({ etype }) => etype === 'ON_CLICK')).toHaveLength(1)
  })

  test.each([
    ['ray', {}, 'ray'],
    ['grab', {}, 'hand'],
    ['touch', {}, 'finger'],
    ['ray', { targetRayMode: 'transient-pointer' }, 'gaze'],
    ['ray', { targetRayMode: 'screen' }, 'touch'],
  ] as const)('a pointer of the kind %s, %j, is called %s', async (pointerType, more, name) => {
    const stage = await interactionStage([clickable()], ['c', 'box'])
    const source = fakeSource('right', 'hand', more)
    await stage.headset.fire('c', 'pointerEnter', source, [0, 0, 0], { pointerType })
    expect(stage.events[0]!.value).toMatchObject({ pointer: name, hand: 'right' })
  })

  test('[EV42] each pointer that comes onto it goes again: moved away, or the node is disabled or removed', async () => {
    const stage = await interactionStage([clickable()], ['c', 'box'])
    const enter = (pointerId: number) => stage.screen.fire('c', 'pointerEnter', onBox(stage, { pointerId }))
    const leave = (pointerId: number) => stage.screen.fire('c', 'pointerLeave', onBox(stage, { pointerId }))
    await enter(1)
    await enter(1)
    await enter(2)
    await leave(1)
    await leave(1)
    expect(told(stage).map(([etype]) => etype)).toEqual(['ON_POINTER_ENTER', 'ON_POINTER_ENTER', 'ON_POINTER_LEAVE'])
    expect(stage.events[0]).toMatchObject({ key: 'c', value: { key: 'c', target: 'box' } })
    await stage.apply({ op: 'update', nodes: [{ key: 'c', disabled: true }] })
    expect(told(stage).at(-1)).toEqual(['ON_POINTER_LEAVE', { key: 'c', pointer: 'mouse' }])
    await enter(3)
    await stage.screen.fire('c', 'click', onBox(stage))
    expect(stage.events).toHaveLength(4)
    await stage.apply({ op: 'update', nodes: [{ key: 'c', disabled: false }] })
    await enter(3)
    await stage.apply({ op: 'remove', keys: ['c'] })
    expect(
      told(stage)
        .slice(-2)
        .map(([etype]) => etype),
    ).toEqual(['ON_POINTER_ENTER', 'ON_POINTER_LEAVE'])
  })

  test('[EV42] in a headset, too, it says what the pointer came onto', async () => {
    const stage = await interactionStage([clickable()], ['c', 'box'])
    const controller = fakeSource('right')
    await stage.headset.enter(controller)
    // As those pointers have it: the event names who listens, and its intersection what was hit.
    const more = { object: stage.object('c'), intersection: { object: stage.object('box') } }
    await stage.headset.fire('c', 'pointerEnter', controller, [0, 0, 0.1], more)
    expect(told(stage)[0]).toEqual([
      'ON_POINTER_ENTER',
      { key: 'c', target: 'box', point: [0, 0, 0.1], distance: 1, pointer: 'ray', hand: 'right' },
    ])
  })

  test('with hover: false only clicks are told', async () => {
    const stage = await interactionStage([clickable({ hover: false })], ['c', 'box'])
    await stage.screen.fire('c', 'pointerEnter', onBox(stage))
    await stage.screen.fire('c', 'pointerLeave', onBox(stage))
    expect(told(stage)).toEqual([])
  })

  test('it lights up under a pointer; a controller ticks', async () => {
    const stage = await interactionStage([clickable()], ['c', 'box'])
    const controller = fakeSource('right')
    await stage.headset.enter(controller)
    await stage.headset.fire('c', 'pointerEnter', controller, [0, 0, 0])
    expect(stage.object('box').children).toHaveLength(1)
    expect(controller.pulses).toHaveLength(1)
    await stage.headset.fire('c', 'pointerLeave', controller, [0, 0, 0])
    expect(stage.object('box').children).toHaveLength(0)
  })
})

describe('a primitive', () => {
  test('tells in a headset too that it was clicked', async () => {
    const stage = await interactionStage([node('Box', 'box')], ['box'])
    const controller = fakeSource('right')
    await stage.headset.enter(controller)
    await stage.headset.fire('box', 'pointerDown', controller, [0, 0, 0.5])
    await stage.headset.fire('box', 'pointerUp', controller, [0, 0, 0.5])
    expect(told(stage)).toEqual([
      ['ON_CLICK', { key: 'box', point: [0, 0, 0.5], distance: 1, pointer: 'ray', hand: 'right' }],
    ])
  })

  test('in a Movable is clicked only if it was not moved', async () => {
    const stage = await interactionStage([node('Movable', 'm', { showFrame: false }, node('Box', 'box'))], ['m', 'box'])
    const controller = fakeSource('right')
    await stage.headset.enter(controller)
    const clicks = () => stage.events.filter(({ etype }) => etype === 'ON_CLICK').length
    const press = async (by: number) => {
      await stage.headset.fire('box', 'pointerDown', controller, [0, 0, 0.5])
      await stage.headset.grab('m', controller, [0, 0, 0.5])
      controller.space.matrix!.elements[12]! += by
      await stage.headset.frame()
      await stage.headset.open(controller)
      await stage.headset.fire('box', 'pointerUp', controller, [0, 0, 0.5])
    }
    await press(0.001)
    expect(clicks()).toBe(1)
    await press(0.1)
    expect(clicks()).toBe(1)
  })
})
