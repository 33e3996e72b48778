/** What a context of WebGL answers about the values that it clears with, and the calls that set them. */
interface Clearing {
  readonly COLOR_CLEAR_VALUE: number
  readonly DEPTH_CLEAR_VALUE: number
  readonly STENCIL_CLEAR_VALUE: number
  clearColor(red: number, green: number, blue: number, alpha: number): void
  clearDepth(depth: number): void
  clearStencil(stencil: number): void
  getParameter(name: number): unknown
}

/**
 * Has contexts answer from memory what they clear with. iwer asks that in each frame, and a browser answers such a question
 * when the graphics card has done everything before it: page and card would never work at the same time. Values that were
 * never set are still asked for. `prototype` is that of the contexts; to be called once.
 */
export function rememberClearValues(prototype: Clearing): void {
  const { clearColor, clearDepth, clearStencil, getParameter } = prototype
  const memories = new WeakMap<Clearing, Map<number, number | Float32Array>>()
  const remember = (context: Clearing, name: number, value: number | Float32Array) => {
    const memory = memories.get(context) ?? new Map()
    memories.set(context, memory.set(name, value))
  }
  prototype.clearColor = function (...color) {
    remember(this, this.COLOR_CLEAR_VALUE, Float32Array.from(color))
    clearColor.apply(this, color)
  }
  prototype.clearDepth = function (depth) {
    remember(this, this.DEPTH_CLEAR_VALUE, Math.min(1, Math.max(0, depth)))
    clearDepth.call(this, depth)
  }
  prototype.clearStencil = function (stencil) {
    remember(this, this.STENCIL_CLEAR_VALUE, stencil)
    clearStencil.call(this, stencil)
  }
  prototype.getParameter = function (name) {
    const value = memories.get(this)?.get(name)
    if (value === undefined) return getParameter.call(this, name)
    return typeof value === 'number' ? value : value.slice()
  }
}
