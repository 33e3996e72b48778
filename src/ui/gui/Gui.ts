import { type Change, type GUI, NODE_TYPES, resolveProps } from '../../../protocol/index.ts'
import { Listeners } from '../../Listeners.ts'
import type { Emit } from '../../scene/emit.ts'
import type { LiveScene } from '../../scene/LiveScene.ts'
import { ControlValues } from './ControlValues.ts'
import { type Control, type ControlGroup, type ControlValue, isGuiTag, readGroups, sharedProp } from './controls.ts'
import { EvenSender } from './EvenSender.ts'
import { nearestValue } from './slider.ts'

/** While a slider is dragged, its value goes out once in so many milliseconds. */
const DRAG_INTERVAL_MS = 50
/** What a script writes in answer to the last values of a drag is still on its way when the person lets go. */
const SETTLE_MS = 250

/** How the panel in the headset is brought. */
export type Summon = Pick<ReturnType<typeof guiProps>, 'hand' | 'button'>

const guiProps = (written: Readonly<Record<string, unknown>>) =>
  resolveProps<typeof GUI.props>(NODE_TYPES.GUI, written).props

/**
 * The controls that a scene declares, as they are shown and used: one for the page and the headset, so that both show
 * the same. It knows neither React nor three.js.
 */
export class Gui {
  readonly #scene: LiveScene
  readonly #emit: Emit
  readonly #values = new ControlValues()
  readonly #sender: EvenSender<ControlValue>
  readonly #listeners = new Listeners()
  readonly #settling = new Map<string, ReturnType<typeof setTimeout>>()
  /** Every node of these types, in the order of the scene, with what the script last wrote into its shared prop. */
  readonly #written = new Map<string, unknown>()
  #controls = new Map<string, Control>()
  #groups: readonly ControlGroup[] = []
  #isRestoring = false
  #isLocked = false

  constructor(scene: LiveScene, emit: Emit) {
    this.#scene = scene
    this.#emit = emit
    this.#sender = new EvenSender(DRAG_INTERVAL_MS, (key, value) => emit({ etype: 'SET', key, value }))
    scene.subscribeOperations((change) => this.#follow(change))
  }

  readonly subscribe = this.#listeners.subscribe

  /** The same object until something changes. */
  readonly groups = (): readonly ControlGroup[] => this.#groups

  /** The control of a node, as it is shown. The same object until something changes. */
  control(key: string): Control | undefined {
    return this.#controls.get(key)
  }

  /** Whoever only watches can use nothing. */
  readonly isLocked = (): boolean => this.#isLocked

  lock(isLocked: boolean): void {
    if (isLocked === this.#isLocked) return
    this.#isLocked = isLocked
    this.#listeners.notify()
  }

  get summon(): Summon {
    for (const key of this.#written.keys()) {
      const node = this.#scene.graph.get(key)
      if (node?.tag === 'GUI') return guiProps(node.props)
    }
    return guiProps({})
  }

  /** Runs what brings back a scene as it was: there a value that did not change is no news of the script. */
  restoring(apply: () => void): void {
    this.#isRestoring = true
    try {
      apply()
    } finally {
      this.#isRestoring = false
    }
  }

  /** A button was pressed. */
  press(key: string): void {
    if (this.#usable(key)?.kind === 'button') this.#emit({ etype: 'CLICK', key, value: undefined })
  }

  /** The person set a control, in one go. */
  set(key: string, value: ControlValue): void {
    const control = this.#usable(key)
    if (!control || !fits(control, value) || control.value === value) return
    if (control.kind === 'slider') {
      this.hold(key)
      this.drag(key, value)
      this.release(key)
      return
    }
    this.#values.set(key, value)
    this.#emit({ etype: 'SET', key, value })
    this.#refresh()
  }

  isHeld(key: string): boolean {
    return this.#values.isHeld(key) && !this.#settling.has(key)
  }

  /** The person takes hold of a slider; what the script writes waits until they let go. */
  hold(key: string): void {
    const control = this.#usable(key)
    if (control?.kind !== 'slider') return
    clearTimeout(this.#settling.get(key))
    this.#settling.delete(key)
    this.#values.hold(key, control.value)
  }

  drag(key: string, value: ControlValue): void {
    const control = this.#usable(key)
    if (control?.kind !== 'slider' || typeof value !== 'number' || !this.isHeld(key)) return
    const nearest = nearestValue(value, control)
    if (nearest === control.value) return
    this.#values.set(key, nearest)
    this.#sender.offer(key, nearest)
    this.#refresh()
  }

  release(key: string): void {
    if (!this.isHeld(key)) return
    this.#sender.flush(key)
    const settle = () => {
      this.#settling.delete(key)
      this.#values.letGo(key)
      this.#refresh()
    }
    this.#settling.set(key, setTimeout(settle, SETTLE_MS))
  }

  setCollapsed(key: string, isCollapsed: boolean): void {
    this.#values.set(key, isCollapsed)
    this.#refresh()
  }

  #usable(key: string): Exclude<Control, { kind: 'text' }> | undefined {
    const control = this.#controls.get(key)
    return control && control.kind !== 'text' && !control.isDisabled && !this.#isLocked ? control : undefined
  }

  #follow({ removed, inserted, structural, patched }: Change): void {
    const { graph } = this.#scene
    let isNews = false
    for (const key of removed) {
      if (graph.has(key) || !this.#written.delete(key)) continue
      this.#forget(key)
      isNews = true
    }
    for (const key of inserted) isNews = this.#insert(key) || isNews
    for (const key of structural) isNews = this.#retag(key) || isNews
    for (const { key, props } of patched) {
      const tag = this.#written.has(key) ? graph.get(key)?.tag : undefined
      if (tag === undefined) continue
      isNews = true
      if (sharedProp(tag) in props) this.#scriptWrote(key, tag)
    }
    if (isNews) this.#refresh()
  }

  /** Each insertion puts the key at the end, so that a scene that is set anew has its own order. */
  #insert(key: string): boolean {
    const tag = this.#scene.graph.get(key)?.tag ?? ''
    const wasThere = this.#written.has(key)
    const before = this.#written.get(key)
    this.#written.delete(key)
    if (!isGuiTag(tag)) {
      if (wasThere) this.#forget(key)
      return wasThere
    }
    const written = this.#scene.graph.get(key)?.props[sharedProp(tag)]
    this.#written.set(key, written)
    if (!(this.#isRestoring && wasThere && written === before)) this.#values.scriptWrote(key)
    return true
  }

  #retag(key: string): boolean {
    const tag = this.#scene.graph.get(key)?.tag ?? ''
    const wasThere = this.#written.has(key)
    if (isGuiTag(tag) === wasThere) return wasThere
    return this.#insert(key)
  }

  #scriptWrote(key: string, tag: string): void {
    this.#written.set(key, this.#scene.graph.get(key)?.props[sharedProp(tag)])
    this.#values.scriptWrote(key)
  }

  #forget(key: string): void {
    this.#sender.flush(key)
    clearTimeout(this.#settling.get(key))
    this.#settling.delete(key)
    this.#values.forget(key)
  }

  #refresh(): void {
    this.#groups = readGroups(this.#written.keys(), {
      graph: this.#scene.graph,
      personal: (key) => this.#values.of(key),
      report: (key, about, problem) => this.#scene.report(key, about, problem),
    })
    this.#controls = new Map(this.#groups.flatMap(({ controls }) => controls.map((control) => [control.key, control])))
    this.#listeners.notify()
  }
}

type Settable = Extract<Control, { value: ControlValue }>

function fits(control: Control, value: ControlValue): control is Settable {
  switch (control.kind) {
    case 'slider':
      return typeof value === 'number' && Number.isFinite(value)
    case 'toggle':
      return typeof value === 'boolean'
    case 'select':
      return typeof value === 'string' && control.options.includes(value)
    case 'button':
    case 'text':
      return false
    default:
      return control satisfies never
  }
}
