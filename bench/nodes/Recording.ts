/** What the probe in the page writes down, in an object named `recording` on the page. */
export interface Recording {
  /** Every call of render(): when it returned, in milliseconds since 1970, and the newest tick in what it drew. */
  frames: { at: number; tick: number }[]
  /** Time inside of render(), in milliseconds. */
  renderMs: number
  /** What was drawn, and how. */
  facts: Record<string, number>
}
