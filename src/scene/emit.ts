/** Something that a view has to say to the script. */
export interface SceneEvent {
  etype: string
  /** The key of the node that speaks, where the event has one. */
  key?: string
  value: unknown
  /** When it was captured: milliseconds since 1970 on this machine's clock. */
  capturedAt?: number
  /** The frame of the headset in which it was captured, counted from when the page was loaded. */
  xrFrame?: number | undefined
}

/** How views speak: whoever mounts the stage decides where events go. */
export type Emit = (event: SceneEvent) => void
