/** `wrist`: it hovers above the wrist. `placed`: it stands in the room, where it was called. */
export type PanelPlace = 'hidden' | 'wrist' | 'placed'

/** Where the panel is, from what the person does: looks at the wrist, or presses the button. */
export class Summons {
  #place: PanelPlace = 'hidden'
  /** A button that is down when somebody puts the headset on was not pressed for us. */
  #wasPressed = true
  /** Who takes the panel away while looking at the wrist does not want it there. */
  #isUnwanted = false

  get place(): PanelPlace {
    return this.#place
  }

  frame({ isGlancing, isPressed }: { isGlancing: boolean; isPressed: boolean }): PanelPlace {
    const isClick = isPressed && !this.#wasPressed
    this.#wasPressed = isPressed
    if (!isGlancing) this.#isUnwanted = false
    if (isClick) {
      this.#isUnwanted = this.#place === 'placed'
      this.#place = this.#isUnwanted ? 'hidden' : 'placed'
    } else if (this.#place !== 'placed') this.#place = isGlancing && !this.#isUnwanted ? 'wrist' : 'hidden'
    return this.#place
  }

  hide(): void {
    this.#place = 'hidden'
    this.#wasPressed = true
  }
}
