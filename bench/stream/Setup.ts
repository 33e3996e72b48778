/** What is shown, and how often it moves. */
export interface Setup {
  readonly things: 'boxes' | 'instances'
  readonly count: number
  /** Ticks a second; 0 is as fast as it goes. */
  readonly hertz: number
}

/** The setup in words, as the table has it. */
export const nameOf = ({ things, count, hertz }: Setup): string =>
  `${count} ${things}, ${hertz > 0 ? `${hertz} Hz` : 'flood'}`
