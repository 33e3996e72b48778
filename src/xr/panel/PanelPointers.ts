import type { Gui } from '../../ui/gui/Gui.ts'
import { valueAt } from '../../ui/gui/slider.ts'
import { type Box, boxAt, CHOICE, PANEL_WIDTH, type PanelLayout, railFraction } from './panelLayout.ts'
import type { Row } from './panelRows.ts'

/** What points at the panel: a ray, or a finger tip. */
export interface PanelPointer {
  readonly id: string
  /** The controller that can be felt; a hand cannot. */
  readonly source: XRInputSource | undefined
}

/** How strongly something is felt. */
export type Tick = 'hover' | 'press'

export interface PanelPointersOptions {
  gui: Gui
  layout(): PanelLayout
  turnPage(by: 1 | -1): void
  tick(pointer: PanelPointer, strength: Tick): void
}

/**
 * What becomes of pointing and pressing. Sliders follow a pressed pointer, wherever it goes; everything else acts when
 * it is let go where it was pressed. Places are in the panel's pixels.
 */
export class PanelPointers {
  readonly #options: PanelPointersOptions
  readonly #hovered = new Map<string, string>()
  readonly #pressed = new Map<string, Row>()
  #version = 0

  constructor(options: PanelPointersOptions) {
    this.#options = options
  }

  /** Another number when something is to be drawn otherwise. */
  get version(): number {
    return this.#version
  }

  get isPressed(): boolean {
    return this.#pressed.size > 0
  }

  isHovered(id: string): boolean {
    return [...this.#hovered.values()].includes(id)
  }

  isDown(id: string): boolean {
    return [...this.#pressed.values()].some((row) => row.id === id)
  }

  move(pointer: PanelPointer, x: number, y: number): void {
    const pressed = this.#pressed.get(pointer.id)
    if (pressed && isSlider(pressed)) this.#drag(pressed, x)
    const box = this.#usableAt(x, y)
    const id = pressed?.id ?? box?.row.id
    if (id === this.#hovered.get(pointer.id)) return
    if (id === undefined) this.#hovered.delete(pointer.id)
    else {
      this.#hovered.set(pointer.id, id)
      this.#options.tick(pointer, 'hover')
    }
    this.#version += 1
  }

  down(pointer: PanelPointer, x: number, y: number): void {
    this.cancel(pointer)
    const row = this.#usableAt(x, y)?.row
    if (!row) return
    this.#pressed.set(pointer.id, row)
    this.#version += 1
    this.#options.tick(pointer, 'press')
    if (!isSlider(row)) return
    this.#options.gui.hold(row.control.key)
    this.#drag(row, x)
  }

  up(pointer: PanelPointer, x: number, y: number): void {
    const pressed = this.#take(pointer)
    if (!pressed || isSlider(pressed)) return
    // The row may say something else by now; it is the same one as long as its id is.
    const row = this.#usableAt(x, y)?.row
    if (row?.id === pressed.id) this.#act(row, x)
  }

  /** The pointer is lost: nothing was meant. A slider stays where it is. */
  cancel(pointer: PanelPointer): void {
    this.#take(pointer)
  }

  leave(pointer: PanelPointer): void {
    this.cancel(pointer)
    if (this.#hovered.delete(pointer.id)) this.#version += 1
  }

  leaveAll(): void {
    for (const id of new Set([...this.#hovered.keys(), ...this.#pressed.keys()])) this.leave({ id, source: undefined })
  }

  #take(pointer: PanelPointer): Row | undefined {
    const pressed = this.#pressed.get(pointer.id)
    if (!pressed) return undefined
    this.#pressed.delete(pointer.id)
    this.#version += 1
    if (isSlider(pressed)) this.#options.gui.release(pressed.control.key)
    return pressed
  }

  #usableAt(x: number, y: number): Box | undefined {
    const box = boxAt(this.#options.layout(), x, y)
    return box && isUsable(box.row) ? box : undefined
  }

  #drag({ control }: SliderRow, x: number): void {
    this.#options.gui.drag(control.key, valueAt(railFraction(x), control))
  }

  #act(row: Row, x: number): void {
    const { gui } = this.#options
    if (row.kind === 'pages') this.#options.turnPage(x < PANEL_WIDTH / 2 ? -1 : 1)
    else if (row.kind === 'group') gui.setCollapsed(row.key, !row.isCollapsed)
    else if (row.kind === 'control') {
      const { control } = row
      if (control.kind === 'button') gui.press(control.key)
      else if (control.kind === 'toggle') gui.set(control.key, !control.value)
      else if (control.kind === 'select') {
        const { options, value } = control
        const direction = x >= CHOICE.left && x < CHOICE.left + CHOICE.width / 2 ? -1 : 1
        const next = options[(options.indexOf(value) + direction + options.length) % options.length]
        if (next !== undefined) gui.set(control.key, next)
      }
    }
  }
}

type SliderRow = Extract<Row, { kind: 'control' }> & {
  control: Extract<Extract<Row, { kind: 'control' }>['control'], { kind: 'slider' }>
}
const isSlider = (row: Row): row is SliderRow => row.kind === 'control' && row.control.kind === 'slider'

const isUsable = (row: Row): boolean =>
  row.kind === 'pages' || row.kind === 'group' || (row.kind === 'control' && row.isUsable)
