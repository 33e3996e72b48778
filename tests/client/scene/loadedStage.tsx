import { act } from '@react-three/test-renderer'
import { expect, vi } from 'vitest'
import { testStage } from './testStage.tsx'

/** A stage whose views have all been loaded. */
export async function loadedStage(...given: Parameters<typeof testStage>) {
  const stage = await testStage(...given)
  await vi.waitFor(
    async () => {
      await stage.settle()
      expect(stage.live.loading.keys).toEqual([])
    },
    { timeout: 20_000 },
  )
  return stage
}

/** Waits for everything that the viewer loads after a change. */
export async function allLoaded(stage: Awaited<ReturnType<typeof testStage>>): Promise<void> {
  await vi.waitFor(
    async () => {
      await act(async () => new Promise((resolve) => setTimeout(resolve)))
      expect(stage.live.loading.keys).toEqual([])
    },
    { timeout: 20_000 },
  )
  await stage.settle()
}
