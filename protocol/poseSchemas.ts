import * as v from 'valibot'

/**
 * How far a pose can be believed. `tracked`: the device sees it now. `emulated`: the device guesses (WebXR's
 * `emulatedPosition`). `absent`: there is none, and no numbers are sent. `unknown`: the sender does not say (Vuer's own
 * clients).
 */
export type TrackingState = 'tracked' | 'emulated' | 'absent' | 'unknown'
export const trackingState = v.picklist(['tracked', 'emulated', 'absent', 'unknown'])

/** A plain loop: on the way of every pose, `every` would take most of its time. */
export function areFinite(list: ArrayLike<number>): boolean {
  for (let index = 0; index < list.length; index += 1) if (!Number.isFinite(list[index])) return false
  return true
}

/** Exactly so many finite numbers, read as `Float32Array`. */
export const numbersOf = (length: number, what: string) =>
  v.pipe(
    v.union([v.instance(Float32Array), v.array(v.number())]),
    v.check((list) => list.length === length, `expected ${length} numbers (${what})`),
    v.check((list) => areFinite(list), 'expected finite numbers only'),
    v.transform((list) => (list instanceof Float32Array ? list : Float32Array.from(list))),
  )

export const matrix = numbersOf(16, 'a 4x4 matrix, column-major')
export const absentable = <S extends v.GenericSchema>(schema: S) => v.nullish(schema, null)

/** A pose and its state agree: what is absent has no numbers, and numbers that nobody vouches for are `unknown`. */
export const agree = (
  pose: Float32Array | null,
  said: TrackingState = 'unknown',
): { pose: Float32Array | null; state: TrackingState } =>
  pose === null || said === 'absent' ? { pose: null, state: 'absent' } : { pose, state: said }
