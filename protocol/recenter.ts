import * as v from 'valibot'
import { describeIssue } from './defineNode.ts'
import { ProtocolError } from './errors.ts'

/** The name of the message that brings the person to a place in the scene. */
export const RECENTER = 'RECENTER'

const finite = v.pipe(
  v.number(),
  v.check((value) => Number.isFinite(value), 'expected a finite number'),
)

/**
 * The `data` of RECENTER: where in the world frame the person's feet are to be, and which way the head looks, as a turn
 * about y in radians; 0 looks along -z. Without entries it is the origin of the scene.
 */
export const recenterMessage = v.nullish(
  v.object({
    position: v.nullish(v.strictTuple([finite, finite, finite]), [0, 0, 0]),
    heading: v.nullish(finite, 0),
  }),
  {},
)
export type RecenterOptions = NonNullable<v.InferInput<typeof recenterMessage>>

/** Reads the `data` of RECENTER; throws `INVALID_EVENT` naming what is wrong. */
export function readRecenter(data: unknown): { position: [number, number, number]; heading: number } {
  const result = v.safeParse(recenterMessage, data)
  if (result.success) return result.output
  throw new ProtocolError('INVALID_EVENT', `${RECENTER}: ${describeIssue(result.issues[0], 'data')}`)
}
