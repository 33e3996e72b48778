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
export async function measure(frame: () => void): Promise<Figures> {
  await timeOf(frame)
  const microseconds = (await timeOf(frame)) - (await timeOf(nothing))
  const bytes = (await allocatedBy(frame)) - (await allocatedBy(nothing))
  return { microseconds, bytes: Math.max(0, bytes) }
}

const nothing = () => {}

/** After each frame microtasks run, as in a browser. */
async function run(frame: () => void, count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    frame()
    await undefined
  }
}

async function timeOf(frame: () => void): Promise<number> {
  const start = performance.now()
  await run(frame, FRAMES)
  return ((performance.now() - start) * 1000) / FRAMES
}

/** Bytes per frame: what is used after some frames less what was used before, both without a collection in between. */
async function allocatedBy(frame: () => void): Promise<number> {
  const batches: number[] = []
  for (let batch = 0; batch < BATCHES; batch += 1) {
    collect()
    const before = used()
    await run(frame, FRAMES_BETWEEN_COLLECTIONS)
    batches.push((used() - before) / FRAMES_BETWEEN_COLLECTIONS)
  }
  return quantile(batches, 0.5)
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
