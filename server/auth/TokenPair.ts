import { randomBytes } from 'node:crypto'
import type { Role } from '../../protocol/index.ts'
import { tokensEqual } from './tokensEqual.ts'

/** `false`: the role has no token. `null`: it has one, but none that counts now, so nobody gets in by it. */
export type HeldToken = string | null | false

/** The tokens of both roles, and whose token somebody brings. */
export class TokenPair {
  readonly #held: Record<Role, HeldToken>
  /** Stands where a role has no token, so that a comparison takes its time all the same. */
  readonly #nobodys = randomBytes(32).toString('base64url')

  constructor(held: Record<Role, HeldToken>) {
    this.#held = { ...held }
  }

  get(role: Role): HeldToken {
    return this.#held[role]
  }

  set(role: Role, token: string | null): void {
    this.#held[role] = token
  }

  /** Whether clients off this machine need a token. */
  get isRequired(): boolean {
    return this.#held.operator !== false
  }

  /** The role that a token gives; null when it is wrong. Takes the same time whatever is presented. */
  roleOf(presented: string): Role | null {
    const isOperator = tokensEqual(presented, this.#held.operator || this.#nobodys)
    const isViewer = tokensEqual(presented, this.#held.viewer || this.#nobodys)
    // Should both be the same, by hand in a file, it gives the lesser role.
    if (isViewer) return 'viewer'
    return isOperator ? 'operator' : null
  }
}
