import type { WebGLRenderer, WebGLRenderTarget } from 'three'

/** How long it is waited before the graphics card is asked again whether it has finished, in milliseconds. */
const ASK_MS = 2

/**
 * Reads the pixels of targets without blocking, as three.js does, but keeps the memory that they come through: to get 4 MB
 * of it anew for each picture takes the main thread longer than everything else.
 */
export class PixelReader {
  #buffer: { gl: WebGLRenderer; bytes: number; webgl: WebGLBuffer } | undefined

  /** Fills `pixels` with what is in the target now: RGBA, the lowest row first. One at a time. Rejects if the context is lost. */
  async read(gl: WebGLRenderer, target: WebGLRenderTarget, pixels: Uint8Array): Promise<void> {
    const { width, height } = target
    const context = gl.getContext() as WebGL2RenderingContext
    const { PIXEL_PACK_BUFFER: PACK } = context
    const { __webglFramebuffer: framebuffer } = gl.properties.get(target) as { __webglFramebuffer: WebGLFramebuffer }
    const bound = gl.getRenderTarget()
    gl.state.bindFramebuffer(context.FRAMEBUFFER, framebuffer)
    const buffer = this.#bufferOf(gl, pixels.byteLength)
    context.bindBuffer(PACK, buffer)
    context.readPixels(0, 0, width, height, context.RGBA, context.UNSIGNED_BYTE, 0)
    context.bindBuffer(PACK, null)
    gl.setRenderTarget(bound)
    await finished(context)
    context.bindBuffer(PACK, buffer)
    context.getBufferSubData(PACK, 0, pixels)
    context.bindBuffer(PACK, null)
  }

  dispose(): void {
    if (!this.#buffer) return
    const { gl, webgl } = this.#buffer
    gl.getContext().deleteBuffer(webgl)
    this.#buffer = undefined
  }

  #bufferOf(gl: WebGLRenderer, bytes: number): WebGLBuffer {
    if (this.#buffer?.gl === gl && this.#buffer.bytes === bytes) return this.#buffer.webgl
    this.dispose()
    const context = gl.getContext() as WebGL2RenderingContext
    const webgl = context.createBuffer()
    context.bindBuffer(context.PIXEL_PACK_BUFFER, webgl)
    context.bufferData(context.PIXEL_PACK_BUFFER, bytes, context.STREAM_READ)
    this.#buffer = { gl, bytes, webgl }
    // What comes after it has none of this.
    const lost = () => {
      this.#buffer = undefined
    }
    gl.domElement.addEventListener('webglcontextlost', lost, { once: true })
    return webgl
  }
}

/** Resolves when the graphics card has done everything that it was told before. */
function finished(context: WebGL2RenderingContext): Promise<void> {
  const fence = context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0)
  context.flush()
  return new Promise((resolve, reject) => {
    const ask = () => {
      const answer = fence ? context.clientWaitSync(fence, 0, 0) : context.WAIT_FAILED
      if (answer === context.TIMEOUT_EXPIRED) {
        setTimeout(ask, ASK_MS)
        return
      }
      context.deleteSync(fence)
      if (answer === context.WAIT_FAILED) reject(new Error('the graphics card does not answer'))
      else resolve()
    }
    setTimeout(ask, ASK_MS)
  })
}
