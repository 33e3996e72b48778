import { ExtensionCodec } from '@msgpack/msgpack'
import { AlignedArrays } from './AlignedArrays.ts'
import { ProtocolError } from './errors.ts'
import { FrameReader } from './FrameReader.ts'
import { FrameWriter } from './FrameWriter.ts'
import { DEFAULT_FRAME_LIMITS, type FrameLimits } from './frameLimits.ts'
import { TYPED_ARRAYS } from './travels.ts'

/**
 * msgpackr, which Vuer's browser client uses, writes `undefined` as extension 0. It stands wherever a hand is absent.
 */
const EXT_UNDEFINED = 0

const extensions = new ExtensionCodec()
extensions.register({ type: EXT_UNDEFINED, encode: () => null, decode: () => undefined })
for (const [type, elements] of TYPED_ARRAYS) {
  const arrays = new AlignedArrays(elements)
  extensions.register({ type, encode: () => null, decode: (payload) => arrays.read(payload) })
}

const reader = new FrameReader(extensions)
const writer = new FrameWriter()

/** What the other end understands: ours, or only what every Vuer program reads. */
export type Dialect = 'vuer-xr' | 'vuer'

/**
 * One message as one frame. In the `vuer` dialect typed arrays become plain lists (bytes stay bytes), because Vuer's
 * programs know no other form. Throws `INVALID_NODE` for what cannot travel: functions, bigints, maps and sets, cycles.
 */
export function encodeFrame(message: unknown, dialect: Dialect): Uint8Array<ArrayBuffer> {
  return writer.write(message, { typedArrays: dialect === 'vuer-xr' })
}

/** One frame as one value. Throws `INVALID_FRAME`; never anything else, whatever the bytes are. */
export function decodeFrame(bytes: Uint8Array, limits: FrameLimits = DEFAULT_FRAME_LIMITS): unknown {
  if (!ArrayBuffer.isView(bytes)) throw new ProtocolError('INVALID_FRAME', 'a frame must be binary')
  return reader.read(bytes, limits)
}
