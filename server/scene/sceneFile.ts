import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  DEFAULT_FRAME_LIMITS,
  decodeFrame,
  encodeFrame,
  type FrameLimits,
  isRecord,
  type SceneData,
} from '../../protocol/index.ts'
import { VuerError } from '../errors.ts'
import { writeWhole } from '../writeWhole.ts'

const FORMAT = 'vuer-xr scene store'
const VERSION = 1

/** `vuer-xr scene store 1 <SHA-256 of what follows, in hex>` and a line feed. */
const HEADER = new RegExp(`^${FORMAT} (\\d+)(?: ([0-9a-f]{64}))?$`)
const MAX_HEADER_BYTES = 128

const UNBOUNDED = Number.MAX_SAFE_INTEGER

/** A file was written by this program, as its header shows: what it holds may be as large as it likes. */
const LIMITS: FrameLimits = {
  ...DEFAULT_FRAME_LIMITS,
  maxBytes: UNBOUNDED,
  maxValues: UNBOUNDED,
  maxStringBytes: UNBOUNDED,
  maxListLength: UNBOUNDED,
  maxMapSize: UNBOUNDED,
}

/**
 * Writes a scene to one file: a line of header, and the scene as a frame of our dialect. The scene is taken as it is at
 * the call. Rejects with `FILE_UNWRITABLE`; a file that was there is then as it was.
 */
export async function writeScene(path: string, scene: SceneData): Promise<void> {
  const frame = encodeFrame(scene, 'vuer-xr')
  const header = `${FORMAT} ${VERSION} ${digest(frame)}\n`
  await writeWhole(path, Buffer.concat([Buffer.from(header), frame]))
}

/** Reads it again. Rejects with `FILE_UNREADABLE`, `NOT_A_STORE` or `WRONG_VERSION`. */
export async function readScene(path: string): Promise<SceneData> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new VuerError('FILE_UNREADABLE', `"${path}" cannot be read: check that it exists and its permissions.`, {
      cause,
    })
  })
  const end = bytes.subarray(0, MAX_HEADER_BYTES).indexOf('\n')
  const [, version, written] = HEADER.exec(bytes.subarray(0, Math.max(end, 0)).toString('latin1')) ?? []
  if (version === undefined) throw notAStore(path, 'it does not begin like a file that store.save() wrote')
  if (Number(version) !== VERSION) {
    throw new VuerError(
      'WRONG_VERSION',
      `"${path}" has version ${version} of the file format, and this program reads version ${VERSION}: use the version of vuer-xr that wrote it.`,
    )
  }
  const frame = bytes.subarray(end + 1)
  if (digest(frame) !== written) throw notAStore(path, 'it was damaged or cut short after it was written')
  try {
    const scene = decodeFrame(frame, LIMITS)
    if (isRecord(scene)) return scene as SceneData
  } catch (cause) {
    throw notAStore(path, 'its content is no scene', cause)
  }
  throw notAStore(path, 'its content is no scene')
}

/** The error for a file that holds no scene. */
export const notAStore = (path: string, why: string, cause?: unknown): VuerError =>
  new VuerError('NOT_A_STORE', `"${path}" is no saved scene store: ${why}.`, { cause })

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
