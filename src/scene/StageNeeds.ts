import type { SceneGraph, Slot } from '../../protocol/index.ts'

/** What the scene brings of the things that every view needs. What it does not bring, the viewer supplies. */
export interface StageNeeds {
  /** The key of the camera that the desktop looks through. */
  readonly camera: string | undefined
  /** The key of the controls that drive it. */
  readonly controls: string | undefined
  /** The scene has controls of its own, even if they are switched off. */
  readonly hasControls: boolean
  readonly hasLight: boolean
  readonly hasGrid: boolean
  /** The same for each `ViewportHud` by its key: what is inside one counts for it alone. */
  readonly huds: ReadonlyMap<string, HudNeeds>
}

/** What a `ViewportHud` brings of what it needs. */
export type HudNeeds = Pick<StageNeeds, 'camera' | 'hasLight'>

const LIGHTS = [
  'AmbientLight',
  'DirectionalLight',
  'PointLight',
  'SpotLight',
  'HemisphereLight',
  'RectAreaLight',
  'HemisphereLightStage',
  'AmbientLightStage',
  'ambientLight',
  'directionalLight',
  'pointLight',
  'spotLight',
  'hemisphereLight',
  'rectAreaLight',
  'Stage',
  'Environment',
]
const CONTROLS = ['OrbitControls', 'SceneCameraControl']
const CAMERAS = [
  'PerspectiveCamera',
  'OrthographicCamera',
  'SceneCamera',
  'SimplePerspectiveCamera',
  'SimpleOrthographicCamera',
]
const HUD = 'ViewportHud'
/** What a person drives a robot by. The stage does not need them, but they do not wait behind thousands of other nodes. */
const INPUTS = [
  ...['Hands', 'HandsView', 'MotionControllers', 'Head', 'Body', 'Gamepad', 'KeyboardMonitor', 'Locomotion'],
  ...['GUI', 'Button', 'Slider', 'Toggle', 'Select', 'GuiText', 'XRSettings'],
]
const RELEVANT: ReadonlySet<string> = new Set([...LIGHTS, ...CONTROLS, ...CAMERAS, 'Grid', HUD])
const AT_ONCE: readonly string[] = [...RELEVANT, ...INPUTS]
/** Where nodes stand that are in no `ViewportHud`. */
const STAGE = null

/** Of several cameras or controls the last counts: what a script adds comes after what every scene has. */
const DRAWING_ORDER: readonly Slot[] = ['bgChildren', 'children', 'rawChildren']

export const isRelevant = (tag: string): boolean => RELEVANT.has(tag)

/** Keys by tag, so that what a scene needs is known without walking it. */
export class NeedsIndex {
  readonly #byTag = new Map<string, Set<string>>()
  readonly #graph: SceneGraph
  #otherLights = 0
  #needed = new Set<string>()
  /** The graph's revision that the keys above is of. */
  #neededAt = -1
  #needs: StageNeeds = {
    camera: undefined,
    controls: undefined,
    hasControls: false,
    hasLight: false,
    hasGrid: false,
    huds: new Map(),
  }

  constructor(graph: SceneGraph) {
    this.#graph = graph
  }

  get needs(): StageNeeds {
    return this.#needs
  }

  /** Whether a node, or one below it, is to be there at once. */
  isNeeded(key: string): boolean {
    if (this.#neededAt !== this.#graph.revision) {
      this.#neededAt = this.#graph.revision
      this.#needed = new Set()
      for (const tag of AT_ONCE) for (const needed of this.#byTag.get(tag) ?? []) this.#addPath(needed)
    }
    return this.#needed.has(key)
  }

  #addPath(key: string): void {
    for (let at: string | null | undefined = key; at && !this.#needed.has(at); at = this.#graph.get(at)?.parent) {
      this.#needed.add(at)
    }
  }

  add(tag: string, key: string): void {
    const keys = this.#byTag.get(tag)
    if (keys) keys.add(key)
    else this.#byTag.set(tag, new Set([key]))
  }

  remove(tag: string, key: string): void {
    this.#byTag.get(tag)?.delete(key)
  }

  /** Something lights the scene that is no light of the graph; call the returned function, once, when it is dark again. */
  addLight(): () => void {
    this.#otherLights += 1
    return () => {
      this.#otherLights -= 1
    }
  }

  /** Looks again; true when the answer is another one. */
  update(): boolean {
    const next: StageNeeds = {
      camera: this.#last(CAMERAS, STAGE, (key) => this.#isDefaultCamera(key)),
      controls: this.#last(CONTROLS, STAGE, (key) => this.#graph.get(key)?.props.makeDefault !== false),
      hasControls: this.#hasAny(CONTROLS, STAGE),
      hasLight: this.#otherLights > 0 || this.#hasAny(LIGHTS, STAGE),
      hasGrid: this.#hasAny(['Grid'], STAGE),
      huds: this.#hudNeeds(),
    }
    const names = Object.keys(next) as (keyof StageNeeds)[]
    if (names.every((name) => next[name] === this.#needs[name])) return false
    this.#needs = next
    return true
  }

  /** The map, and each entry of it, stays the same until something in it is another. */
  #hudNeeds(): ReadonlyMap<string, HudNeeds> {
    const before = this.#needs.huds
    const keys = [...(this.#byTag.get(HUD) ?? [])]
    if (keys.length === 0 && before.size === 0) return before
    let isSame = keys.length === before.size
    const huds = new Map<string, HudNeeds>()
    for (const key of keys) {
      const camera =
        this.#last(CAMERAS, key, (each) => this.#isDefaultCamera(each)) ?? this.#last(CAMERAS, key, () => true)
      const hasLight = this.#hasAny(LIGHTS, key)
      const known = before.get(key)
      const needs = known && known.camera === camera && known.hasLight === hasLight ? known : { camera, hasLight }
      isSame &&= needs === known
      huds.set(key, needs)
    }
    return isSame ? before : huds
  }

  #isDefaultCamera(key: string): boolean {
    const node = this.#graph.get(key)
    return node?.tag === 'SceneCamera' || node?.props.makeDefault === true
  }

  #hasAny(tags: readonly string[], home: string | null): boolean {
    return tags.some((tag) => [...(this.#byTag.get(tag) ?? [])].some((key) => this.#home(key) === home))
  }

  #last(tags: readonly string[], home: string | null, counts: (key: string) => boolean): string | undefined {
    const found = tags
      .flatMap((tag) => [...(this.#byTag.get(tag) ?? [])])
      .filter((key) => counts(key) && this.#home(key) === home)
    if (found.length < 2) return found[0]
    const paths = new Map(found.map((key) => [key, this.#path(key)]))
    return found.reduce((last, key) => (comparePaths(paths.get(key)!, paths.get(last)!) > 0 ? key : last))
  }

  /** The `ViewportHud` that a node is drawn in, or the stage. What lies in `htmlChildren` is not drawn and does not count. */
  #home(key: string): string | null | undefined {
    let node = this.#graph.get(key)
    let hud: string | null = STAGE
    while (node && node.parent !== null) {
      node = this.#graph.get(node.parent)
      if (hud === STAGE && node?.tag === HUD) hud = node.key
    }
    return node === undefined || node.slot === 'htmlChildren' ? undefined : hud
  }

  /** Where the node stands in the order of drawing: the index of its list, then of each ancestor among its siblings. */
  #path(key: string): number[] {
    const path: number[] = []
    let node = this.#graph.get(key)
    while (node) {
      const parent = node.parent === null ? undefined : this.#graph.get(node.parent)
      path.unshift((parent ? parent.children : this.#graph.slots[node.slot]).indexOf(node.key))
      if (!parent) path.unshift(DRAWING_ORDER.indexOf(node.slot))
      node = parent
    }
    return path
  }
}

function comparePaths(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = a[index]! - b[index]!
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
