/** `note` is something to know that cannot be judged from here, or need not be. */
export type CheckState = 'ok' | 'note' | 'warning' | 'failed'

/** One thing that was looked at. */
export interface Check {
  readonly name: string
  readonly state: CheckState
  /** What was found. */
  readonly sentence: string
  /** What to do about it; there unless the state is `ok`. */
  readonly remedy?: string
}

const check = (state: CheckState) => (name: string, sentence: string, remedy?: string) =>
  remedy === undefined ? { name, state, sentence } : { name, state, sentence, remedy }

export const ok: (name: string, sentence: string) => Check = check('ok')
export const note: (name: string, sentence: string, remedy: string) => Check = check('note')
export const warning: (name: string, sentence: string, remedy: string) => Check = check('warning')
export const failed: (name: string, sentence: string, remedy: string) => Check = check('failed')

/** An error's message as a sentence of a check. */
export const asSentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`)
