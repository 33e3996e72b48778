import { SparkRenderer } from '@sparkjsdev/spark'
import type { Scene, WebGLRenderer } from 'three'

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
    retained.spark.dispose()
    // The library leaves these to the garbage collector, which knows nothing of the graphics card.
    retained.spark.geometry.dispose()
    for (const material of [retained.spark.material].flat()) material.dispose()
  }
}
