import { type Dialect, encodeFrame, type Operation, operationMessage, spellOut } from '../../protocol/index.ts'

/** An operation on its way to one client or to many: it becomes bytes once for each dialect, not once for each client. */
export class SharedOperation {
  readonly operation: Operation
  readonly #ts: number
  readonly #frames: Partial<Record<Dialect, Uint8Array<ArrayBuffer>>> = {}

  /** `ts` is milliseconds since 1970. */
  constructor(operation: Operation, ts: number) {
    this.operation = operation
    this.#ts = ts
  }

  /** Throws `INVALID_NODE` for what cannot travel. */
  frame(dialect: Dialect): Uint8Array<ArrayBuffer> {
    this.#frames[dialect] ??= this.#encode(dialect)
    return this.#frames[dialect]
  }

  #encode(dialect: Dialect): Uint8Array<ArrayBuffer> {
    const spelled = dialect === 'vuer' ? spellOut(this.operation) : this.operation
    return encodeFrame(operationMessage(spelled, this.#ts), dialect)
  }
}
