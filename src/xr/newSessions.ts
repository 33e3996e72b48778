import { Listeners } from '../Listeners.ts'

/** Views share nothing with the connection but the scene: here they hear that somebody else listens now. */
const newSessionsOfScenes = new WeakMap<object, Listeners>()

/**
 * Notified when another session of the server listens to a scene's page, which has heard nothing yet: what is an event
 * and still holds must be said again.
 */
export function newSessionsOf(scene: object): Listeners {
  let listeners = newSessionsOfScenes.get(scene)
  if (!listeners) {
    listeners = new Listeners()
    newSessionsOfScenes.set(scene, listeners)
  }
  return listeners
}
