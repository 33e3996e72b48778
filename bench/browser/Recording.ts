/** What the probe in a page writes down, in an object named `recording` on the page. Times are in milliseconds. */
export interface Recording {
  /** Every call of render() that drew onto the canvas or into the headset. */
  frames: Frame[]
  /** Calls of render() that drew into something else, such as the picture of a script. */
  pictures: number
  /** Time inside of render(). */
  renderMs: number
  /** Time in callbacks of animation frames, render() included. */
  callbackMs: number
  /** Time in listeners of sockets and workers. */
  messageMs: number
  /** The longest of all these callbacks and listeners. */
  longestMs: number
  /** Encoded pictures of known size that were given to the graphics card, and are in a frame. */
  uploads: Upload[]
  /** What came over sockets. */
  messages: number
  bytes: number
}

export interface Frame {
  /** When render() returned, since 1970. */
  at: number
  /** The newest tick in what it drew; -1 while there is none. */
  tick: number
  triangles: number
  points: number
}

export interface Upload {
  /** When the render() that sent it to the graphics card returned, since 1970. */
  at: number
  /** Bytes of the encoded picture: cases tell pictures apart by them. */
  encodedBytes: number
}

/** What was drawn last, and how; `factsOfDrawing()` on the page. */
export type Facts = Readonly<Record<string, number>>
