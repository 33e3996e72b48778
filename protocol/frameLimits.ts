/** Bounds on what one frame may hold. */
export interface FrameLimits {
  /** Bytes in the whole frame. */
  maxBytes: number
  /** Levels of lists and maps inside each other. */
  maxDepth: number
  /** Values of all kinds together. */
  maxValues: number
  /** Bytes in one text or name. Pictures and clouds are binary, and bounded by the frame alone. */
  maxStringBytes: number
  /** Entries of one list. */
  maxListLength: number
  /** Entries of one map. */
  maxMapSize: number
}

/**
 * Levels in one frame, for both who writes and who reads. A scene of the greatest depth needs 4 for the envelope, 2 for
 * each node and a few for props.
 */
export const MAX_FRAME_DEPTH = 128

export const DEFAULT_FRAME_LIMITS: FrameLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxDepth: MAX_FRAME_DEPTH,
  maxValues: 20_000_000,
  maxStringBytes: 64 * 1024 * 1024,
  maxListLength: 20_000_000,
  maxMapSize: 1_000_000,
}
