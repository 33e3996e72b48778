import * as v from 'valibot'
import { describeIssue } from './defineNode.ts'
import { ProtocolError } from './errors.ts'

/** The name of the message that makes controllers vibrate. */
export const HAPTIC_ACTUATOR_PULSE = 'HAPTIC_ACTUATOR_PULSE'

/** The longest single pulse, and the longest silence between two, in milliseconds. Browsers cut longer ones anyway. */
const LONGEST_MS = 5000
const MOST_PULSES = 64

const milliseconds = v.pipe(
  v.number(),
  v.check((value) => value >= 0 && value <= LONGEST_MS, `expected milliseconds from 0 to ${LONGEST_MS}`),
)

/** One pulse as it travels, in Vuer's words; `pause` is the silence after it, before the next one of a pattern. */
const pulse = v.object({
  strength: v.pipe(
    v.number(),
    v.check((value) => value >= 0 && value <= 1, 'expected a strength from 0 to 1'),
  ),
  duration: milliseconds,
  pause: v.optional(milliseconds, 0),
})
const side = v.nullish(
  v.pipe(
    v.unknown(),
    v.transform((given) => (Array.isArray(given) ? given : [given])),
    v.array(pulse),
    v.check((list) => list.length <= MOST_PULSES, `expected at most ${MOST_PULSES} pulses`),
  ),
  null,
)

/** The `data` of HAPTIC_ACTUATOR_PULSE. */
export const hapticMessage = v.object({ left: side, right: side })

/** What one controller is to do. Times in milliseconds. */
export interface HapticPulse {
  /** 0 to 1. */
  strength: number
  durationMs: number
  /** Silence after this pulse, before the next one of a pattern; 0 if not written. */
  pauseMs?: number
}

/** For each controller one pulse, a pattern of them, or nothing. An empty pattern ends the one that is running. */
export interface Haptics {
  left?: HapticPulse | readonly HapticPulse[] | null | undefined
  right?: HapticPulse | readonly HapticPulse[] | null | undefined
}

/** A pattern for each controller; `null` leaves that one as it is. */
export interface HapticPatterns {
  left: readonly Required<HapticPulse>[] | null
  right: readonly Required<HapticPulse>[] | null
}

/** Reads the `data` of HAPTIC_ACTUATOR_PULSE; throws `INVALID_EVENT` naming what is wrong. */
export function readHaptics(data: unknown): HapticPatterns {
  const { left, right } = check(data)
  return { left: patternOf(left), right: patternOf(right) }
}

/** The `data` of HAPTIC_ACTUATOR_PULSE; throws `INVALID_EVENT` for what no controller can do. */
export function writeHaptics({ left, right }: Haptics): Record<string, unknown> {
  const data = { left: written(left), right: written(right) }
  check(data)
  return data
}

type Sent = v.InferOutput<typeof pulse>

function check(data: unknown): v.InferOutput<typeof hapticMessage> {
  const result = v.safeParse(hapticMessage, data)
  if (result.success) return result.output
  throw new ProtocolError('INVALID_EVENT', `${HAPTIC_ACTUATOR_PULSE}: ${describeIssue(result.issues[0], 'data')}`)
}

const patternOf = (sent: Sent[] | null): Required<HapticPulse>[] | null =>
  sent?.map(({ strength, duration, pause }) => ({ strength, durationMs: duration, pauseMs: pause })) ?? null

/** A single pulse travels as Vuer's client knows it, without an entry that it does not know. */
const written = (given: Haptics['left']): unknown =>
  given === null || given === undefined ? null : isPattern(given) ? given.map(writtenPulse) : writtenPulse(given)

const isPattern = (given: HapticPulse | readonly HapticPulse[]): given is readonly HapticPulse[] => Array.isArray(given)

const writtenPulse = ({ strength, durationMs, pauseMs }: HapticPulse) => ({
  strength,
  duration: durationMs,
  ...(pauseMs === undefined ? {} : { pause: pauseMs }),
})
