import { type RootState, useThree } from '@react-three/fiber'
import ReactThreeTestRenderer, { act } from '@react-three/test-renderer'
import { Matrix4, type Mesh, type Object3D, Vector3 } from 'three'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Button, GUI, jointIndex, Scene, type SceneProps, Slider } from 'vuer-xr/protocol'
import { SceneContext, type SceneServices } from '../../../src/scene/context.ts'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { Gui } from '../../../src/ui/gui/Gui.ts'
import { PageContext } from '../../../src/ui/gui/PageContext.ts'
import { PageStatus } from '../../../src/ui/gui/PageStatus.ts'
import { INPUT_LAYER } from '../../../src/xr/inputLayer.ts'
import { originOf } from '../../../src/xr/interaction/Origin.ts'
import { Panel } from '../../../src/xr/panel/Panel.tsx'
import { METRES_PER_PIXEL } from '../../../src/xr/panel/panelPose.ts'
import { FakeSession, fakeController, fakeHand, SPACE, someJoints } from './fakeXR.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A hand whose wrist is at that place and turned by that matrix, and whose index tip is wherever it is wanted. */
function handAt(side: 'left' | 'right', wrist: Matrix4, tip?: Vector3) {
  const joints = someJoints()
  joints.set(wrist.elements, 0)
  if (tip) joints.set(new Matrix4().setPosition(tip).elements, jointIndex('index-finger-tip') * 16)
  return fakeHand(side, joints)
}

/** The palm (-y of the wrist) turned to +z, where the head is, and the fingers (-z) to +x, or up. */
const palmToFace = (x: number, y: number, z: number) =>
  new Matrix4().makeBasis(new Vector3(0, 1, 0), new Vector3(0, 0, -1), new Vector3(-1, 0, 0)).setPosition(x, y, z)
const fingersUp = (x: number, y: number, z: number) =>
  new Matrix4().makeBasis(new Vector3(-1, 0, 0), new Vector3(0, 0, -1), new Vector3(0, -1, 0)).setPosition(x, y, z)

/** Canvases that write down how often they were drawn on, and what was written last. */
function stubDocument() {
  const canvases: { texts: string[]; draws: number }[] = []
  const createElement = () => {
    const paper = { texts: [] as string[], draws: 0 }
    canvases.push(paper)
    const context = new Proxy(
      {
        clearRect() {
          paper.draws += 1
          paper.texts = []
        },
        fillText: (text: string) => paper.texts.push(text),
        measureText: (text: string) => ({ width: 20 * text.length }),
      } as Record<string | symbol, unknown>,
      { get: (target, name) => target[name] ?? (() => {}) },
    )
    return { width: 0, height: 0, getContext: () => context }
  }
  vi.stubGlobal('document', { createElement })
  return canvases
}

function Probe({ onState }: { onState: (state: RootState) => void }) {
  const state = useThree()
  Object.assign(state.gl.xr, { getReferenceSpace: () => SPACE, getSession: () => null })
  Object.assign(state.gl, { capabilities: { getMaxAnisotropy: () => 16 } })
  onState(state)
  return null
}

/** The panel of a page with these controls, in a headset whose frames the test makes. */
async function headset(controls: SceneProps['htmlChildren'] = []) {
  const scene = new LiveScene()
  const sent: SceneEvent[] = []
  const gui = new Gui(scene, (event) => sent.push(event))
  scene.apply({ op: 'set', scene: Scene({ htmlChildren: controls }) })
  const status = new PageStatus(scene.problems, () => ({ roundTripMs: 7, at: Date.now() }))
  status.link.set({ status: 'connected' })
  const session = new FakeSession()
  session.viewer.matrix = Float32Array.from(new Matrix4().setPosition(0, 1.6, 0).elements)
  let state: RootState | undefined
  const renderer = await ReactThreeTestRenderer.create(
    <SceneContext value={{ scene } as unknown as SceneServices}>
      <Probe
        onState={(found) => {
          state = found
        }}
      />
      <PageContext value={{ gui, status }}>
        <Panel />
      </PageContext>
    </SceneContext>,
  )
  // Only now: the renderer would take it for a browser.
  const canvases = stubDocument()
  const frame = () => {
    for (const { ref, store } of state!.internal.subscribers) ref.current(store.getState(), 0, session.frame())
  }
  /** Frames at 50 Hz for so many milliseconds. */
  const run = async (ms: number) => {
    for (let at = 0; at < ms; at += 20) {
      vi.advanceTimersByTime(20)
      await act(async () => frame())
    }
  }
  const cards = () => {
    const found: Mesh[] = []
    state!.scene.traverse((object: Object3D) => {
      if (object.layers.isEnabled(INPUT_LAYER)) found.push(object as Mesh)
    })
    state!.scene.updateMatrixWorld(true)
    return found.filter(({ visible }) => visible)
  }
  const target = () => renderer.scene.findAll(({ props }) => 'onPointerDown' in props)[0]!
  return {
    canvases,
    scene,
    gui,
    status,
    session,
    renderer,
    run,
    cards,
    target,
    sent: () => sent.map(({ etype, key, value }) => [etype, key, value]),
    texts: () => canvases.flatMap(({ texts }) => texts),
    /** Where a pixel of the panel is in the world, and so far before it, in metres. */
    pointAt: (x: number, y: number, height: number, before = 0) => {
      const [status_] = cards()
      const panel = status_!.parent!
      return panel.localToWorld(
        new Vector3((x - 512) * METRES_PER_PIXEL, (height / 2 - y) * METRES_PER_PIXEL, before / panel.scale.x),
      )
    },
  }
}

const LOOKED_AT = palmToFace(0, 1.5, -0.4)

describe('the panel in the headset', () => {
  it('is not there while nobody looks for it: nothing is drawn, and no canvas made', async () => {
    const { session, run, cards, canvases } = await headset([Button({ key: 'b' })])
    session.hands = [handAt('left', new Matrix4().setPosition(0.3, 1.2, -0.4))]
    await run(2000)
    expect(cards()).toEqual([])
    expect(canvases).toEqual([])
  })

  it('comes above the wrist that is looked at, turned to the face, and goes again', async () => {
    const { session, run, cards, texts } = await headset([
      GUI({ key: 'g', title: 'Arm' }, Button({ key: 'b', label: 'Go home' })),
    ])
    session.hands = [handAt('left', LOOKED_AT)]
    await run(1000)
    const [status, controls] = cards()
    expect(cards()).toHaveLength(2)
    const low = controls!.localToWorld(new Vector3(0, -0.5, 0))
    expect(low.y).toBeGreaterThan(1.55)
    expect(low.y).toBeLessThan(1.62)
    expect(status!.getWorldPosition(new Vector3()).y).toBeGreaterThan(controls!.getWorldPosition(new Vector3()).y)
    const normal = new Vector3(0, 0, 1).transformDirection(status!.matrixWorld)
    const toHead = new Vector3(0, 1.6, 0).sub(status!.getWorldPosition(new Vector3())).normalize()
    expect(normal.dot(toHead)).toBeGreaterThan(0.97)
    expect(texts()).toEqual(expect.arrayContaining(['Connected', '7 ms', 'Arm', 'Go home']))
    session.hands = []
    await run(1000)
    expect(cards()).toEqual([])
  })

  it.each([
    ['left', 1],
    ['right', -1],
  ] as const)(
    'comes beside the %s hand where its fingers point up, on the side of the other hand',
    async (side, sign) => {
      const { session, run, cards } = await headset([GUI({ hand: side }, Button({ key: 'b' }))])
      session.hands = [handAt(side, fingersUp(0, 1.5, -0.4))]
      await run(1000)
      const { x, y } = cards()[1]!.getWorldPosition(new Vector3())
      expect(sign * x).toBeGreaterThan(0.2)
      expect(y).toBeLessThan(1.65)
    },
  )

  it('is not brought by another wrist than the one that the scene names', async () => {
    const { session, run, cards } = await headset([GUI({ hand: 'right' }, Button({ key: 'b' }))])
    session.hands = [handAt('left', LOOKED_AT)]
    await run(1000)
    expect(cards()).toEqual([])
    session.hands = [handAt('right', LOOKED_AT)]
    await run(1000)
    expect(cards()).toHaveLength(2)
  })

  it('comes and goes at a button, stays where it came, and is as large for the eye as at the wrist', async () => {
    const { session, run, cards } = await headset([GUI({ button: 'y' }, Button({ key: 'b' }))])
    const press = async (pressed: boolean) => {
      const buttons = Array.from({ length: 6 }, (_, index) => ({ pressed: pressed && index === 5 }))
      session.controllers = [fakeController('left', { buttons })]
      await run(60)
    }
    await press(false)
    await press(true)
    await press(false)
    const before = cards()[0]!.getWorldPosition(new Vector3())
    expect(before.z).toBeCloseTo(-0.55, 1)
    expect(cards()[0]!.parent!.scale.x).toBeCloseTo(0.55 / 0.45, 2)
    session.viewer.matrix = Float32Array.from(new Matrix4().makeRotationY(1).setPosition(0.5, 1.5, 0).elements)
    await run(500)
    expect(cards()[0]!.getWorldPosition(new Vector3()).distanceTo(before)).toBeLessThan(0.001)
    await press(true)
    expect(cards()).toEqual([])
  })

  it('is where the wrist is in the scene, also when the headset’s origin has moved', async () => {
    const { session, run, cards, scene } = await headset()
    originOf(scene).moveBy(5, 3, 'teleport')
    session.hands = [handAt('left', LOOKED_AT)]
    await run(1000)
    const { x, z } = cards()[0]!.getWorldPosition(new Vector3())
    expect(x).toBeCloseTo(5, 1)
    expect(z).toBeCloseTo(3 - 0.4, 1)
  })

  it('is pressed by a ray, not by the hand that wears it, and not by other kinds of pointers', async () => {
    const { session, run, renderer, target, sent, pointAt } = await headset([Button({ key: 'b' })])
    session.hands = [handAt('left', LOOKED_AT)]
    await run(1000)
    expect(target().instance).toMatchObject({ pointerEventsType: { allow: 'ray' } })
    const { status, controls } = heights()
    const point = pointAt(500, status + 12 + 16 + 88 + 50, status + 12 + controls)
    const click = async (handedness: string) => {
      const pulse = vi.fn(() => Promise.resolve(true))
      const inputSource = { handedness, gamepad: { hapticActuators: [{ pulse }] } }
      const event = { point, pointerId: 3, pointerState: { inputSource }, target: { setPointerCapture: vi.fn() } }
      await renderer.fireEvent(target(), 'pointerMove', { ...event, stopPropagation() {} })
      await renderer.fireEvent(target(), 'pointerDown', { ...event, stopPropagation() {} })
      await renderer.fireEvent(target(), 'pointerUp', { ...event, stopPropagation() {} })
      return pulse.mock.calls.length
    }
    expect(await click('left')).toBe(0)
    expect(sent()).toEqual([])
    expect(await click('right')).toBe(2)
    expect(sent()).toEqual([['CLICK', 'b', undefined]])
  })

  it('is touched by the tip of the other index finger, and its slider follows the tip', async () => {
    const { session, run, sent, pointAt, cards, gui } = await headset([Slider({ key: 's', max: 10 })])
    session.hands = [handAt('left', LOOKED_AT)]
    await run(1000)
    const { status } = heights()
    const controls = 32 + 88 + 144
    const tipAt = async (x: number, before: number, ms = 60) => {
      const tip = pointAt(x, status + 12 + 16 + 88 + 100, status + 12 + controls, before)
      session.hands = [handAt('left', LOOKED_AT), handAt('right', new Matrix4().setPosition(1, 1, 1), tip)]
      await run(ms)
    }
    await tipAt(512, 0.04)
    expect(sent()).toEqual([])
    await tipAt(512, -0.003)
    expect(sent()).toEqual([['SET', 's', 5]])
    const still = cards()[0]!.getWorldPosition(new Vector3())
    await tipAt(512 + 0.3 * 904, 0.005)
    expect(cards()[0]!.getWorldPosition(new Vector3()).distanceTo(still)).toBeLessThan(1e-6)
    expect(sent().at(-1)).toEqual(['SET', 's', 8])
    expect(gui.isHeld('s')).toBe(true)
    await tipAt(512, 0.03)
    expect(gui.isHeld('s')).toBe(false)
    expect(sent().at(-1)).toEqual(['SET', 's', 8])
  })

  it('is drawn anew only when it says something else, and then at once', async () => {
    const { session, run, canvases, status, scene, texts } = await headset([Slider({ key: 's', label: 'Speed' })])
    session.hands = [handAt('left', LOOKED_AT)]
    await run(1000)
    const draws = () => canvases.reduce((sum, canvas) => sum + canvas.draws, 0)
    const before = draws()
    await run(2000)
    expect(draws()).toBe(before)
    await act(async () => void scene.apply({ op: 'update', nodes: [{ key: 's', value: 42 }] }))
    await run(60)
    expect(draws()).toBe(before + 1)
    expect(texts()).toContain('42')
    await act(async () => status.link.set({ status: 'reconnecting', since: Date.now() }))
    await run(60)
    expect(texts()).toContain('Reconnecting since 0 s')
    await run(1500)
    expect(texts()).toContain('Reconnecting since 1 s')
  })

  it('is gone at once when a system menu opens, and what was dragged is let go', async () => {
    const { session, run, cards, pointAt, gui } = await headset([Slider({ key: 's' })])
    session.hands = [handAt('left', LOOKED_AT)]
    await run(1000)
    const { status } = heights()
    const height = status + 12 + 32 + 88 + 144
    for (const before of [0.04, -0.01]) {
      const tip = pointAt(512, status + 12 + 16 + 88 + 100, height, before)
      session.hands = [handAt('left', LOOKED_AT), handAt('right', new Matrix4(), tip)]
      await run(60)
    }
    expect(gui.isHeld('s')).toBe(true)
    session.visibilityState = 'visible-blurred'
    await run(20)
    expect(cards()).toEqual([])
    expect(gui.isHeld('s')).toBe(false)
    session.visibilityState = 'visible'
    await run(200)
    expect(cards()).toEqual([])
  })

  it('leaves nothing behind', async () => {
    const { session, run, cards, renderer } = await headset([Button({ key: 'b' })])
    session.hands = [handAt('left', LOOKED_AT)]
    await run(1000)
    const gone: string[] = []
    for (const { geometry, material } of cards()) {
      for (const thing of [geometry, material, (material as { map?: unknown }).map] as Mesh['geometry'][]) {
        thing.addEventListener('dispose', () => gone.push(thing.type))
      }
    }
    await renderer.unmount()
    expect(gone).toHaveLength(6)
  })
})

describe('what is said without being asked', () => {
  const upperEdge = (card: Mesh) => card.localToWorld(new Vector3(0, 0.5, 0))

  it('is what the script says, below the line of sight, for as long as that is to be said', async () => {
    const { run, cards, status, texts, renderer } = await headset([Button({ key: 'b' })])
    status.notices.add({ text: 'Put the part on the table', level: 'info', forMs: 2000 })
    await run(200)
    expect(cards()).toHaveLength(1)
    expect(texts().join(' ')).toContain('Put the part on the table')
    const { y, z } = upperEdge(cards()[0]!)
    expect(Math.atan2(1.6 - y, -z)).toBeCloseTo(0.24, 2)
    expect(renderer.scene.findAll(({ props }) => 'onPointerDown' in props)).toEqual([])
    await run(2100)
    expect(cards()).toEqual([])
  })

  it('is one card with all of it, whose upper edge stays where it is', async () => {
    const { run, cards, status, texts, scene } = await headset()
    status.link.set({ status: 'reconnecting', since: Date.now() })
    await run(200)
    const before = upperEdge(cards()[0]!)
    scene.problems.report('robot', 'view', 'Box "robot": too many')
    status.notices.add({ text: 'Stay where you are', level: 'error', forMs: 5000 })
    await run(200)
    expect(cards()).toHaveLength(1)
    expect(texts().join(' ')).toMatch(/Connection lost.*Stay where you are.*Box "robot"/)
    expect(upperEdge(cards()[0]!).distanceTo(before)).toBeLessThan(1e-3)
    status.link.set({ status: 'connected' })
    await run(9000)
    expect(cards()).toEqual([])
  })

  it('is in front of everything, comes along with the head, and is where the person is in the scene', async () => {
    const { session, run, cards, status, scene } = await headset()
    status.link.set({ status: 'ended', reason: 'The script has ended.' })
    await run(200)
    const [card] = cards()
    expect(card!.material).toMatchObject({ depthTest: false })
    expect(card!.renderOrder).toBeGreaterThan(1000)
    originOf(scene).moveBy(5, 0, 'teleport')
    session.viewer.matrix = Float32Array.from(new Matrix4().makeRotationY(Math.PI / 2).setPosition(0, 1.6, 0).elements)
    await run(3000)
    const { x, z } = upperEdge(cards()[0]!)
    expect(x).toBeCloseTo(5 - 0.9 * Math.cos(0.24), 2)
    expect(z).toBeCloseTo(0, 2)
  })

  it('is not said beside the panel, which says it too, and is when the person looks away from it', async () => {
    const { session, run, cards, status, texts } = await headset([GUI({ button: 'y' }, Button({ key: 'b' }))])
    const press = async (pressed: boolean) => {
      const buttons = Array.from({ length: 6 }, (_, index) => ({ pressed: pressed && index === 5 }))
      session.controllers = [fakeController('left', { buttons })]
      await run(60)
    }
    await press(false)
    await press(true)
    await press(false)
    status.link.set({ status: 'reconnecting', since: Date.now() })
    await run(200)
    expect(cards()).toHaveLength(2)
    expect(texts().join(' ')).toContain('Reconnecting')
    session.viewer.matrix = Float32Array.from(new Matrix4().makeRotationY(1).setPosition(0, 1.6, 0).elements)
    await run(200)
    expect(cards()).toHaveLength(3)
    session.viewer.matrix = Float32Array.from(new Matrix4().setPosition(0, 1.6, 0).elements)
    await run(200)
    expect(cards()).toHaveLength(2)
  })

  it('is not said over a system menu, and once more to whoever comes back', async () => {
    const { session, run, cards, scene } = await headset()
    scene.problems.report('robot', 'view', 'Box "robot": too many')
    await run(9000)
    expect(cards()).toEqual([])
    session.visibilityState = 'visible-blurred'
    await run(200)
    expect(cards()).toEqual([])
    session.visibilityState = 'visible'
    await run(200)
    expect(cards()).toHaveLength(1)
  })
})

/** Of the two cards of a panel with one group and one button. Pixels. */
const heights = () => ({ status: 32 + 76 + 116, controls: 32 + 88 + 108 })
