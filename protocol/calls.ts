import * as v from 'valibot'
import { describeIssue } from './defineNode.ts'
import { ProtocolError } from './errors.ts'
import { quoted } from './quoted.ts'
import { type RoomMeshes, roomMeshes } from './room.ts'

/** What a picture of the view may be asked for. Words that Vuer's scripts use mean the same here. */
export const grabRenderRequest = v.object({
  /** Quality of JPEG and WebP, from 0 to 1. */
  quality: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.9),
  /** Each side of the picture is divided by this. */
  subsample: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(64)), 1),
  format: v.optional(v.picklist(['jpeg', 'png', 'webp']), 'jpeg'),
  /** How long it waits for what is still loading, in milliseconds. */
  loadingMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 1000),
})
export type GrabRenderRequest = v.InferOutput<typeof grabRenderRequest>

/** Options of a grab as a script writes them; `downsample` is Vuer's word for `subsample`. */
export type GrabRenderOptions = v.InferInput<typeof grabRenderRequest> & {
  downsample?: number | undefined
  key?: string | undefined
}

/** Vuer's key of the view itself, as opposed to a camera of the scene. */
export const VIEW_KEY = 'DEFAULT'

/** Reads the `data` of a GRAB_RENDER from whichever program; throws `INVALID_EVENT` naming what is wrong. */
export function readGrabRenderRequest(data: Record<string, unknown>): GrabRenderRequest {
  const { downsample, ...rest } = data
  const subsample = rest.subsample ?? downsample
  const given = Object.fromEntries(
    Object.entries({ ...rest, subsample }).filter(([, value]) => value !== null && value !== undefined),
  )
  const result = v.safeParse(grabRenderRequest, given)
  if (result.success) return result.output
  const issue = result.issues[0]
  const { key } = issue.path?.[0] ?? {}
  throw new ProtocolError(
    'INVALID_EVENT',
    `grabRender: ${String(key)}: expected ${expectations[String(key)] ?? issue.expected}, got ${quoted(given[String(key)])}`,
  )
}

const expectations: Record<string, string> = {
  quality: 'a number from 0 to 1',
  subsample: 'a number from 1 to 64',
  format: '"jpeg", "png" or "webp"',
  loadingMs: 'a number of milliseconds that is not negative',
}

const picture = v.object({
  width: v.number(),
  height: v.number(),
  frame: v.instance(Uint8Array),
  depthFrame: v.nullish(v.instance(Uint8Array)),
  /** Keys of the nodes that were still loading. */
  loading: v.nullish(v.array(v.string())),
})
/** Why a client could not answer. */
const failure = v.object({ error: v.object({ code: v.string(), message: v.string() }) })

/** The `value` of a GRAB_RENDER answer: encoded bytes with their size in pixels, or the reason why there are none. */
export const grabRenderAnswer = v.union([failure, picture])
export type GrabRenderAnswer = v.InferOutput<typeof grabRenderAnswer>

export function readGrabRenderAnswer(value: unknown): GrabRenderAnswer {
  const result = v.safeParse(grabRenderAnswer, value)
  if (result.success) return result.output
  throw new ProtocolError('INVALID_EVENT', `GRAB_RENDER: ${describeIssue(result.issues[0], 'value')}`)
}

/** Reads the `value` of a GET_WEBXR_MESH answer: every mesh of the room, in the form of WEBXR_MESH_UPDATE. */
export function readWebXRMeshAnswer(value: unknown): RoomMeshes {
  const result = v.safeParse(roomMeshes, value)
  if (result.success) return result.output
  throw new ProtocolError('INVALID_EVENT', `GET_WEBXR_MESH: ${describeIssue(result.issues[0], 'value')}`)
}
