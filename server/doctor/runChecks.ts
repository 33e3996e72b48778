import type { Check } from './Check.ts'
import { checkConnections } from './connectionChecks.ts'
import type { DoctorEnvironment } from './DoctorEnvironment.ts'
import { checkCertificate, checkClient, checkSecrets, checkStaticRoots } from './fileChecks.ts'
import { checkAddresses, checkClock, checkFirewall, checkNode } from './machineChecks.ts'
import { checkPort } from './portCheck.ts'

/**
 * Looks at everything that a headset needs to connect, in the order in which one thing rests on another. A fault never
 * ends it: what cannot be looked at any more is left out.
 */
export async function* runChecks(environment: DoctorEnvironment): AsyncGenerator<Check> {
  yield checkNode(environment)
  yield checkClock(environment)
  const { check, trial } = await checkPort(environment)
  yield check
  yield* checkAddresses(environment)
  yield* checkCertificate(environment)
  yield* checkSecrets(environment)
  yield await checkClient(environment)
  yield* checkStaticRoots(environment)
  yield* checkConnections(environment, trial)
  yield await checkFirewall(environment)
}
