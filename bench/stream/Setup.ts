/** What is shown, and how often it moves. */
export interface Setup {
  /** `whole boxes`: each message has all props of all boxes, as scripts write that were made for Vuer. */
  readonly things: 'boxes' | 'whole boxes' | 'instances'
  readonly count: number
  /** Ticks a second; 0 is as fast as it goes. */
  readonly hertz: number
}

/** The setup in words, as the table has it. */
export const nameOf = ({ things, count, hertz }: Setup): string =>
  `${count} ${things}, ${hertz > 0 ? `${hertz} Hz` : 'flood'}`
