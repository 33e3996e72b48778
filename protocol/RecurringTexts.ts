/** Texts up to this length are looked for among those that were read before, in bytes. */
const LONGEST = 64
/** Places for texts; a power of two. A scene's keys and the names of props should fit. */
const PLACES = 32_768

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Reads texts, and remembers short ones: in a stream of changes, names and keys are the same each time. One that was
 * read before is the same string object, which also makes it quick to look up in maps.
 */
export class RecurringTexts {
  /** Two places for each number made of bytes: a newer text, and an older one that gives way next. */
  readonly #texts: string[] = Array(PLACES).fill('')

  /** The text in `length` bytes from `at`, as UTF-8; broken characters become U+FFFD. */
  read(bytes: Uint8Array, at: number, length: number): string {
    if (length > LONGEST) return utf8.decode(bytes.subarray(at, at + length))
    let hash = length
    let all = 0
    for (let index = at; index < at + length; index += 1) {
      const byte = bytes[index]!
      all |= byte
      hash = Math.imul(hash ^ byte, 0x01000193)
    }
    if (all > 0x7f) return utf8.decode(bytes.subarray(at, at + length))
    const texts = this.#texts
    const place = (hash ^ (hash >>> 15)) & (PLACES - 1)
    const newer = texts[place]!
    if (isWrittenAt(newer, bytes, at, length)) return newer
    const older = texts[place ^ 1]!
    if (isWrittenAt(older, bytes, at, length)) return older
    texts[place ^ 1] = newer
    texts[place] = String.fromCharCode.apply(null, bytes.subarray(at, at + length) as unknown as number[])
    return texts[place]
  }
}

function isWrittenAt(text: string, bytes: Uint8Array, at: number, length: number): boolean {
  if (text.length !== length) return false
  for (let index = 0; index < length; index += 1) if (text.charCodeAt(index) !== bytes[at + index]) return false
  return true
}
