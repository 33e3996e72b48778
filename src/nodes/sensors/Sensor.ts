import type { Scene, Texture, WebGLRenderer, WebGLRenderTarget } from 'three'
import type { PictureEncoder } from '../../calls/PictureEncoder.ts'
import { drawInto, makePictureTarget, type RenderOptions, readPixels } from '../../calls/renderPixels.ts'
import type { SceneCameraObject } from '../../scene/CameraRegistry.ts'

/** What is needed to take a picture, and what it is to be like. */
export interface Shot {
  gl: WebGLRenderer
  scene: Scene
  camera: SceneCameraObject
  /** In pixels. */
  width: number
  height: number
  without: NonNullable<RenderOptions['without']>
}

export interface SensorPicture {
  frame: Uint8Array
  depthFrame?: Uint8Array
}

/** Draws what a camera sees into textures of its own, which are made once for each size, and encodes it. */
export class Sensor {
  readonly #encoder: PictureEncoder
  #color: WebGLRenderTarget | undefined
  #depth: WebGLRenderTarget | undefined
  #isBusy = false

  constructor(encoder: PictureEncoder) {
    this.#encoder = encoder
  }

  /** What was drawn last, in the colours of the canvas: they need no further conversion. */
  get texture(): Texture | null {
    return this.#color?.texture ?? null
  }

  draw(shot: Shot): void {
    this.#color = sized(this.#color, shot)
    drawInto(this.#color, shot.gl, shot.scene, shot.camera, shot)
  }

  /** Draws and encodes. `null` while an earlier picture is still on its way: none waits. */
  async take(shot: Shot, { depth, quality }: { depth: boolean; quality: number }): Promise<SensorPicture | null> {
    if (this.#isBusy) return null
    this.#isBusy = true
    try {
      this.draw(shot)
      const color = this.#encode(this.#color!, shot, quality)
      if (!depth) return { frame: await color }
      this.#depth = sized(this.#depth, shot)
      drawInto(this.#depth, shot.gl, shot.scene, shot.camera, { ...shot, depth: true })
      const [frame, depthFrame] = await Promise.all([color, this.#encode(this.#depth, shot, quality)])
      return { frame, depthFrame }
    } finally {
      this.#isBusy = false
    }
  }

  dispose(): void {
    this.#color?.dispose()
    this.#depth?.dispose()
    this.#color = undefined
    this.#depth = undefined
    this.#encoder.dispose()
  }

  async #encode(target: WebGLRenderTarget, { gl }: Shot, quality: number): Promise<Uint8Array> {
    const pixels = await readPixels(target, gl)
    return this.#encoder.encode({ ...pixels, type: 'image/jpeg', quality })
  }
}

function sized(target: WebGLRenderTarget | undefined, { width, height }: Shot): WebGLRenderTarget {
  if (target?.width === width && target.height === height) return target
  target?.dispose()
  return makePictureTarget(width, height)
}
