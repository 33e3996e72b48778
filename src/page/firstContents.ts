import type { Client } from '../Client.ts'

/** The stage waits no longer than this for the scene, in milliseconds: an empty stage is an answer too. */
const LATEST_MS = 100

/** Resolves when the scene has come, or soon: drawing an empty stage first would only delay it. */
export const firstContents = ({ scene, address }: Pick<Client, 'scene' | 'address'>): Promise<void> =>
  new Promise((resolve) => {
    if (address.socketUrl === null || scene.graph.nodes.size > 0) return resolve()
    const timer = setTimeout(done, LATEST_MS)
    const stop = scene.subscribeChanges(done)
    function done() {
      clearTimeout(timer)
      stop()
      resolve()
    }
  })
