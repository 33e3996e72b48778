import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Box, Button, Group, GUI, GuiText, Scene, type SceneProps, Select, Slider, Toggle } from 'vuer-xr/protocol'
import type { SceneEvent } from '../../../src/scene/emit.ts'
import { LiveScene } from '../../../src/scene/LiveScene.ts'
import type { Control } from '../../../src/ui/gui/controls.ts'
import { Gui } from '../../../src/ui/gui/Gui.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A scene with controls, and what is sent of them. */
function guiOf(htmlChildren: SceneProps['htmlChildren'], rest: SceneProps = {}) {
  const scene = new LiveScene()
  const sent: SceneEvent[] = []
  const gui = new Gui(scene, (event) => sent.push(event))
  const set = (children: SceneProps['htmlChildren'], props: SceneProps = {}) =>
    scene.apply({ op: 'set', scene: Scene({ ...props, htmlChildren: children }) })
  set(htmlChildren, rest)
  return {
    scene,
    gui,
    set,
    sent,
    values: () => sent.map(({ etype, key, value }) => [etype, key, value]),
    update: (key: string, props: Record<string, unknown>) => scene.apply({ op: 'update', nodes: [{ key, ...props }] }),
    control: (key: string): Control => {
      const found = gui.groups().flatMap(({ controls }) => controls.filter((control) => control.key === key))
      expect(found).toHaveLength(1)
      return found[0]!
    },
    value: (key: string) => {
      const found = gui.groups().flatMap(({ controls }) => controls.filter((control) => control.key === key))[0]
      return found && 'value' in found ? found.value : undefined
    },
  }
}

describe('the controls that a scene declares', () => {
  it('stand in their groups, in the order of the scene, wherever in the scene they are', () => {
    const { gui } = guiOf(
      [
        GUI({ key: 'arm', title: 'Arm' }, Button({ key: 'home' }), Group({ key: 'g' }, Toggle({ key: 'grip' }))),
        Slider({ key: 'loose' }),
      ],
      { children: [GUI({ key: 'in-scene', collapsed: true }, Box({ key: 'box' }), Select({ key: 'mode' }))] },
    )
    const found = gui.groups().map(({ key, title, isCollapsed, controls }) => ({
      key,
      title,
      isCollapsed,
      controls: controls.map((control) => control.key),
    }))
    expect(found).toEqual([
      { key: 'in-scene', title: 'Controls', isCollapsed: true, controls: ['mode'] },
      { key: 'arm', title: 'Arm', isCollapsed: false, controls: ['home', 'grip'] },
      { key: '', title: 'Controls', isCollapsed: false, controls: ['loose'] },
    ])
  })

  it('of a group inside a group are a group of their own', () => {
    const { gui } = guiOf([
      GUI({ key: 'a' }, Button({ key: 'x' }), GUI({ key: 'b' }, Button({ key: 'y' })), Button({ key: 'z' })),
    ])
    expect(gui.groups().map(({ key, controls }) => [key, controls.map((control) => control.key)])).toEqual([
      ['a', ['x', 'z']],
      ['b', ['y']],
    ])
  })

  it('have defaults, and their key for a label', () => {
    const { control } = guiOf([
      Button({ key: 'b' }),
      Button({ key: 'vuer', value: 'Press me' }),
      Slider({ key: 's' }),
      Toggle({ key: 't' }),
      Select({ key: 'c', options: ['a', 'b'] }),
      GuiText({ key: 'w', text: 3.5 }),
    ])
    expect(control('b')).toEqual({ kind: 'button', key: 'b', label: 'b', isDisabled: false })
    expect(control('vuer')).toMatchObject({ label: 'Press me' })
    expect(control('s')).toMatchObject({ min: 0, max: 100, step: 1, value: 0, label: 's', unit: '' })
    expect(control('t')).toMatchObject({ value: false })
    expect(control('c')).toMatchObject({ value: 'a' })
    expect(control('w')).toEqual({ kind: 'text', key: 'w', label: undefined, text: '3.5', level: 'info' })
  })

  it('come, change and go with the scene', () => {
    const { gui, scene, update, control } = guiOf([GUI({ key: 'gui' })])
    let news = 0
    gui.subscribe(() => {
      news += 1
    })
    scene.apply({ op: 'add', nodes: [Slider({ key: 's', max: 2 })], to: 'gui' })
    expect(control('s')).toMatchObject({ max: 2 })
    update('s', { max: 3, label: 'Speed' })
    expect(control('s')).toMatchObject({ max: 3, label: 'Speed' })
    expect(news).toBe(2)
    scene.apply({ op: 'add', nodes: [Box({ key: 'box' })], to: null })
    update('box', { position: [1, 0, 0] })
    expect(news).toBe(2)
    scene.apply({ op: 'update', nodes: [{ key: 's', tag: 'Toggle' }] })
    expect(control('s')).toMatchObject({ kind: 'toggle' })
    scene.apply({ op: 'remove', keys: ['gui'] })
    expect(gui.groups()).toEqual([])
  })

  it('with wrong props are there all the same, and said to be wrong', () => {
    const { scene, control, gui } = guiOf([])
    scene.apply(
      {
        op: 'set',
        scene: {
          tag: 'Scene',
          htmlChildren: [
            { tag: 'Slider', key: 's', min: 5, max: 5, step: 'wide' },
            { tag: 'Select', key: 'c', options: ['a'], value: 'z' },
            { tag: 'GUI', key: 'g', title: 7 },
          ],
        },
      },
      { foreign: true },
    )
    expect(control('s')).toMatchObject({ isDisabled: true, value: 5, step: 1 })
    expect(control('c')).toMatchObject({ isDisabled: false, value: 'a' })
    expect(gui.groups().map(({ title }) => title)).toEqual(['Controls', 'Controls'])
    expect(Object.fromEntries(scene.problems.all)).toEqual({
      s: 'Slider "s": step: expected a number, got "wide"\nSlider "s": max: expected a number above min (5), got 5',
      c: 'Select "c": value: expected one of options, got "z"',
      g: 'GUI "g": title: expected a string, got 7',
    })
    scene.apply({ op: 'update', nodes: [{ key: 's', max: 6, step: 1 }] })
    expect(control('s')).toMatchObject({ isDisabled: false })
    expect(scene.problems.has('s')).toBe(false)
  })

  it('say in the first group how the panel is brought in the headset', () => {
    expect(guiOf([]).gui.summon).toMatchObject({ hand: 'left', button: 'menu' })
    const { gui } = guiOf([GUI({ hand: 'right', button: 'y' }), GUI({ hand: 'none' })])
    expect(gui.summon).toMatchObject({ hand: 'right', button: 'y' })
  })
})

describe('what the person does', () => {
  it('reaches the script: a button with nothing, the others with their value', () => {
    const { gui, values } = guiOf([
      Button({ key: 'b' }),
      Slider({ key: 's', max: 1, step: 0.1 }),
      Toggle({ key: 't' }),
      Select({ key: 'c', options: ['a', 'b'] }),
    ])
    gui.press('b')
    gui.set('s', 0.3000000004)
    gui.set('t', true)
    gui.set('c', 'b')
    expect(values()).toEqual([
      ['CLICK', 'b', undefined],
      ['SET', 's', 0.3],
      ['SET', 't', true],
      ['SET', 'c', 'b'],
    ])
  })

  it('is nothing where the value is the same, is none of those there are, or the control is not to be used', () => {
    const { gui, values } = guiOf([
      Button({ key: 'b', disabled: true }),
      Slider({ key: 's', max: 10, value: 4 }),
      Toggle({ key: 't', disabled: true }),
      Select({ key: 'c', options: ['a', 'b'] }),
      GuiText({ key: 'w' }),
    ])
    gui.press('b')
    gui.press('s')
    gui.press('nobody')
    gui.set('t', true)
    gui.set('c', 'z')
    gui.set('c', 'a')
    gui.set('s', 4.3)
    gui.set('s', Number.NaN)
    gui.set('w', 'x')
    expect(values()).toEqual([])
  })

  it('is nothing for somebody who only watches', () => {
    const { gui, values, value } = guiOf([Button({ key: 'b' }), Toggle({ key: 't' }), Slider({ key: 's' })])
    gui.lock(true)
    gui.press('b')
    gui.set('t', true)
    gui.hold('s')
    gui.drag('s', 50)
    expect(values()).toEqual([])
    expect([value('t'), value('s')]).toEqual([false, 0])
    gui.lock(false)
    gui.press('b')
    expect(values()).toEqual([['CLICK', 'b', undefined]])
  })

  it('stays on the slider, snapped to its steps, and within its ends', () => {
    const { gui, value } = guiOf([Slider({ key: 's', min: -1, max: 1, step: 0.5 })])
    gui.hold('s')
    gui.drag('s', 0.3)
    expect(value('s')).toBe(0.5)
    gui.drag('s', 99)
    expect(value('s')).toBe(1)
    gui.release('s')
    vi.runAllTimers()
    expect(value('s')).toBe(1)
  })

  it('goes out 20 times a second while a slider is dragged: the first value at once, the last one always', () => {
    const { gui, values } = guiOf([Slider({ key: 's' })])
    gui.hold('s')
    for (let at = 1; at <= 20; at += 1) {
      gui.drag('s', at)
      vi.advanceTimersByTime(10)
    }
    const during = values().map(([, , value]) => value)
    expect(during[0]).toBe(1)
    expect(during).toHaveLength(5)
    gui.drag('s', 77)
    gui.release('s')
    expect(values().at(-1)).toEqual(['SET', 's', 77])
    const count = values().length
    vi.runAllTimers()
    expect(values()).toHaveLength(count)
  })

  it('goes out while the finger rests on a slider that has just moved', () => {
    const { gui, values } = guiOf([Slider({ key: 's' })])
    gui.hold('s')
    gui.drag('s', 1)
    gui.drag('s', 2)
    expect(values()).toHaveLength(1)
    vi.advanceTimersByTime(50)
    expect(values().at(-1)).toEqual(['SET', 's', 2])
  })

  it('opens and closes a group, until the script says otherwise', () => {
    const { gui, update } = guiOf([GUI({ key: 'g' }, Button({ key: 'b' }))])
    const isCollapsed = () => gui.groups()[0]!.isCollapsed
    gui.setCollapsed('g', true)
    expect(isCollapsed()).toBe(true)
    update('g', { title: 'Another title' })
    expect(isCollapsed()).toBe(true)
    update('g', { collapsed: false })
    expect(isCollapsed()).toBe(false)
  })
})

describe('a value that the script and the person write', () => {
  it('is what the script writes, at once', () => {
    const { update, value } = guiOf([Slider({ key: 's', value: 10 })])
    update('s', { value: 20 })
    expect(value('s')).toBe(20)
  })

  it('is what the person set, while the script writes other props', () => {
    const { gui, update, value } = guiOf([Toggle({ key: 't' })])
    gui.set('t', true)
    update('t', { label: 'Lights' })
    expect(value('t')).toBe(true)
  })

  it('is the script’s again when it refuses by writing what it had written before', () => {
    const { gui, update, value } = guiOf([Toggle({ key: 't', value: false })])
    gui.set('t', true)
    update('t', { value: false })
    expect(value('t')).toBe(false)
  })

  it('is the person’s while they drag, and then the newest of the script', () => {
    const { gui, update, value } = guiOf([Slider({ key: 's', value: 10 })])
    gui.hold('s')
    gui.drag('s', 60)
    update('s', { value: 30 })
    expect(value('s')).toBe(60)
    gui.drag('s', 70)
    update('s', { value: 35 })
    gui.release('s')
    expect(value('s')).toBe(70)
    // An answer to the last value is still on its way.
    update('s', { value: 70 })
    vi.runAllTimers()
    expect(value('s')).toBe(70)
    update('s', { value: 5 })
    expect(value('s')).toBe(5)
  })

  it('is the script’s after a drag in which only the script wrote last', () => {
    const { gui, update, value } = guiOf([Slider({ key: 's', value: 10 })])
    gui.hold('s')
    gui.drag('s', 60)
    update('s', { value: 30 })
    gui.release('s')
    vi.runAllTimers()
    expect(value('s')).toBe(30)
  })

  it('stays the person’s after a drag in which the script wrote nothing', () => {
    const { gui, value } = guiOf([Slider({ key: 's', value: 10 })])
    gui.hold('s')
    gui.drag('s', 60)
    gui.release('s')
    vi.runAllTimers()
    expect(value('s')).toBe(60)
  })

  it('is taken hold of again before the last drag has settled', () => {
    const { gui, value, values } = guiOf([Slider({ key: 's' })])
    gui.hold('s')
    gui.drag('s', 60)
    gui.release('s')
    gui.hold('s')
    vi.runAllTimers()
    expect(gui.isHeld('s')).toBe(true)
    gui.drag('s', 61)
    gui.release('s')
    vi.runAllTimers()
    expect(value('s')).toBe(61)
    expect(values().at(-1)).toEqual(['SET', 's', 61])
  })

  it('is the script’s when it sets the scene anew, and the person’s when a connection comes back with the same scene', () => {
    const controls = () => [Slider({ key: 's', value: 10 }), Toggle({ key: 't' })]
    const { gui, set, value } = guiOf(controls())
    gui.set('t', true)
    gui.set('s', 50)
    vi.runAllTimers()
    gui.restoring(() => set(controls()))
    expect([value('s'), value('t')]).toEqual([50, true])
    gui.restoring(() => set([Slider({ key: 's', value: 11 }), Toggle({ key: 't' })]))
    expect([value('s'), value('t')]).toEqual([11, true])
    set(controls())
    expect([value('s'), value('t')]).toEqual([10, false])
  })

  it('is forgotten with its node', () => {
    const { gui, scene, value } = guiOf([Slider({ key: 's' })])
    gui.hold('s')
    gui.drag('s', 40)
    scene.apply({ op: 'remove', keys: ['s'] })
    expect(gui.groups()).toEqual([])
    scene.apply({ op: 'add', nodes: [Slider({ key: 's', value: 3 })], to: 'htmlChildren' })
    vi.runAllTimers()
    expect(value('s')).toBe(3)
  })
})
