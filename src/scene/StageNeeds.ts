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
}

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
const RELEVANT: ReadonlySet<string> = new Set([...LIGHTS, ...CONTROLS, ...CAMERAS, 'Grid'])

/** Of several cameras or controls the last counts: what a script adds comes after what every scene has. */
const DRAWING_ORDER: readonly Slot[] = ['bgChildren', 'children', 'rawChildren']

export const isRelevant = (tag: string): boolean => RELEVANT.has(tag)

/** Keys by tag, so that what a scene needs is known without walking it. */
export class NeedsIndex {
  readonly #byTag = new Map<string, Set<string>>()
  readonly #graph: SceneGraph
  #otherLights = 0
  #needs: StageNeeds = {
    camera: undefined,
    controls: undefined,
    hasControls: false,
    hasLight: false,
    hasGrid: false,
  }

  constructor(graph: SceneGraph) {
    this.#graph = graph
  }

  get needs(): StageNeeds {
    return this.#needs
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
      camera: this.#last(CAMERAS, (key) => {
        const node = this.#graph.get(key)
        return node?.tag === 'SceneCamera' || node?.props.makeDefault === true
      }),
      controls: this.#last(CONTROLS, (key) => this.#graph.get(key)?.props.makeDefault !== false),
      hasControls: this.#hasAny(CONTROLS),
      hasLight: this.#otherLights > 0 || this.#hasAny(LIGHTS),
      hasGrid: this.#hasAny(['Grid']),
    }
    const names = Object.keys(next) as (keyof StageNeeds)[]
    if (names.every((name) => next[name] === this.#needs[name])) return false
    this.#needs = next
    return true
  }

  /** What lies in `htmlChildren` is not drawn and does not count. */
  #hasAny(tags: readonly string[]): boolean {
    return tags.some((tag) => [...(this.#byTag.get(tag) ?? [])].some((key) => this.#isDrawn(key)))
  }

  #last(tags: readonly string[], counts: (key: string) => boolean): string | undefined {
    const found = tags
      .flatMap((tag) => [...(this.#byTag.get(tag) ?? [])])
      .filter((key) => counts(key) && this.#isDrawn(key))
    if (found.length < 2) return found[0]
    const paths = new Map(found.map((key) => [key, this.#path(key)]))
    return found.reduce((last, key) => (comparePaths(paths.get(key)!, paths.get(last)!) > 0 ? key : last))
  }

  #isDrawn(key: string): boolean {
    let node = this.#graph.get(key)
    while (node && node.parent !== null) node = this.#graph.get(node.parent)
    return node !== undefined && node.slot !== 'htmlChildren'
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
