import { demonstration } from '../demo.ts'
import type { FlagVariables } from './program.ts'
import { serveSession } from './serve.ts'

/** `vuer-xr demo`, and `vuer-xr` alone: the demonstration, until it is interrupted. */
export const demo = (variables: FlagVariables): Promise<number> => serveSession(demonstration, variables)
