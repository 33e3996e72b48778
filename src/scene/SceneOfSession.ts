import type { WireOperation } from '../../protocol/index.ts'
import type { LiveScene } from './LiveScene.ts'

/** How long the scene of a session that is over stays, when the new one brings nothing, in milliseconds. */
const STAYS_MS = 1000

/**
 * Applies operations of a session to the scene. What an earlier session left goes when the new one has something to
 * show, so that nobody in a headset stands in the dark meanwhile.
 */
export class SceneOfSession {
  readonly #scene: LiveScene
  #clearing: ReturnType<typeof setTimeout> | undefined

  constructor(scene: LiveScene) {
    this.#scene = scene
  }

  /** A session begins; its scene is empty. */
  begin(): void {
    clearTimeout(this.#clearing)
    this.#clearing = setTimeout(() => this.#clear(), STAYS_MS)
  }

  apply(operation: WireOperation, { foreign = false }: { foreign?: boolean } = {}): void {
    if (this.#clearing !== undefined) {
      if (operation.op === 'set') clearTimeout(this.#clearing)
      else this.#clear()
      this.#clearing = undefined
    }
    this.#scene.apply(operation, { foreign })
  }

  #clear(): void {
    clearTimeout(this.#clearing)
    this.#clearing = undefined
    this.#scene.apply({ op: 'set', scene: { tag: 'Scene' } })
  }
}
