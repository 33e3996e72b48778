import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { VuerError } from '../errors.ts'
import { openPrivateFolder } from '../tls/privateFolder.ts'
import { writeWhole } from '../writeWhole.ts'

/** 24 characters of base64url are 144 bits: beyond guessing, and short enough for a QR code that scans well. */
const TOKEN_LENGTH = 24

export const makeToken = (): string => randomBytes(32).toString('base64url').slice(0, TOKEN_LENGTH)

/**
 * An access token in a file of its own, so that a restarted server still knows the headsets that have its address. A
 * token may also be written there by hand: 8 to 200 printable characters without spaces.
 */
export class TokenFile {
  readonly path: string
  readonly #folder: string
  #seen = ''

  constructor(folder: string, name: 'token' | 'viewer-token') {
    this.#folder = folder
    this.path = join(folder, name)
  }

  /**
   * The token, which is made when there is none.
   *
   * @throws VuerError `TOKEN_INVALID` when the file holds something else or cannot be read, `FOLDER_UNUSABLE`,
   * `FILE_UNWRITABLE`
   */
  async readOrCreate(): Promise<string> {
    await openPrivateFolder(this.#folder)
    const kept = await this.read()
    if (kept) return kept
    const token = makeToken()
    await this.write(token)
    return token
  }

  /** The token; empty text when the file is empty, null when there is no file. Throws `TOKEN_INVALID`. */
  async read(): Promise<string | null> {
    this.#seen = await this.#state()
    const remedy = 'delete it to have a new one made, or write 8 to 200 characters without spaces into it.'
    let text: string
    try {
      text = (await readFile(this.path, 'utf8')).trim()
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
      throw new VuerError('TOKEN_INVALID', `"${this.path}" cannot be read: ${remedy}`, { cause })
    }
    if (text !== '' && !/^[\x21-\x7e]{8,200}$/.test(text)) {
      throw new VuerError('TOKEN_INVALID', `"${this.path}" is not a token: ${remedy}`)
    }
    return text
  }

  /** Throws `FILE_UNWRITABLE`. The folder must be there. */
  async write(token: string): Promise<void> {
    await writeWhole(this.path, `${token}\n`, 0o600)
    this.#seen = 'written' // so that it is read once more: it may be gone again already
  }

  /** Whether the file may hold something else than at the last {@link read}. */
  async hasChanged(): Promise<boolean> {
    return (await this.#state()) !== this.#seen
  }

  async #state(): Promise<string> {
    try {
      const { ino, size, mtimeMs, ctimeMs } = await stat(this.path)
      return `${ino} ${size} ${mtimeMs} ${ctimeMs}`
    } catch {
      return 'gone'
    }
  }
}
