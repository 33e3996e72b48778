import { expect, test } from 'vitest'
import { rememberClearValues } from '../../../src/xr/devices/clearValues.ts'

/** A context that counts what its graphics card is asked. */
function newContexts() {
  const asked: number[] = []
  class Context {
    readonly COLOR_CLEAR_VALUE = 1
    readonly DEPTH_CLEAR_VALUE = 2
    readonly STENCIL_CLEAR_VALUE = 3
    readonly values = new Map<number, unknown>([
      [1, Float32Array.of(0, 0, 0, 0)],
      [2, 1],
      [3, 0],
      [4, 'other'],
    ])
    clearColor(...color: [number, number, number, number]) {
      this.values.set(1, Float32Array.from(color))
    }
    clearDepth(depth: number) {
      this.values.set(2, Math.min(1, Math.max(0, depth)))
    }
    clearStencil(stencil: number) {
      this.values.set(3, stencil)
    }
    getParameter(name: number) {
      asked.push(name)
      return this.values.get(name)
    }
  }
  rememberClearValues(Context.prototype as unknown as Parameters<typeof rememberClearValues>[0])
  return { Context, asked }
}

test('what a context clears with is known without asking its graphics card, once it was set', () => {
  const { Context, asked } = newContexts()
  const context = new Context()
  expect([1, 2, 3, 4].map((name) => context.getParameter(name))).toEqual([Float32Array.of(0, 0, 0, 0), 1, 0, 'other'])
  expect(asked).toEqual([1, 2, 3, 4])
  context.clearColor(0.1, 0.2, 0.3, 1)
  context.clearDepth(2)
  context.clearStencil(7)
  expect([1, 2, 3].map((name) => context.getParameter(name))).toEqual([1, 2, 3].map((name) => context.values.get(name)))
  expect(asked).toHaveLength(4)
  context.getParameter(4)
  expect(asked).toHaveLength(5)
})

test('each context has its own values, and who changes an answer changes nothing', () => {
  const { Context, asked } = newContexts()
  const [one, other] = [new Context(), new Context()]
  one.clearColor(1, 1, 1, 1)
  ;(one.getParameter(1) as Float32Array)[0] = 0.5
  expect(one.getParameter(1)).toEqual(Float32Array.of(1, 1, 1, 1))
  expect(asked).toHaveLength(0)
  expect(other.getParameter(1)).toEqual(Float32Array.of(0, 0, 0, 0))
})
