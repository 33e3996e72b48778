import {
  type Dialect,
  encodeFrame,
  type Operation,
  operationMessage,
  packedOperation,
  spellOut,
} from '../../protocol/index.ts'

/** How operations are written for a client: in its dialect, or in ours with nodes as columns, if it reads them. */
export type OperationForm = Dialect | 'columns'

/** One frame. `ts` is milliseconds since 1970. Throws `INVALID_NODE` for what cannot travel. */
export function encodeOperation(operation: Operation, ts: number, form: OperationForm): Uint8Array<ArrayBuffer> {
  switch (form) {
    case 'columns':
      return encodeFrame(operationMessage(packedOperation(operation), ts), 'vuer-xr')
    case 'vuer-xr':
      return encodeFrame(operationMessage(operation, ts), 'vuer-xr')
    case 'vuer':
      return encodeFrame(operationMessage(spellOut(operation), ts), 'vuer')
    default:
      return form satisfies never
  }
}
