import { Encoder, ExtData, ExtensionCodec } from '@msgpack/msgpack'
import { AlignedArrays } from './AlignedArrays.ts'
import { ProtocolError } from './errors.ts'
import { FrameReader } from './FrameReader.ts'
import { DEFAULT_FRAME_LIMITS, type FrameLimits, MAX_FRAME_DEPTH } from './frameLimits.ts'
import { isRecord } from './node.ts'
import { cannotTravel, classNameOf, TYPED_ARRAYS } from './travels.ts'

/**
 * msgpackr, which Vuer's browser client uses, writes `undefined` as extension 0. It stands wherever a hand is absent.
 */
const EXT_UNDEFINED = 0

/** By class: what is of another one, such as a class that extends one of these, is found among the registered ones. */
const arraysOf = new Map<unknown, AlignedArrays>()

class Extensions extends ExtensionCodec {
  override tryToEncode(value: unknown, context: undefined): ExtData | null {
    if (Array.isArray(value)) return null
    if (ArrayBuffer.isView(value)) {
      const arrays = arraysOf.get(value.constructor)
      if (arrays) return arrays.write(value as Float32Array)
    }
    if (cannotTravel(value)) throw new ProtocolError('INVALID_NODE', `a ${classNameOf(value)} cannot be sent`)
    const mayBeExtension = ArrayBuffer.isView(value) || value instanceof Date || value instanceof ExtData
    return mayBeExtension ? super.tryToEncode(value, context) : null
  }
}

const extensions = new Extensions()
extensions.register({ type: EXT_UNDEFINED, encode: () => null, decode: () => undefined })
for (const [type, elements] of TYPED_ARRAYS) {
  const arrays = new AlignedArrays(type, elements)
  arraysOf.set(elements, arrays)
  extensions.register({
    type,
    encode: (value) => (value instanceof elements ? arrays.write(value).data : null),
    decode: (payload) => arrays.read(payload),
  })
}

const encoder = new Encoder({ extensionCodec: extensions, ignoreUndefined: true, maxDepth: MAX_FRAME_DEPTH })
const reader = new FrameReader(extensions)

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
  return reader.read(bytes, limits)
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
