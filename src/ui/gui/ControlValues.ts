import type { ControlValue } from './controls.ts'

interface Personal {
  value: ControlValue
  /** The person is about to change it. */
  isHeld: boolean
  /** The script has written something else meanwhile. */
  isOverruled: boolean
}

/**
 * Who has the say over a value that both the script and the person write: the one who wrote last, except that nobody
 * takes a control out of the person's hand. What the script wrote meanwhile shows when they let go.
 */
export class ControlValues {
  readonly #personal = new Map<string, Personal>()

  /** What the person set, as long as that counts. */
  of(key: string): ControlValue | undefined {
    return this.#personal.get(key)?.value
  }

  isHeld(key: string): boolean {
    return this.#personal.get(key)?.isHeld ?? false
  }

  hold(key: string, value: ControlValue): void {
    const isOverruled = this.#personal.get(key)?.isOverruled ?? false
    this.#personal.set(key, { value, isHeld: true, isOverruled })
  }

  set(key: string, value: ControlValue): void {
    const personal = this.#personal.get(key)
    if (personal) personal.value = value
    else this.#personal.set(key, { value, isHeld: false, isOverruled: false })
  }

  letGo(key: string): void {
    const personal = this.#personal.get(key)
    if (personal?.isOverruled) this.#personal.delete(key)
    else if (personal) personal.isHeld = false
  }

  scriptWrote(key: string): void {
    const personal = this.#personal.get(key)
    if (personal?.isHeld) personal.isOverruled = true
    else this.#personal.delete(key)
  }

  forget(key: string): void {
    this.#personal.delete(key)
  }
}
