import type { Role } from '../../protocol/index.ts'
import type { AdmissionRequest } from './AdmissionRequest.ts'
import { type Grounds, identify } from './identify.ts'
import { faultOfOrigin, type PagePolicy } from './pageFault.ts'
import type { TokenPair } from './TokenPair.ts'

export interface AdmissionPolicy extends PagePolicy {
  readonly tokens: TokenPair
}

/** Somebody who was let in. */
export interface Admitted {
  readonly ok: true
  readonly role: Role
  readonly by: Grounds
}

/** `reason` fits a close frame (at most 120 bytes) and says what to do. 4401: token. 4403: origin. */
export type Admission = Admitted | { readonly ok: false; readonly closeCode: 4401 | 4403; readonly reason: string }

/**
 * Decides whether a socket may open. A page of another site is refused (4403), also when it reaches us under a name that
 * its owner points at this machine (DNS rebinding); a program that is not a browser sends no Origin and passes. Then the
 * token is asked for (4401), unless the peer is on this machine.
 */
export function admit(request: AdmissionRequest, policy: AdmissionPolicy): Admission {
  const originFault = faultOfOrigin(request, policy)
  if (originFault !== null) return { ok: false, closeCode: 4403, reason: originFault }
  const identity = identify(request, policy.tokens)
  if (identity.role !== null) return { ok: true, role: identity.role, by: identity.by }
  return { ok: false, closeCode: 4401, reason: reasons[identity.fault] }
}

const reasons = {
  missing: 'Token missing: open the whole address that the server printed.',
  wrong: 'Token wrong: open the address that the server printed last.',
}
