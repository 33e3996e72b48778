import { act } from '@react-three/test-renderer'
import { Matrix4, type Object3D, Ray, Vector3 } from 'three'
import { describe, expect, test, vi } from 'vitest'
import { node } from '../scene/testStage.tsx'
import { fakeSource, interactionStage } from './interactionStage.ts'

type Stage = Awaited<ReturnType<typeof interactionStage>>
type Handlers = Record<string, (event: unknown) => void>

const pivot = (props: Record<string, unknown> = {}) =>
  node('Pivot', 'p', props, node('Box', 'box', { args: [1, 2, 3] }))
const told = ({ events }: Stage) => events.filter(({ key }) => key === 'p')

/** The parts of the axes that are dragged, once they are loaded: in the order arrows, planes, rings. */
async function handlesOf(stage: Stage): Promise<Handlers[]> {
  let found: Handlers[] = []
  await vi.waitFor(
    async () => {
      await stage.settle()
      found = stage.renderer.scene
        .findAll(({ instance, props }) => !instance.name && typeof props.onPointerDown === 'function')
        .map(({ props }) => props as Handlers)
      expect(found.length).toBeGreaterThan(0)
    },
    { timeout: 20_000 },
  )
  return found
}

/** A ray from in front that meets z = 0 there. */
const at = (x: number, y: number) => ({
  pointerId: 1,
  point: new Vector3(x, y, 0),
  ray: new Ray(new Vector3(x, y, 5), new Vector3(0, 0, -1)),
  target: { setPointerCapture: vi.fn(), releasePointerCapture: vi.fn() },
  stopPropagation: vi.fn(),
})

async function drag(handle: Handlers, from: [number, number], to: [number, number]): Promise<void> {
  await act(async () => handle.onPointerDown!(at(...from)))
  await act(async () => handle.onPointerMove!(at(...to)))
}

describe('Pivot', () => {
  test('its x arrow moves it along x, and says so', async () => {
    const stage = await interactionStage([pivot({ disableSliders: true, disableRotations: true })], ['p'])
    const [x] = await handlesOf(stage)
    await drag(x!, [0.2, 0], [0.5, 0.4])
    expect(stage.object('p').position.toArray()).toEqual([expect.closeTo(0.3), 0, 0])
    await act(async () => x!.onPointerUp!(at(0.5, 0.4)))
    expect(told(stage)).toMatchObject([
      { etype: 'OBJECT_MOVE', value: { position: [expect.closeTo(0.3), 0, 0], pointer: 'mouse' } },
      { etype: 'OBJECT_MOVE_END', value: { position: [expect.closeTo(0.3), 0, 0], reason: 'released' } },
    ])
  })

  test('a ring turns it; with rotate: yaw only about the up axis', async () => {
    const rings = { disableAxes: true, disableSliders: true, activeAxes: [true, true, false] }
    const stage = await interactionStage([pivot(rings)], ['p'])
    const [aboutZ] = await handlesOf(stage)
    await drag(aboutZ!, [0.26, 0], [0, 0.26])
    expect(stage.object('p').rotation.z).toBeCloseTo(Math.PI / 2, 5)
    await stage.apply({ op: 'update', nodes: [{ key: 'p', rotate: 'yaw', rotation: [0, 0, 0] }] })
    await act(async () => aboutZ!.onPointerUp!(at(0, 0.26)))
    await stage.apply({ op: 'update', nodes: [{ key: 'p', rotation: [0, 0, 0] }] })
    const [again] = await handlesOf(stage)
    await drag(again!, [0.26, 0], [0, 0.26])
    expect(stage.object('p').rotation.z).toBeCloseTo(0, 5)
  })

  test('limits and active axes hold for the arrows too', async () => {
    const limited = { disableSliders: true, disableRotations: true, translationLimits: [[-0.1, 0.1], null, null] }
    const stage = await interactionStage([pivot(limited)], ['p'])
    const [x] = await handlesOf(stage)
    await drag(x!, [0.2, 0], [5, 0])
    expect(stage.object('p').position.x).toBeCloseTo(0.1)
  })

  test('the axes stand where `anchor` is in the box around the children', async () => {
    const stage = await interactionStage([pivot({ anchor: [1, 1, -1], offset: [0, 0, 0.25] })], ['p'])
    await stage.settle()
    const tools = stage.object('p').children.at(-1)!
    expect(tools.position.toArray()).toEqual([0.5, 1, -1.25])
  })

  test('locked, or removed while it is dragged, it ends, and the view moves again', async () => {
    const stage = await interactionStage([pivot({ disableSliders: true, disableRotations: true })], ['p'])
    const controls = stage.state().controls as unknown as { enabled: boolean }
    const [x] = await handlesOf(stage)
    await drag(x!, [0.2, 0], [0.5, 0])
    expect(controls.enabled).toBe(false)
    await stage.apply({ op: 'update', nodes: [{ key: 'p', locked: true }] })
    expect(controls.enabled).toBe(true)
    expect(told(stage).at(-1)).toMatchObject({ etype: 'OBJECT_MOVE_END', value: { reason: 'locked' } })
    await stage.apply({ op: 'update', nodes: [{ key: 'p', locked: false }] })
    const [again] = await handlesOf(stage)
    await drag(again!, [0.2, 0], [0.5, 0])
    await stage.apply({ op: 'remove', keys: ['p'] })
    expect(controls.enabled).toBe(true)
    expect(told(stage).at(-1)).toMatchObject({ etype: 'OBJECT_MOVE_END', value: { reason: 'removed' } })
  })

  test('what is drawn of the axes is seen by eyes, and in no picture that a script takes', async () => {
    const stage = await interactionStage([pivot()], ['p'])
    await handlesOf(stage)
    const drawn: Object3D[] = []
    stage
      .object('p')
      .children.at(-1)!
      .traverse((part) => {
        if (part.visible && 'material' in part) drawn.push(part)
      })
    expect(drawn.length).toBeGreaterThan(10)
    expect(drawn.filter(({ layers }) => layers.isEnabled(0))).toEqual([])
  })

  test('in a headset it is taken by its handle or by what is inside', async () => {
    const stage = await interactionStage([pivot()], ['p'])
    const controller = fakeSource('right')
    await stage.headset.enter(controller)
    await stage.headset.grab('p', controller, [0, 0, 0])
    controller.set(new Matrix4().makeTranslation(0, 0.3, 0))
    await stage.headset.frame()
    expect(stage.object('p').position.y).toBeCloseTo(0.3)
  })
})
