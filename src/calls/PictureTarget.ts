import type { WebGLRenderer, WebGLRenderTarget } from 'three'
import { makePictureTarget, type Pixels, readPixels } from './renderPixels.ts'

/** A target that nobody has drawn into for so long takes memory for nothing. Milliseconds. */
const IDLE_MS = 5000

/**
 * What pictures are drawn into and read from. To get its memory takes longer than to draw a simple scene, so it is kept
 * while pictures of one size are asked for again and again.
 */
export class PictureTarget {
  #target: WebGLRenderTarget | undefined
  #idle: ReturnType<typeof setTimeout> | undefined

  /** What is drawn into it holds until the next call. */
  of(width: number, height: number): WebGLRenderTarget {
    this.#keep()
    if (this.#target?.width !== width || this.#target.height !== height) this.#dispose()
    this.#target ??= makePictureTarget(width, height)
    return this.#target
  }

  /** What has been drawn, written into `pixels`. */
  async read(gl: WebGLRenderer, pixels: Uint8Array<ArrayBuffer>): Promise<Pixels> {
    if (!this.#target) throw new Error('nothing was drawn')
    clearTimeout(this.#idle)
    try {
      return await readPixels(this.#target, gl, pixels)
    } finally {
      this.#keep()
    }
  }

  #keep(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#dispose(), IDLE_MS)
  }

  #dispose(): void {
    this.#target?.dispose()
    this.#target = undefined
  }
}
