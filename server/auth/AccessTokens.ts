import type { Role } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { Logger } from '../logger.ts'
import { makeToken, TokenFile } from './TokenFile.ts'
import { type HeldToken, TokenPair } from './TokenPair.ts'

export interface AccessTokensOptions {
  /** Where tokens that were not given are kept: `token` and `viewer-token`. */
  readonly folder: string
  /** The operator's token; made and kept when undefined, none when false. */
  readonly token?: string | false | undefined
  readonly viewerToken?: string | false | undefined
  readonly logger: Logger
  /** The token of that role counts no longer; the one that counts now, if any, is in place already. */
  onWithdrawn(role: Role): void
  /** How often the files are looked at, in milliseconds. */
  readonly pollMs?: number
}

/**
 * The tokens of a running server. It looks at their files every second: a token that is changed or deleted there counts no
 * longer, also in the process that has read it. A timestamp is compared, because a watch on a file is lost with the file.
 */
export class AccessTokens {
  readonly pair: TokenPair
  readonly #options: AccessTokensOptions
  readonly #files: ReadonlyMap<Role, TokenFile>
  readonly #poll: NodeJS.Timeout
  /** One reading or writing at a time. */
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false

  private constructor(options: AccessTokensOptions, pair: TokenPair, files: ReadonlyMap<Role, TokenFile>) {
    this.#options = options
    this.pair = pair
    this.#files = files
    this.#poll = setInterval(() => void this.#inTurn(() => this.#lookAtFiles()), options.pollMs ?? 1000)
    this.#poll.unref()
  }

  /**
   * Reads the tokens, and makes those that are missing.
   *
   * @throws VuerError `TOKEN_INVALID` when a file holds something else, or when both roles have the same token;
   * `FOLDER_UNUSABLE` or `FILE_UNWRITABLE` when the operator's token cannot be kept
   */
  static async open(options: AccessTokensOptions): Promise<AccessTokens> {
    const files = new Map<Role, TokenFile>()
    if (options.token === undefined) files.set('operator', new TokenFile(options.folder, 'token'))
    if (options.viewerToken === undefined) files.set('viewer', new TokenFile(options.folder, 'viewer-token'))
    const operator = options.token ?? (await files.get('operator')!.readOrCreate())
    const viewer = options.viewerToken ?? (await keptIfPossible(files, options.logger))
    if (operator !== false && operator === viewer) {
      throw new VuerError(
        'TOKEN_INVALID',
        'token and viewerToken are the same: give each role its own, or delete one file',
      )
    }
    return new AccessTokens(options, new TokenPair({ operator, viewer }), files)
  }

  /** The token of a role; null when it has none now. */
  of(role: Role): string | null {
    return this.pair.get(role) || null
  }

  /**
   * Makes and keeps a new token; the old one counts no longer.
   *
   * @throws VuerError `TOKEN_SWITCHED_OFF` when the role has none, `FILE_UNWRITABLE` when the new one cannot be kept, in
   * which case the old one still counts
   */
  renew(role: Role): Promise<string> {
    return this.#inTurn(async () => {
      if (this.pair.get(role) === false) {
        const option = optionOf[role]
        throw new VuerError('TOKEN_SWITCHED_OFF', `${option}: is false, so there is no token of the ${role} to renew`)
      }
      const token = makeToken()
      const file = this.#files.get(role)
      if (file) await file.write(token)
      else {
        this.#options.logger.warn(
          `the new token of the ${role} lasts until the server stops: ${optionOf[role]} names the old one`,
        )
      }
      this.#replace(role, token)
      return token
    })
  }

  /** Stops looking at the files. */
  close(): void {
    this.#closed = true
    clearInterval(this.#poll)
  }

  async #lookAtFiles(): Promise<void> {
    for (const [role, file] of this.#files) {
      if (this.#closed || !(await file.hasChanged())) continue
      const before = this.pair.get(role)
      const { token, finding } = await readAnew(file)
      if (this.#closed || token === before) continue
      this.#options.logger.warn(`${finding}: the ${role}'s old token was withdrawn`)
      this.#replace(role, token)
    }
  }

  #replace(role: Role, token: string | null): void {
    this.pair.set(role, token)
    this.#options.onWithdrawn(role)
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(run)
    this.#turn = done.catch(() => {})
    return done
  }
}

const optionOf: Record<Role, string> = { operator: 'token', viewer: 'viewerToken' }

/** A folder that cannot be written to must not keep a server from starting whose owner has named a token himself. */
async function keptIfPossible(files: ReadonlyMap<Role, TokenFile>, logger: Logger): Promise<HeldToken> {
  try {
    return await files.get('viewer')!.readOrCreate()
  } catch (error) {
    if (!(error instanceof VuerError) || error.code === 'TOKEN_INVALID') throw error
    logger.warn(`the viewer's token lasts until the server stops: ${error.message}`)
    return makeToken()
  }
}

/** What the file says now. One that is deleted is made anew; one that is wrong is left as it is, and lets nobody in. */
async function readAnew(file: TokenFile): Promise<{ token: string | null; finding: string }> {
  try {
    const token = await file.read()
    if (token) return { token, finding: `"${file.path}" was changed` }
    if (token === '') return { token: null, finding: `"${file.path}" was emptied; write a token into it, or delete it` }
    const made = makeToken()
    await file.write(made)
    return { token: made, finding: `"${file.path}" was deleted, and a new one made` }
  } catch (error) {
    return { token: null, finding: (error as Error).message.replace(/\.$/, '') }
  }
}
