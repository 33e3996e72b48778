import type { WebGLRenderer, WebGLRenderTarget } from 'three'

/** How long it is waited before the graphics card is asked again whether it has finished, in milliseconds. */
const ASK_MS = 2

/**
 * Fills `pixels` with what is in the target now: RGBA, the lowest row first. It does not block, and asks more often than
 * three.js does whether it may read. Rejects if the context is lost.
 */
export async function readTarget(gl: WebGLRenderer, target: WebGLRenderTarget, pixels: Uint8Array): Promise<void> {
  const { width, height } = target
  const context = gl.getContext() as WebGL2RenderingContext
  const { PIXEL_PACK_BUFFER: PACK } = context
  const { __webglFramebuffer: framebuffer } = gl.properties.get(target) as { __webglFramebuffer: WebGLFramebuffer }
  const bound = gl.getRenderTarget()
  gl.state.bindFramebuffer(context.FRAMEBUFFER, framebuffer)
  // A new one each time: Chromium complains of one that is written again.
  const buffer = context.createBuffer()
  try {
    context.bindBuffer(PACK, buffer)
    context.bufferData(PACK, pixels.byteLength, context.STREAM_READ)
    context.readPixels(0, 0, width, height, context.RGBA, context.UNSIGNED_BYTE, 0)
    context.bindBuffer(PACK, null)
    gl.setRenderTarget(bound)
    await finished(context)
    context.bindBuffer(PACK, buffer)
    context.getBufferSubData(PACK, 0, pixels)
    context.bindBuffer(PACK, null)
  } finally {
    context.deleteBuffer(buffer)
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
