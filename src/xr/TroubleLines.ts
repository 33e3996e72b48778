import type { ProblemList } from '../scene/ProblemList.ts'

/** How long a problem is in view, milliseconds. It stays on the page. */
const SHOWN_MS = 8000
/** More would hide what the person works with. */
const MAX_PROBLEMS = 3

/**
 * What is wrong, for the person in the headset: the connection for as long as it is broken, and each problem of the scene
 * for a while, when it arises and when a session begins.
 */
export class TroubleLines {
  readonly #problems: ProblemList
  /** Since when each message is shown. Messages that were shown stay here until they are none any more. */
  readonly #since = new Map<string, number>()
  #connection: string | null = null
  #lines: readonly string[] = []

  constructor(problems: ProblemList) {
    this.#problems = problems
  }

  /** What is the matter with the connection; `null` when nothing is. */
  set connection(sentence: string | null) {
    this.#connection = sentence
  }

  /** A session begins: whatever is wrong is news to the person who looks now. */
  begin(): void {
    this.#since.clear()
  }

  /** The lines at `timeMs`, newest problem first. The same list as long as nothing changes. */
  at(timeMs: number): readonly string[] {
    const { all } = this.#problems
    const messages = new Set(all.values())
    for (const message of this.#since.keys()) if (!messages.has(message)) this.#since.delete(message)
    for (const message of messages) if (!this.#since.has(message)) this.#since.set(message, timeMs)
    const shown = [...messages].filter((message) => timeMs - this.#since.get(message)! < SHOWN_MS).reverse()
    const rest = shown.length - MAX_PROBLEMS
    const lines = [
      ...(this.#connection === null ? [] : [this.#connection]),
      ...shown.slice(0, MAX_PROBLEMS),
      ...(rest > 0 ? [`and ${rest} more, on the page`] : []),
    ]
    if (lines.length !== this.#lines.length || lines.some((line, index) => line !== this.#lines[index])) {
      this.#lines = lines
    }
    return this.#lines
  }
}
