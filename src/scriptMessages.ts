/** Hears the `data` of a message, which nobody has checked. It does not throw. */
export type ScriptMessageListener = (data: unknown) => void

/** What a script sends that is neither an operation nor a question (`session.send`), for whoever on the page wants it. */
export class ScriptMessages {
  readonly #listeners = new Map<string, Set<ScriptMessageListener>>()

  /** Hears the messages of that name until the returned function is called. */
  on(etype: string, listener: ScriptMessageListener): () => void {
    const listeners = this.#listeners.get(etype) ?? new Set()
    this.#listeners.set(etype, listeners)
    // A listener of its own, so that the same function can be given twice.
    const own: ScriptMessageListener = (data) => listener(data)
    listeners.add(own)
    return () => {
      listeners.delete(own)
      if (listeners.size === 0 && this.#listeners.get(etype) === listeners) this.#listeners.delete(etype)
    }
  }

  /** Hands a message to all who listen. False when nobody does. */
  deliver(etype: string, data: unknown): boolean {
    const listeners = this.#listeners.get(etype)
    if (!listeners) return false
    for (const listener of [...listeners]) listener(data)
    return true
  }
}

/** Views and the XR layer are loaded apart and share nothing but the scene, so the messages are kept beside it. */
const messagesOfScenes = new WeakMap<object, ScriptMessages>()

export function scriptMessagesOf(scene: object): ScriptMessages {
  let messages = messagesOfScenes.get(scene)
  if (!messages) {
    messages = new ScriptMessages()
    messagesOfScenes.set(scene, messages)
  }
  return messages
}
