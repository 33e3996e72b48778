import { SparkRenderer } from '@sparkjsdev/spark'
import type { Scene, WebGLRenderer } from 'three'

/** How long a sorting may take that is waited for, in ms: it never ends where the graphics card was lost. */
const PATIENCE_MS = 5000
const LOOK_MS = 10

const stages = new WeakMap<Scene, { spark: SparkRenderer; users: number }>()

/** Draws the splats of a scene for as long as somebody retains it: one drawing sorts those of all nodes. */
export function retainSpark(scene: Scene, renderer: WebGLRenderer, onDirty: () => void): () => void {
  let stage = stages.get(scene)
  if (!stage) {
    stage = { spark: new SparkRenderer({ renderer, onDirty }), users: 0 }
    stages.set(scene, stage)
    scene.add(stage.spark)
  }
  const retained = stage
  retained.users += 1
  return () => {
    retained.users -= 1
    if (retained.users > 0) return
    stages.delete(scene)
    scene.remove(retained.spark)
    disposeWhenSorted(retained.spark)
  }
}

/**
 * What the library sorts it goes on with after its own `dispose`, and complains on the page of what is missing, or starts
 * a worker that nobody ends: so the sorting that runs comes first.
 */
async function disposeWhenSorted(spark: SparkRenderer): Promise<void> {
  clearTimeout(spark.updateTimeoutId)
  clearTimeout(spark.sortTimeoutId)
  spark.sortDirty = false
  const last = performance.now() + PATIENCE_MS
  while (spark.sorting && performance.now() < last) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  // Nobody hears what its workers are still asked, and the library would have it rejected: an error of the page.
  for (const worker of [spark.sortWorker, spark.lodWorker]) if (worker) worker.messages = {}
  spark.dispose()
  // The library leaves these to the garbage collector, which knows nothing of the graphics card.
  spark.geometry.dispose()
  for (const material of [spark.material].flat()) material.dispose()
}
