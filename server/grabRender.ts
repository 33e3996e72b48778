import { randomUUID } from 'node:crypto'
import { type GrabRenderOptions, readGrabRenderAnswer, readGrabRenderRequest, VIEW_KEY } from '../protocol/index.ts'
import { VuerError } from './errors.ts'
import type { CallTiming, PendingCalls } from './PendingCalls.ts'

/** A picture of the client's view. */
export interface Grab {
  /** The encoded picture. */
  frame: Uint8Array
  /** In pixels. */
  width: number
  /** In pixels. */
  height: number
}

/** Asks for one picture over `send` and reads the answer. */
export async function grabRender(
  { key = VIEW_KEY, ...options }: GrabRenderOptions,
  timing: CallTiming,
  send: (message: unknown) => void,
  calls: PendingCalls,
  now: number,
): Promise<Grab> {
  const { quality, subsample, format } = readGrabRenderRequest(options)
  const uuid = randomUUID()
  const responseType = `GRAB_RENDER_RESPONSE@${uuid}`
  const answered = calls.open('grabRender', responseType, timing)
  // Vuer's client knows `downsample`, and JPEG only.
  const data = { quality, downsample: subsample, ...(format === 'jpeg' ? {} : { format }) }
  send({ uuid, ts: now, data, etype: 'GRAB_RENDER', key, rtype: responseType })
  const answer = readGrabRenderAnswer(await answered)
  if ('error' in answer) throw new VuerError(answer.error.code, `grabRender: ${answer.error.message}`)
  return { frame: answer.frame, width: answer.width, height: answer.height }
}
