import { Listeners } from '../Listeners.ts'

/** Views share nothing with the connection but the scene: here they hear that the script can hear them again. */
const reconnectionsOfScenes = new WeakMap<object, Listeners>()

/** Notified each time the connection of a scene's page is open again. */
export function reconnectionsOf(scene: object): Listeners {
  let listeners = reconnectionsOfScenes.get(scene)
  if (!listeners) {
    listeners = new Listeners()
    reconnectionsOfScenes.set(scene, listeners)
  }
  return listeners
}
