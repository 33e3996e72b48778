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
