import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What this process has in use, with garbage and without it, in bytes. */
export async function memory() {
  const { rss, heapUsed: heapWithGarbage, external: externalWithGarbage } = process.memoryUsage()
  collectGarbage()
  await delay(5) // buffers are freed beside the program, and counted when the next collection begins
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return { rss, used: heapWithGarbage + externalWithGarbage, live: heapUsed + external }
}
