import {
  type Camera,
  type Object3D,
  OrthographicCamera,
  PerspectiveCamera,
  type Scene,
  SRGBColorSpace,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three'
import type { ViewOverlay } from '../scene/CameraRegistry.ts'
import { makeDepthMaterial } from './depthMaterial.ts'

export interface Pixels {
  /** RGBA, eight bits each, the lowest row first. */
  pixels: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

export interface RenderOptions {
  /** What is left out of the picture. */
  without?: Iterable<Object3D>
  /** What is drawn over it. */
  over?: Iterable<ViewOverlay>
  /** How far away everything is, instead of its colours: white at the camera's `near`, black at `far`, linear between. */
  depth?: boolean
}

/** Samples per pixel, as the canvas has them. */
const SAMPLES = 4

/**
 * A target whose colours are those of the canvas: one that is marked as an XR target gets tone mapping and sRGB from
 * three.js, which an ordinary target does not.
 */
export function makePictureTarget(width: number, height: number): WebGLRenderTarget {
  // Nobody asks for its depths.
  const options = { samples: SAMPLES, colorSpace: SRGBColorSpace, resolveDepthBuffer: false }
  const target = new WebGLRenderTarget(width, height, options)
  Object.assign(target, { isXRRenderTarget: true })
  target.texture.internalFormat = 'RGBA8'
  return target
}

/** Draws the scene once more through `camera` and reads the pixels without blocking. */
export async function renderPixels(
  gl: WebGLRenderer,
  scene: Scene,
  camera: Camera,
  { width, height, ...options }: { width: number; height: number } & RenderOptions,
): Promise<Pixels> {
  const target = makePictureTarget(width, height)
  try {
    drawInto(target, gl, scene, camera, options)
    return await readPixels(target, gl)
  } finally {
    target.dispose()
  }
}

/**
 * The pixels of a target, as they are when the graphics card gets to it, in `pixels` where that is given. Rejects if the
 * context is lost.
 */
export async function readPixels(
  target: WebGLRenderTarget,
  gl: WebGLRenderer,
  pixels: Uint8Array<ArrayBuffer> = new Uint8Array(target.width * target.height * 4),
): Promise<Pixels> {
  const { width, height } = target
  await gl.readRenderTargetPixelsAsync(target, 0, 0, width, height, pixels).catch((error: unknown) => {
    // three.js says nothing of it.
    throw error ?? new Error('the graphics card does not answer')
  })
  return { pixels, width, height }
}

const ownCameras = new WeakMap<WebGLRenderer, { perspective: PerspectiveCamera; orthographic: OrthographicCamera }>()

/**
 * What stands for `camera` while it draws. Where there is glass, three.js makes a target of the size of the picture for
 * each camera that it is given, and keeps it: so all pictures of one renderer are drawn through the same two.
 */
function standInFor(camera: Camera, gl: WebGLRenderer): Camera {
  const own = ownCameras.get(gl) ?? { perspective: new PerspectiveCamera(), orthographic: new OrthographicCamera() }
  ownCameras.set(gl, own)
  if (camera instanceof PerspectiveCamera) return own.perspective.copy(camera, false)
  if (camera instanceof OrthographicCamera) return own.orthographic.copy(camera, false)
  return camera
}

/**
 * Draws the scene into a target. While a headset presents, three.js would put the headset's pose into any camera it is
 * given, so XR is off for the moment.
 */
export function drawInto(
  target: WebGLRenderTarget,
  gl: WebGLRenderer,
  scene: Scene,
  camera: Camera,
  { without = [], over = [], depth = false }: RenderOptions = {},
): void {
  const before = {
    target: gl.getRenderTarget(),
    xr: gl.xr.enabled,
    shadows: gl.shadowMap.autoUpdate,
    background: scene.background,
    material: scene.overrideMaterial,
    alpha: gl.getClearAlpha(),
  }
  const hidden = [...without].filter(({ visible }) => visible)
  try {
    for (const object of hidden) object.visible = false
    gl.xr.enabled = false
    gl.shadowMap.autoUpdate = !gl.xr.isPresenting
    if (depth) {
      scene.background = null
      scene.overrideMaterial = makeDepthMaterial(camera as never)
      gl.setClearAlpha(0)
    }
    gl.setRenderTarget(target)
    if (!gl.autoClear) gl.clear()
    gl.render(scene, standInFor(camera, gl))
    for (const overlay of over) overlay.draw(gl, target)
  } finally {
    if (depth) scene.overrideMaterial?.dispose()
    for (const object of hidden) object.visible = true
    scene.background = before.background
    scene.overrideMaterial = before.material
    gl.setClearAlpha(before.alpha)
    gl.setRenderTarget(before.target)
    gl.xr.enabled = before.xr
    gl.shadowMap.autoUpdate = before.shadows
  }
}
