import { Decoder, Encoder, ExtData, ExtensionCodec } from '@msgpack/msgpack'
import { ProtocolError } from './errors.ts'
import { isRecord } from './node.ts'
import { DEFAULT_FRAME_LIMITS, type FrameLimits, MAX_FRAME_DEPTH, prescan } from './prescan.ts'
import { cannotTravel, classNameOf, TYPED_ARRAYS } from './travels.ts'

/**
 * msgpackr, which Vuer's browser client uses, writes `undefined` as extension 0. It stands wherever a hand is absent.
 */
const EXT_UNDEFINED = 0

type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[number][1]>
type TypedArrayClass = {
  new (buffer: ArrayBuffer, offset: number, length: number): TypedArray
  BYTES_PER_ELEMENT: number
}

class Extensions extends ExtensionCodec {
  override tryToEncode(value: unknown, context: undefined): ExtData | null {
    if (Array.isArray(value)) return null
    if (cannotTravel(value)) throw new ProtocolError('INVALID_NODE', `a ${classNameOf(value)} cannot be sent`)
    const mayBeExtension = ArrayBuffer.isView(value) || value instanceof Date || value instanceof ExtData
    return mayBeExtension ? super.tryToEncode(value, context) : null
  }
}

const extensions = new Extensions()
extensions.register({ type: EXT_UNDEFINED, encode: () => null, decode: () => undefined })
for (const [type, elements] of TYPED_ARRAYS) {
  const TypedArrayOf = elements as unknown as TypedArrayClass
  extensions.register({
    type,
    encode: (value) => (value instanceof TypedArrayOf ? (at: number) => aligned(value as TypedArray, at) : null),
    decode: (payload) => readAligned(payload, TypedArrayOf),
  })
}

/**
 * The payload of a typed array: one byte that says how many bytes of padding follow, the padding, and the elements in
 * little-endian order. The padding puts the first element at a multiple of its size, counted from the frame's start, so
 * that a reader can use the elements where they are.
 */
function aligned(array: TypedArray, at: number): Uint8Array {
  const size = array.BYTES_PER_ELEMENT
  const padding = (size - ((at + 1) % size)) % size
  const payload = new Uint8Array(1 + padding + array.byteLength)
  payload[0] = padding
  payload.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 1 + padding)
  return payload
}

function readAligned(payload: Uint8Array, TypedArrayOf: TypedArrayClass): TypedArray {
  const size = TypedArrayOf.BYTES_PER_ELEMENT
  const start = 1 + (payload[0] ?? 0)
  const bytes = payload.byteLength - start
  if (payload.byteLength === 0 || bytes < 0 || bytes % size !== 0) {
    throw new ProtocolError('INVALID_FRAME', `a typed array of ${size}-byte elements has ${payload.byteLength} bytes`)
  }
  const offset = payload.byteOffset + start
  if (offset % size === 0) return new TypedArrayOf(payload.buffer as ArrayBuffer, offset, bytes / size)
  return new TypedArrayOf(payload.buffer.slice(offset, offset + bytes) as ArrayBuffer, 0, bytes / size)
}

const encoder = new Encoder({ extensionCodec: extensions, ignoreUndefined: true, maxDepth: MAX_FRAME_DEPTH })
const decoder = new Decoder({ extensionCodec: extensions })

/** What the other end understands: ours, or only what every Vuer program reads. */
export type Dialect = 'vuer-xr' | 'vuer'

/**
 * One message as one frame. In the `vuer` dialect typed arrays become plain lists (bytes stay bytes), because Vuer's
 * programs know no other form. Throws `INVALID_NODE` for what cannot travel: functions, bigints, maps and sets, cycles.
 */
export function encodeFrame(message: unknown, dialect: Dialect): Uint8Array<ArrayBuffer> {
  try {
    return encoder.encode(dialect === 'vuer' ? withPlainLists(message, 0) : message) as Uint8Array<ArrayBuffer>
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause
    throw new ProtocolError('INVALID_NODE', `this value cannot be sent: ${(cause as Error).message}`, { cause })
  }
}

/** One frame as one value. Throws `INVALID_FRAME`; never anything else, whatever the bytes are. */
export function decodeFrame(bytes: Uint8Array, limits: FrameLimits = DEFAULT_FRAME_LIMITS): unknown {
  if (!ArrayBuffer.isView(bytes)) throw new ProtocolError('INVALID_FRAME', 'a frame must be binary')
  prescan(bytes, limits)
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause
    throw new ProtocolError('INVALID_FRAME', `the frame is no msgpack: ${(cause as Error).message}`, { cause })
  }
}

function withPlainLists(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (depth > MAX_FRAME_DEPTH)
    throw new ProtocolError('INVALID_NODE', 'this value is nested too deeply, or contains itself')
  if (ArrayBuffer.isView(value)) return value instanceof DataView ? value : Array.from(value as Float32Array)
  if (Array.isArray(value)) return value.map((item) => withPlainLists(item, depth + 1))
  if (!isRecord(value) || value instanceof ExtData || cannotTravel(value)) return value
  const plain: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) plain[name] = withPlainLists(item, depth + 1)
  return plain
}
