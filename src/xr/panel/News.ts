import { linkTrouble } from '../../ui/gui/link.ts'
import type { PageStatus } from '../../ui/gui/PageStatus.ts'
import type { Row } from './panelRows.ts'

type Note = Extract<Row, { kind: 'note' }>

/** How long a problem of the scene is in view, milliseconds. It stays on the page and on the panel. */
const SHOWN_MS = 8000
/** Beside the connection. More would hide what the person works with. */
const MAX_NOTES = 3
const MAX_LINES = 3

/**
 * What the person in the headset is told without having asked: that the connection is broken, for as long as it is; what
 * the script says, for as long as it wants; and each problem of the scene for a while, when it arises and when a session
 * begins.
 */
export class News {
  readonly #status: PageStatus
  /** Since when each problem is shown. Those that were shown stay here until they are none any more. */
  readonly #since = new Map<string, number>()
  #rows: readonly Note[] = []

  constructor(status: PageStatus) {
    this.#status = status
  }

  /** A session begins: whatever is wrong is news to the person who looks now. */
  begin(): void {
    this.#since.clear()
  }

  /** The rows at `timeMs`, the script's first and then the newest problem. The same list as long as nothing changes. */
  rows(timeMs: number): readonly Note[] {
    const { notices, link } = this.#status
    const said = notices.all().map(({ id, text, level }) => note(`notice ${id}`, text, level))
    const wrong = this.#problems(timeMs).map((text) => note(`problem ${text}`, text, 'warning'))
    const notes = [...said.reverse(), ...wrong]
    const rest = notes.length - MAX_NOTES
    const trouble = linkTrouble(link.get())
    const rows = [
      ...(trouble === null ? [] : [note('link', trouble, link.get().status === 'ended' ? 'error' : 'warning')]),
      ...notes.slice(0, MAX_NOTES),
      ...(rest > 0 ? [note('rest', `and ${rest} more, on the page`, 'info')] : []),
    ]
    if (rows.length !== this.#rows.length || rows.some((row, index) => !isSame(row, this.#rows[index]!))) {
      this.#rows = rows
    }
    return this.#rows
  }

  /** Those that are shown still, the newest first. */
  #problems(timeMs: number): string[] {
    const messages = new Set([...this.#status.problems.all.values()].flatMap((lines) => lines.split('\n')))
    for (const message of this.#since.keys()) if (!messages.has(message)) this.#since.delete(message)
    for (const message of messages) if (!this.#since.has(message)) this.#since.set(message, timeMs)
    return [...this.#since].flatMap(([message, since]) => (timeMs - since < SHOWN_MS ? [message] : [])).reverse()
  }
}

const note = (id: string, text: string, level: Note['level']): Note => ({
  kind: 'note',
  id,
  text,
  level,
  maxLines: MAX_LINES,
})

const isSame = (a: Note, b: Note): boolean => a.id === b.id && a.text === b.text && a.level === b.level
