import { type Object3D, Scene, Vector2, Vector4, type WebGLRenderer, type WebGLRenderTarget } from 'three'
import type { SceneCameraObject, ViewOverlay } from '../../scene/CameraRegistry.ts'
import type { FrameGuard } from '../../xr/FrameGuard.ts'
import type { WindowPlace } from './windowPlace.ts'

/** A scene of its own that is drawn over a rectangle of the view. Outside of it nothing is touched. */
export class HudPicture implements ViewOverlay {
  readonly scene = new Scene()
  order = 0
  place: WindowPlace = { left: 0, top: 0, width: 0, height: 0 }
  /** Of the whole view, in pixels of the page. */
  window = { width: 1, height: 1 }
  camera: SceneCameraObject | undefined
  /** Nothing is drawn while this is not to be seen. */
  root: Object3D | null = null
  readonly #guard: FrameGuard

  constructor(guard: FrameGuard) {
    this.#guard = guard
  }

  draw(gl: WebGLRenderer, target: WebGLRenderTarget | null): void {
    const { camera, place } = this
    if (!camera || !this.root?.visible || place.width <= 0 || place.height <= 0 || this.#guard.isOff) return
    try {
      this.#draw(gl, target, camera)
      this.#guard.passed()
    } catch (error) {
      this.#guard.failed(error)
    }
  }

  #draw(gl: WebGLRenderer, target: WebGLRenderTarget | null, camera: SceneCameraObject): void {
    const { place, window } = this
    const { width, height } = target ?? gl.getSize(size)
    const [across, down] = [width / window.width, height / window.height]
    // The graphics card counts rows from the bottom.
    const bottom = window.height - place.top - place.height
    box.set(place.left * across, bottom * down, place.width * across, place.height * down).round()
    const restore = target ? enterTarget(gl, target) : enterCanvas(gl)
    const { autoClear } = gl
    gl.autoClear = false
    try {
      gl.clearDepth()
      gl.render(this.scene, camera)
    } finally {
      gl.autoClear = autoClear
      restore()
    }
  }
}

const size = new Vector2()
const box = new Vector4()

function enterCanvas(gl: WebGLRenderer): () => void {
  const [viewport, scissor, isCut] = [gl.getViewport(new Vector4()), gl.getScissor(new Vector4()), gl.getScissorTest()]
  gl.setViewport(box)
  gl.setScissor(box)
  gl.setScissorTest(true)
  return () => {
    gl.setViewport(viewport)
    gl.setScissor(scissor)
    gl.setScissorTest(isCut)
  }
}

/** A target has a viewport of its own, which counts from when it is set. */
function enterTarget(gl: WebGLRenderer, target: WebGLRenderTarget): () => void {
  const [viewport, scissor, { scissorTest }] = [target.viewport.clone(), target.scissor.clone(), target]
  target.viewport.copy(box)
  target.scissor.copy(box)
  target.scissorTest = true
  gl.setRenderTarget(target)
  return () => {
    target.viewport.copy(viewport)
    target.scissor.copy(scissor)
    target.scissorTest = scissorTest
    gl.setRenderTarget(target)
  }
}
