import { type GrabRenderOptions, readGrabRenderAnswer, readGrabRenderRequest, VIEW_KEY } from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import type { Calls } from './Calls.ts'
import { type CallTiming, checkTtl, DEFAULT_TTL_MS } from './PendingCalls.ts'

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
  /** Keys of nodes of which something was still loading when the picture was taken. Absent: nothing was. */
  loading?: string[]
}

/** Asks for one picture and reads the answer. */
export async function grabRender(
  calls: Calls,
  { key = VIEW_KEY, ...options }: GrabRenderOptions,
  timing: CallTiming,
): Promise<Grab> {
  const { ttlMs = DEFAULT_TTL_MS } = timing
  checkTtl(ttlMs)
  // The other half is for drawing it, and for the way.
  const withDefaults = { ...options, loadingMs: options.loadingMs ?? ttlMs / 2 }
  const { quality, subsample, format, loadingMs } = readGrabRenderRequest(withDefaults)
  // Vuer's client knows `downsample`, and JPEG only.
  const data = { quality, downsample: subsample, loadingMs, ...(format === 'jpeg' ? {} : { format }) }
  const { value } = await calls.ask({ etype: 'GRAB_RENDER', key, data }, timing)
  const answer = readGrabRenderAnswer(value)
  if ('error' in answer) throw new VuerError(answer.error.code, `grabRender: ${answer.error.message}`)
  const { frame, width, height, depthFrame, loading } = answer
  return { frame, width, height, ...(depthFrame && { depthFrame }), ...(loading?.length && { loading }) }
}
