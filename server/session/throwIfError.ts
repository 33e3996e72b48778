import { isRecord } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { ClientEvent } from './ClientEvent.ts'

/** Any answer may be `{error: {code, message}}`. */
export function throwIfError(name: string, event: ClientEvent): ClientEvent {
  const { value } = event as { value: unknown }
  if (!isRecord(value) || !isRecord(value.error)) return event
  const { code, message } = value.error
  if (typeof code !== 'string' || typeof message !== 'string') return event
  throw new VuerError(code, `${name}: ${message}`)
}
