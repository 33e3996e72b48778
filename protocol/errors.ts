/** Every error that the shared language raises: `code` is stable, `message` says what, where and what to do. */
export class ProtocolError extends Error {
  readonly code: ProtocolErrorCode

  constructor(code: ProtocolErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'ProtocolError'
    this.code = code
  }
}

export type ProtocolErrorCode =
  /** A prop, key or tag of a node is wrong. */
  | 'INVALID_NODE'
  /** An operation cannot apply to the graph as it is. Nothing of it was applied. */
  | 'INVALID_OPERATION'
  /** Bytes that are no frame of this protocol, or that exceed a limit. */
  | 'INVALID_FRAME'
  /** A well-formed frame whose event has a value of the wrong shape. */
  | 'INVALID_EVENT'
