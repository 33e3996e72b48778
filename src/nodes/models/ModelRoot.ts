import { type AnimationAction, type AnimationClip, AnimationMixer, Group, type Object3D } from 'three'
import type { RawProps } from '../View.ts'
import type { Look } from './ModelLook.ts'

/** What a node draws of a model. */
export interface Drawing {
  readonly content: Object3D
  readonly look: Look
  dispose(): void
}

/** The object of a node with a model: it stays while models come and go in it. */
export class ModelRoot extends Group {
  #drawing: Drawing | undefined
  #mixer: AnimationMixer | undefined
  #action: AnimationAction | undefined

  get look(): Look | undefined {
    return this.#drawing?.look
  }

  /** Shows this in place of what was there, which is disposed of. */
  show(drawing: Drawing | undefined): void {
    const before = this.#drawing
    this.#action = undefined
    this.#mixer?.stopAllAction()
    this.#mixer = undefined
    this.#drawing = drawing
    if (before) {
      this.remove(before.content)
      before.look.dispose()
      before.dispose()
    }
    if (drawing) this.add(drawing.content)
  }

  /** Writes a live prop; see painted.ts. */
  paint(name: string, value: unknown, props: RawProps): boolean {
    return this.look?.paint(name, value, props) ?? true
  }

  /** Runs an animation of the content on by so many seconds. */
  play(clip: AnimationClip, seconds: number): void {
    if (!this.#drawing) return
    this.#mixer ??= new AnimationMixer(this.#drawing.content)
    if (this.#action?.getClip() !== clip) {
      this.#action?.stop()
      this.#action = this.#mixer.clipAction(clip).play()
    }
    this.#mixer.update(seconds)
  }
}
