import type { Operation } from '../../protocol/index.ts'
import { encodeOperation, type OperationForm } from './encodeOperation.ts'

/** An operation on its way to one client or to many: it becomes bytes once for each form, not once for each client. */
export class SharedOperation {
  readonly operation: Operation
  readonly #ts: number
  readonly #frames: Partial<Record<OperationForm, Uint8Array<ArrayBuffer>>> = {}

  /** `ts` is milliseconds since 1970. */
  constructor(operation: Operation, ts: number) {
    this.operation = operation
    this.#ts = ts
  }

  /** Throws `INVALID_NODE` for what cannot travel. */
  frame(form: OperationForm): Uint8Array<ArrayBuffer> {
    this.#frames[form] ??= encodeOperation(this.operation, this.#ts, form)
    return this.#frames[form]
  }
}
