import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Figures } from '../support/compare.ts'
import { quantile } from '../support/statistics.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Frames for one figure of time, and for one of memory: few enough that nothing is collected meanwhile. */
const FRAMES = 20_000
const FRAMES_BETWEEN_COLLECTIONS = 20
const BATCHES = 60

/** What one frame costs: microseconds, and bytes that were allocated, on the heap and in buffers. */
export function measure(frame: () => void): Figures {
  for (let count = 0; count < FRAMES; count += 1) frame()
  const start = performance.now()
  for (let count = 0; count < FRAMES; count += 1) frame()
  const microseconds = ((performance.now() - start) * 1000) / FRAMES
  const nothing = allocatedBy(() => {})
  return { microseconds, bytes: Math.max(0, allocatedBy(frame) - nothing) }
}

/** Bytes per call: what is used after some calls less what was used before, both without a collection in between. */
function allocatedBy(call: () => void): number {
  const batches: number[] = []
  for (let batch = 0; batch < BATCHES; batch += 1) {
    collect()
    const before = used()
    for (let count = 0; count < FRAMES_BETWEEN_COLLECTIONS; count += 1) call()
    batches.push((used() - before) / FRAMES_BETWEEN_COLLECTIONS)
  }
  return quantile(batches, 0.5)
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
