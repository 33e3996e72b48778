import { ExtData } from '@msgpack/msgpack'

type TypedArray = Exclude<ArrayBufferView, DataView> & { slice(): ArrayBufferView }

/**
 * A copy that shares nothing with the original: lists, maps, typed arrays with their elements, dates. For values that
 * can travel: they have no cycles.
 */
export function copyValue<T>(value: T): T {
  return copy(value) as T
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof ExtData) return value
  if (Array.isArray(value)) return value.map(copy)
  if (value instanceof Date) return new Date(value)
  if (value instanceof DataView) {
    return new DataView(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength))
  }
  // A Buffer becomes what it is after a journey; its own slice would share its memory.
  if (value instanceof Uint8Array) return new Uint8Array(value)
  if (ArrayBuffer.isView(value)) return (value as TypedArray).slice()
  const copied: Record<string, unknown> = {}
  for (const name of Object.keys(value)) copied[name] = copy((value as Record<string, unknown>)[name])
  return copied
}
