import * as v from 'valibot'
import { describeIssue } from './defineNode.ts'
import { ProtocolError } from './errors.ts'

/** The name of a message that the person is to read. */
export const NOTICE = 'NOTICE'

const level = v.picklist(['info', 'warning', 'error'])
const forMs = v.pipe(
  v.number(),
  v.check((value) => value > 0 && value <= 3_600_000, 'expected milliseconds above 0, and at most an hour'),
)

/** A line for the person, on the page and in the headset, for `forMs` milliseconds. */
export const notice = v.object({
  text: v.pipe(
    v.string(),
    v.check((text) => text.trim() !== '', 'expected a text'),
  ),
  level: v.optional(level, 'info'),
  forMs: v.optional(forMs, 6000),
})
export type Notice = v.InferOutput<typeof notice>
export type NoticeOptions = Omit<v.InferInput<typeof notice>, 'text'>

/** Reads the `data` of a NOTICE; throws `INVALID_EVENT` naming what is wrong. */
export function readNotice(data: unknown): Notice {
  const result = v.safeParse(notice, data)
  if (result.success) return result.output
  throw new ProtocolError('INVALID_EVENT', `${NOTICE}: ${describeIssue(result.issues[0], 'data')}`)
}
