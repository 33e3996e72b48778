import { type Camera, type Scene, SRGBColorSpace, type WebGLRenderer, WebGLRenderTarget } from 'three'

export interface Pixels {
  /** RGBA, eight bits each, the lowest row first. */
  pixels: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

/** Samples per pixel, as the canvas has them. */
const SAMPLES = 4

/**
 * Draws the scene once more through `camera` and reads the pixels without blocking. The colours are those of the canvas:
 * a target marked as an XR target gets tone mapping and sRGB from three.js, which an ordinary target does not. While a
 * headset presents, three.js would put the headset's pose into any camera it is given, so XR is off for the moment.
 */
export async function renderPixels(
  gl: WebGLRenderer,
  scene: Scene,
  camera: Camera,
  width: number,
  height: number,
): Promise<Pixels> {
  const target = new WebGLRenderTarget(width, height, { samples: SAMPLES, colorSpace: SRGBColorSpace })
  Object.assign(target, { isXRRenderTarget: true })
  target.texture.internalFormat = 'RGBA8'
  try {
    drawInto(target, gl, scene, camera)
    const pixels = new Uint8Array(width * height * 4)
    await gl.readRenderTargetPixelsAsync(target, 0, 0, width, height, pixels)
    return { pixels, width, height }
  } finally {
    target.dispose()
  }
}

function drawInto(target: WebGLRenderTarget, gl: WebGLRenderer, scene: Scene, camera: Camera): void {
  const before = { target: gl.getRenderTarget(), xr: gl.xr.enabled, shadows: gl.shadowMap.autoUpdate }
  try {
    gl.xr.enabled = false
    gl.shadowMap.autoUpdate = !gl.xr.isPresenting
    gl.setRenderTarget(target)
    gl.clear()
    gl.render(scene, camera)
  } finally {
    gl.setRenderTarget(before.target)
    gl.xr.enabled = before.xr
    gl.shadowMap.autoUpdate = before.shadows
  }
}
