import { addAfterEffect } from '@react-three/fiber'
import type { LiveScene } from '../scene/LiveScene.ts'
import type { Observable } from '../ui/Observable.ts'
import type { ConnectionView } from './ConnectionView.ts'

/** Whoever waits for the picture waits no longer, in milliseconds: there may be none, and the page has things to say. */
const LATEST_MS = 700

/**
 * Resolves when a frame with something of the scene was drawn, or when none is to be expected soon. What the picture
 * does not need is loaded then: with a slow processor, or a slow network, everything else would come later.
 */
export function firstPicture(scene: LiveScene, connection: Observable<ConnectionView>): Promise<void> {
  return new Promise((resolve) => {
    const isAwaited = () => ['connecting', 'open'].includes(connection.get().state?.status ?? '')
    const stops = [
      addAfterEffect(() => {
        if (scene.graph.nodes.size > 0) done()
      }),
      connection.subscribe(() => {
        if (!isAwaited()) done()
      }),
    ]
    const timer = setTimeout(done, LATEST_MS)
    function done() {
      clearTimeout(timer)
      for (const stop of stops) stop()
      resolve()
    }
  })
}
