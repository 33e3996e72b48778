import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Button, GUI, Scene, Select, Slider, Toggle } from 'vuer-xr/protocol'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import { Gui } from '../../../src/ui/gui/Gui.ts'
import { type PanelPointer, PanelPointers } from '../../../src/xr/panel/PanelPointers.ts'
import { CHOICE, layOutPanel, RAIL } from '../../../src/xr/panel/panelLayout.ts'
import { controlRows } from '../../../src/xr/panel/panelRows.ts'
import { Summons } from '../../../src/xr/panel/Summons.ts'
import { type Tip, TouchPress } from '../../../src/xr/panel/TouchPress.ts'
import { type Head, type Point, type Wrist, WristGlance } from '../../../src/xr/panel/WristGlance.ts'
import { isButtonDown, readHead, readIndexTip, readWrist } from '../../../src/xr/panel/wearer.ts'
import { FakeSession, fakeController, fakeHand, SPACE, someJoints } from './fakeXR.ts'

const RAY: PanelPointer = { id: 'ray', source: undefined }
const FINGER: PanelPointer = { id: 'finger', source: undefined }

/** The pointers of a panel with one control of each kind, and what becomes of them. */
function panel() {
  const scene = new LiveScene()
  const sent: SceneEvent[] = []
  const ticks: string[] = []
  let turned = 0
  const gui = new Gui(scene, (event) => sent.push(event))
  const controls = [
    Button({ key: 'b' }),
    Slider({ key: 's', max: 10 }),
    Toggle({ key: 't' }),
    Select({ key: 'c', options: ['one', 'two', 'three'] }),
    Button({ key: 'off', disabled: true }),
  ]
  scene.apply({ op: 'set', scene: Scene({ htmlChildren: [GUI({ key: 'g' }, ...controls)] }) })
  const layout = () => layOutPanel([], [...controlRows(gui.groups(), gui.isLocked()), PAGES])
  const pointers = new PanelPointers({
    gui,
    layout,
    turnPage: (by) => {
      turned += by
    },
    tick: (pointer, strength) => ticks.push(`${pointer.id} ${strength}`),
  })
  const yOf = (id: string) => {
    const box = layout().controls!.boxes.find(({ row }) => row.id === id)!
    return box.top + box.height / 2
  }
  const at = (key: string, x = 500) => [x, yOf(`control ${key}`)] as const
  return {
    scene,
    gui,
    pointers,
    ticks,
    at,
    yOf,
    turned: () => turned,
    sent: () => sent.map(({ etype, key, value }) => [etype, key, value]),
    click(pointer: PanelPointer, x: number, y: number) {
      pointers.down(pointer, x, y)
      pointers.up(pointer, x, y)
    },
  }
}
const PAGES = { kind: 'pages', id: 'pages', page: 0, pages: 2 } as const

describe('pressing on the panel', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('clicks where it is let go where it was pressed, and nowhere else', () => {
    const { pointers, at, sent, click } = panel()
    click(RAY, ...at('b'))
    expect(sent()).toEqual([['CLICK', 'b', undefined]])
    pointers.down(RAY, ...at('b'))
    pointers.up(RAY, ...at('t'))
    pointers.down(RAY, ...at('b'))
    pointers.cancel(RAY)
    pointers.up(RAY, ...at('b'))
    click(RAY, ...at('off'))
    click(RAY, 500, -40)
    expect(sent()).toHaveLength(1)
  })

  it('switches a toggle, and steps through the words of a select in both directions', () => {
    const { at, sent, click } = panel()
    click(RAY, ...at('t'))
    click(RAY, ...at('t'))
    click(RAY, ...at('c', CHOICE.left + 20))
    click(RAY, ...at('c', CHOICE.left + CHOICE.width - 20))
    click(RAY, ...at('c', CHOICE.left + CHOICE.width - 20))
    expect(sent().map(([, key, value]) => [key, value])).toEqual([
      ['t', true],
      ['t', false],
      ['c', 'three'],
      ['c', 'one'],
      ['c', 'two'],
    ])
  })

  it('drags a slider from where it is pressed, also beside the panel, until it is let go', () => {
    const { pointers, at, sent, gui } = panel()
    const [, y] = at('s')
    pointers.down(RAY, RAIL.left + RAIL.width * 0.3, y)
    pointers.move(RAY, RAIL.left + RAIL.width * 0.62, y + 400)
    vi.advanceTimersByTime(60)
    pointers.move(RAY, 5000, -900)
    expect(pointers.isPressed).toBe(true)
    pointers.up(RAY, 5000, -900)
    expect(pointers.isPressed).toBe(false)
    expect(gui.isHeld('s')).toBe(false)
    expect(sent()).toEqual([
      ['SET', 's', 3],
      ['SET', 's', 6],
      ['SET', 's', 10],
    ])
  })

  it('leaves a slider where it is when the pointer is lost', () => {
    const { pointers, at, sent, gui } = panel()
    const [, y] = at('s')
    pointers.down(FINGER, RAIL.left + RAIL.width * 0.5, y)
    pointers.leave(FINGER)
    expect(gui.isHeld('s')).toBe(false)
    expect(sent()).toEqual([['SET', 's', 5]])
  })

  it('opens and closes a group, and turns pages', () => {
    const { gui, yOf, click, turned } = panel()
    click(RAY, 500, yOf('group g'))
    expect(gui.groups()[0]!.isCollapsed).toBe(true)
    click(RAY, 500, yOf('group g'))
    expect(gui.groups()[0]!.isCollapsed).toBe(false)
    click(RAY, 900, yOf('pages'))
    expect(turned()).toBe(1)
    click(RAY, 100, yOf('pages'))
    expect(turned()).toBe(0)
  })

  it('shows what is pointed at and what is pressed, of each pointer, and is felt once', () => {
    const { pointers, at, ticks } = panel()
    pointers.move(RAY, ...at('b'))
    pointers.move(RAY, ...at('b', 300))
    pointers.move(FINGER, ...at('t'))
    expect([pointers.isHovered('control b'), pointers.isHovered('control t')]).toEqual([true, true])
    pointers.down(RAY, ...at('b'))
    expect([pointers.isDown('control b'), pointers.isDown('control t')]).toEqual([true, false])
    pointers.move(RAY, ...at('off'))
    pointers.leave(RAY)
    expect([pointers.isHovered('control b'), pointers.isDown('control b')]).toEqual([false, false])
    expect(ticks).toEqual(['ray hover', 'finger hover', 'ray press'])
    pointers.leaveAll()
    expect(pointers.isHovered('control t')).toBe(false)
  })

  it('clicks a row that says something else meanwhile, and none that has gone', () => {
    const { pointers, at, sent, scene } = panel()
    const place = at('b')
    pointers.down(RAY, ...place)
    scene.apply({ op: 'update', nodes: [{ key: 'b', label: 'Other' }] })
    pointers.up(RAY, ...place)
    expect(sent()).toHaveLength(1)
    pointers.down(RAY, ...place)
    scene.apply({ op: 'remove', keys: ['b'] })
    pointers.up(RAY, ...place)
    expect(sent()).toHaveLength(1)
  })
})

describe('a finger on the panel', () => {
  /** What happens on the way of a tip, by its distance from the face in millimetres. */
  const touch = (...way: (number | Tip | null)[]) => {
    const press = new TouchPress()
    return way.map((step) => {
      const tip = typeof step === 'number' ? { x: 0, y: 0, z: step / 1000 } : step
      return press.frame(tip, 0.14, 0.1)
    })
  }

  it('presses once when it goes through the face, and lets go a centimetre before it', () => {
    expect(touch(80, 40, 5, -3, 4, -2, 8, 12, 40, 80)).toEqual([
      undefined,
      'move',
      'move',
      'down',
      'move',
      'move',
      'move',
      'up',
      'move',
      'leave',
    ])
  })

  it('presses nothing from behind, or when it appears within the panel', () => {
    expect(touch(-30, -5, 5)).toEqual([undefined, undefined, undefined])
    expect(touch(-30, 5, 20, -1)).toEqual([undefined, undefined, 'move', 'down'])
  })

  it('presses nothing beside the panel, and may slip a little while it presses', () => {
    const beside = (x: number, z: number) => ({ x, y: 0, z })
    expect(touch(beside(0.15, 0.02), beside(0.15, -0.01))).toEqual([undefined, undefined])
    expect(touch(20, -2, beside(0.16, -0.002), beside(0.2, -0.002))).toEqual(['move', 'down', 'move', 'leave'])
  })

  it('is away when it is lost, or has gone right through', () => {
    expect(touch(20, -2, null, -2)).toEqual(['move', 'down', 'leave', undefined])
    expect(touch(20, -2, -60, -90)).toEqual(['move', 'down', 'move', 'leave'])
  })
})

describe('a look at the wrist', () => {
  const LOOKING: Head = { position: [0, 1.6, 0], forward: [0, 0, -1] }
  const facing = (position: Point, inner: Point = [0, 0, 1]): Wrist => ({ position, inner, fingers: [1, 0, 0] })
  const BEFORE = facing([0, 1.55, -0.4])

  /** Whether it is a glance after so many milliseconds of the same. */
  const isGlanceAfter = (ms: number, head: Head | null, wrist: Wrist | null, glance = new WristGlance(), from = 0) => {
    for (let at = 0; at <= ms; at += 20) glance.frame(head, wrist, null, from + at)
    return glance.isLooking
  }

  it('begins after a moment, and not when the hand only passes', () => {
    expect(isGlanceAfter(200, LOOKING, BEFORE)).toBe(false)
    expect(isGlanceAfter(400, LOOKING, BEFORE)).toBe(true)
    const glance = new WristGlance()
    isGlanceAfter(200, LOOKING, BEFORE, glance)
    isGlanceAfter(100, LOOKING, null, glance, 220)
    expect(isGlanceAfter(200, LOOKING, BEFORE, glance, 340)).toBe(false)
  })

  it.each<[string, Wrist]>([
    ['the back of the hand', facing([0, 1.55, -0.4], [0, 0, -1])],
    ['a hand beside the view', facing([0.4, 1.5, -0.3])],
    ['a hand on the knee', facing([0, 0.7, -0.3], [0, 1, 0])],
    ['a hand that is too near', facing([0, 1.58, -0.05])],
  ])('is not one at %s', (_what, wrist) => {
    expect(isGlanceAfter(1000, LOOKING, wrist)).toBe(false)
  })

  it('goes on while the panel is looked at, or the wrist turns a little, and ends after a moment', () => {
    const glance = new WristGlance()
    isGlanceAfter(400, LOOKING, BEFORE, glance)
    const turned = facing([0, 1.55, -0.4], [Math.sin(1.2), 0, Math.cos(1.2)])
    expect(isGlanceAfter(1000, LOOKING, turned, glance, 1000)).toBe(true)
    const up: Head = { position: [0, 1.6, 0], forward: [0, Math.sin(1), -Math.cos(1)] }
    for (let at = 0; at < 1500; at += 20) glance.frame(up, BEFORE, [0, 2, -0.3], 3000 + at)
    expect(glance.isLooking).toBe(true)
    expect(isGlanceAfter(600, LOOKING, null, glance, 5000)).toBe(true)
    expect(isGlanceAfter(200, LOOKING, null, glance, 5620)).toBe(false)
  })

  it('is nothing without a head', () => {
    expect(isGlanceAfter(1000, null, BEFORE)).toBe(false)
  })
})

describe('bringing the panel', () => {
  const frame = (summons: Summons, isGlancing: boolean, isPressed = false) => summons.frame({ isGlancing, isPressed })

  it('is a look, which ends', () => {
    const summons = new Summons()
    expect([frame(summons, false), frame(summons, true), frame(summons, false)]).toEqual(['hidden', 'wrist', 'hidden'])
  })

  it('is a button, which also takes it away, and which puts the one at the wrist before the person', () => {
    const summons = new Summons()
    frame(summons, false)
    expect(frame(summons, false, true)).toBe('placed')
    expect(frame(summons, false, true)).toBe('placed')
    expect(frame(summons, true)).toBe('placed')
    expect(frame(summons, true, true)).toBe('hidden')
    expect(frame(summons, true)).toBe('hidden')
    frame(summons, false)
    expect(frame(summons, true)).toBe('wrist')
    expect(frame(summons, true, true)).toBe('placed')
    expect(frame(summons, false)).toBe('placed')
  })

  it('is no button that was down before', () => {
    const summons = new Summons()
    expect(frame(summons, false, true)).toBe('hidden')
    frame(summons, false)
    frame(summons, false, true)
    summons.hide()
    expect(frame(summons, false, true)).toBe('hidden')
  })
})

describe('what is read of the person', () => {
  const session = () => new FakeSession()
  const close = (point: Point, expected: Point) => {
    for (const [index, value] of expected.entries()) expect(point[index]).toBeCloseTo(value, 5)
  }

  it('is where the head is and looks', () => {
    const { position, forward } = readHead(session().frame(), SPACE)!
    close(position, [0, 1.6, -0.2])
    close(forward, [0, 0, -1])
    const lost = session()
    lost.viewer.matrix = null
    expect(readHead(lost.frame(), SPACE)).toBeNull()
  })

  it('is the wrist of a hand, whose inner side is -y', () => {
    const with_ = session()
    with_.hands = [fakeHand('left', someJoints(0.5))]
    const { position, inner, fingers } = readWrist(with_.frame(), SPACE, 'left')!
    close(position, [0.5, 1, -0.3])
    close(inner, [0, -1, 0])
    close(fingers, [0, 0, -1])
    expect(readWrist(with_.frame(), SPACE, 'right')).toBeNull()
    close(readIndexTip(with_.frame(), SPACE, 'left')!, [0.59, 1, -0.3])
    with_.hands[0]!.filled = false
    expect(readIndexTip(with_.frame(), SPACE, 'left')).toBeNull()
  })

  it.each([
    ['left', [1, 0, 0]],
    ['right', [-1, 0, 0]],
  ] as const)('is the wrist behind the %s controller, whose inner side is the palm’s', (side, palm) => {
    const with_ = session()
    const grip = { matrix: Float32Array.from([1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0.2, 1, -0.3, 1]) }
    const controller = fakeController(side)
    Object.assign(controller.source, { gripSpace: grip })
    with_.controllers = [controller]
    const { position, inner, fingers } = readWrist(with_.frame(), SPACE, side)!
    close(position, [0.2, 1, -0.22])
    close(inner, palm)
    close(fingers, [0, 0, -1])
  })

  it('is the button that is asked for, of the hand that is asked for', () => {
    const with_ = session()
    const press = (side: 'left' | 'right', index: number, profiles: string[]) => {
      const buttons = Array.from({ length: 8 }, (_, at) => ({ pressed: at === index }))
      const controller = fakeController(side, { buttons })
      Object.assign(controller.source, { profiles })
      with_.controllers = [controller]
      return with_ as unknown as XRSession
    }
    const META = ['meta-quest-touch-plus']
    expect(isButtonDown(press('left', 5, META), 'left', 'y')).toBe(true)
    expect(isButtonDown(press('left', 5, META), 'none', 'y')).toBe(true)
    expect(isButtonDown(press('left', 5, META), 'left', 'x')).toBe(false)
    expect(isButtonDown(press('left', 5, META), 'right', 'y')).toBe(false)
    expect(isButtonDown(press('right', 4, META), 'right', 'x')).toBe(true)
    expect(isButtonDown(press('left', 7, META), 'left', 'menu')).toBe(true)
    expect(isButtonDown(press('left', 7, META), 'right', 'menu')).toBe(true)
    expect(isButtonDown(press('left', 7, ['other-controller']), 'left', 'menu')).toBe(false)
    expect(isButtonDown(press('left', 7, META), 'left', 'none')).toBe(false)
    expect(isButtonDown(session() as unknown as XRSession, 'left', 'menu')).toBe(false)
  })
})
