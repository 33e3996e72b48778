const START = 0xd8
const APP2 = 0xe2
const SCAN = 0xda

/** Whether these bytes are a JPEG without a colour profile: its numbers are colours as they stand. */
export function isPlainJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== START) return false
  // Segments up to the first scan: marker, length in two bytes, which counts itself.
  for (let at = 2; bytes[at] === 0xff; at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!)) {
    if (bytes[at + 1] === SCAN) return true
    if (bytes[at + 1] === APP2 && isProfile(bytes.subarray(at + 4))) return false
  }
  return false
}

/** Annex B of the ICC’s specification. */
const PROFILE = [...'ICC_PROFILE'].map((letter) => letter.charCodeAt(0))
const isProfile = (segment: Uint8Array): boolean => PROFILE.every((byte, index) => segment[index] === byte)
