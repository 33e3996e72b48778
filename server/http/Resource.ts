import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Role } from '../../protocol/index.ts'

/** Something of this server that is not for everybody. */
export interface Resource {
  readonly methods: readonly string[]
  /** Who may use it, at least; null: everybody. */
  readonly role: Role | null
  /** Whether people open it in a browser, which is then given the cookie. */
  readonly isPage: boolean
  /** Called when the request was let in. */
  answer(req: IncomingMessage, res: ServerResponse): void | Promise<void>
}
