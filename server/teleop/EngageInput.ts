import { type EngageLevels, isPressed } from './gestures.ts'

/**
 * The button or gesture of a clutch. A press counts only if it was seen released before, in the same unbroken run of
 * good samples: a hand that comes back pinching has not decided anything.
 */
export class EngageInput {
  readonly #levels: EngageLevels
  #pressed: boolean | undefined
  #wasReleased = false

  constructor(levels: EngageLevels) {
    this.#levels = levels
  }

  /** `pressed` is `undefined` between the levels, while it is not known. `begins`: it was released and is pressed now. */
  read(input: boolean | number): { pressed: boolean | undefined; begins: boolean } {
    this.#pressed = typeof input === 'boolean' ? input : isPressed(input, this.#pressed, this.#levels)
    const begins = this.#pressed === true && this.#wasReleased
    if (this.#pressed !== undefined) this.#wasReleased = !this.#pressed
    return { pressed: this.#pressed, begins }
  }

  /** It must be seen released again. */
  forget(): void {
    this.#pressed = undefined
    this.#wasReleased = false
  }
}
