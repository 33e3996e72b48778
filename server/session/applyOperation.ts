import type { Operation } from '../../protocol/index.ts'
import type { SceneOperations } from '../scene/SceneOperations.ts'

/** Does what an operation that was read from a message says, with the checks of the methods. */
export function applyOperation(operations: SceneOperations, operation: Operation): void {
  switch (operation.op) {
    case 'set':
      operations.set(operation.scene)
      break
    case 'add':
      operations.add(operation.nodes, { to: operation.to })
      break
    case 'update':
      operations.update(operation.nodes)
      break
    case 'upsert':
      operations.upsert(operation.nodes, { to: operation.to })
      break
    case 'remove':
      operations.remove(operation.keys)
      break
    default:
      operation satisfies never
  }
}
