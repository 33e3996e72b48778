import { ProtocolError } from './errors.ts'

/** Bounds on what one frame may hold. */
export interface FrameLimits {
  /** Bytes in the whole frame. */
  maxBytes: number
  /** Levels of lists and maps inside each other. */
  maxDepth: number
  /** Values of all kinds together. */
  maxValues: number
  /** Bytes in one text or name. Pictures and clouds are binary, and bounded by the frame alone. */
  maxStringBytes: number
  /** Entries of one list. */
  maxListLength: number
  /** Entries of one map. */
  maxMapSize: number
}

/**
 * Levels in one frame, for both who writes and who reads. A scene of the greatest depth needs 4 for the envelope, 2 for
 * each node and a few for props.
 */
export const MAX_FRAME_DEPTH = 128

export const DEFAULT_FRAME_LIMITS: FrameLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxDepth: MAX_FRAME_DEPTH,
  maxValues: 20_000_000,
  maxStringBytes: 64 * 1024 * 1024,
  maxListLength: 20_000_000,
  maxMapSize: 1_000_000,
}

/**
 * Walks the headers of a msgpack frame once, without building anything, and refuses what a decoder would choke on: counts
 * and lengths that the frame cannot hold (a decoder allocates for them first), deep nesting, bytes left over or missing.
 * Sizes are those of the msgpack specification, https://github.com/msgpack/msgpack/blob/master/spec.md.
 */
export function prescan(bytes: Uint8Array, limits: FrameLimits = DEFAULT_FRAME_LIMITS): void {
  if (bytes.length > limits.maxBytes)
    throw refused(`the frame has ${bytes.length} bytes, the limit is ${limits.maxBytes}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length
  /** How many values are still owed at each open level. */
  const owed: number[] = [1]
  let at = 0
  let values = 0

  const need = (count: number) => {
    if (at + count > end) throw refused('the frame ends in the middle of a value')
  }
  const skip = (count: number) => {
    need(count)
    at += count
  }
  const length = (size: 1 | 2 | 4): number => {
    need(size)
    const value = size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at) : view.getUint32(at)
    at += size
    return value
  }
  const text = (count: number) => {
    if (count > limits.maxStringBytes) throw refused(`a text has ${count} bytes, the limit is ${limits.maxStringBytes}`)
    skip(count)
  }
  const list = (count: number) => {
    if (count > limits.maxListLength)
      throw refused(`a list claims ${count} entries, the limit is ${limits.maxListLength}`)
    open(count)
  }
  const map = (count: number) => {
    if (count > limits.maxMapSize) throw refused(`a map claims ${count} entries, the limit is ${limits.maxMapSize}`)
    open(count * 2)
  }
  const open = (count: number) => {
    if (count > end - at) throw refused(`a list or map claims ${count} values, the frame has ${end - at} bytes left`)
    if (owed.length > limits.maxDepth) throw refused(`lists and maps are nested deeper than ${limits.maxDepth} levels`)
    if (count > 0) owed.push(count)
  }

  while (owed.length > 0) {
    const level = owed.length - 1
    if (owed[level] === 0) {
      owed.pop()
      continue
    }
    owed[level]! -= 1
    if (++values > limits.maxValues) throw refused(`the frame has more than ${limits.maxValues} values`)
    need(1)
    const head = bytes[at++]!
    if (head <= 0x7f || head >= 0xe0) continue
    if (head <= 0x8f) map(head & 0x0f)
    else if (head <= 0x9f) list(head & 0x0f)
    else if (head <= 0xbf) text(head & 0x1f)
    else
      switch (head) {
        case 0xc0:
        case 0xc2:
        case 0xc3:
          break
        case 0xc4:
          skip(length(1))
          break
        case 0xc5:
          skip(length(2))
          break
        case 0xc6:
          skip(length(4))
          break
        case 0xd9:
          text(length(1))
          break
        case 0xda:
          text(length(2))
          break
        case 0xdb:
          text(length(4))
          break
        case 0xc7:
          skip(length(1) + 1)
          break
        case 0xc8:
          skip(length(2) + 1)
          break
        case 0xc9:
          skip(length(4) + 1)
          break
        case 0xcc:
        case 0xd0:
          skip(1)
          break
        case 0xcd:
        case 0xd1:
          skip(2)
          break
        case 0xca:
        case 0xce:
        case 0xd2:
          skip(4)
          break
        case 0xcb:
        case 0xcf:
        case 0xd3:
          skip(8)
          break
        case 0xd4:
        case 0xd5:
        case 0xd6:
        case 0xd7:
        case 0xd8:
          skip(1 + (1 << (head - 0xd4)))
          break
        case 0xdc:
          list(length(2))
          break
        case 0xdd:
          list(length(4))
          break
        case 0xde:
          map(length(2))
          break
        case 0xdf:
          map(length(4))
          break
        default:
          throw refused(`0x${head.toString(16)} is no msgpack value`)
      }
  }
  if (at !== end) throw refused(`${end - at} bytes follow the first value; a frame holds exactly one`)
}

const refused = (why: string) => new ProtocolError('INVALID_FRAME', why)
