import { type GrabRenderOptions, readGrabRenderAnswer, readGrabRenderRequest, VIEW_KEY } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { Calls } from './Calls.ts'
import type { CallTiming } from './PendingCalls.ts'

/** A picture of the client's view. */
export interface Grab {
  /** The encoded picture. */
  frame: Uint8Array
  /** In pixels. */
  width: number
  /** In pixels. */
  height: number
  /** How far away everything is, from a `CameraView` with `renderDepth`: grey, white at its `near`, black at its `far`. */
  depthFrame?: Uint8Array
}

/** Asks for one picture and reads the answer. */
export async function grabRender(
  calls: Calls,
  { key = VIEW_KEY, ...options }: GrabRenderOptions,
  timing: CallTiming,
): Promise<Grab> {
  const { quality, subsample, format } = readGrabRenderRequest(options)
  // Vuer's client knows `downsample`, and JPEG only.
  const data = { quality, downsample: subsample, ...(format === 'jpeg' ? {} : { format }) }
  const { value } = await calls.ask({ etype: 'GRAB_RENDER', key, data }, timing)
  const answer = readGrabRenderAnswer(value)
  if ('error' in answer) throw new VuerError(answer.error.code, `grabRender: ${answer.error.message}`)
  const { frame, width, height, depthFrame } = answer
  return { frame, width, height, ...(depthFrame && { depthFrame }) }
}
