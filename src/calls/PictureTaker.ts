import { type GrabRenderRequest, readGrabRenderRequest } from '../../protocol/index.ts'
import type { CameraRegistry, SceneCameraObject } from '../scene/CameraRegistry.ts'
import type { LiveScene } from '../scene/LiveScene.ts'
import type { GrabbableView } from './GrabRender.ts'
import { aspectOf, cameraLike, headCamera } from './grabCamera.ts'
import { PictureEncoder } from './PictureEncoder.ts'
import { PictureTarget } from './PictureTarget.ts'
import { drawInto } from './renderPixels.ts'

/**
 * What has come may ask for more: the view of a node for those below it, and these for their textures. Pictures that
 * replace each other have no end, so at some time it is enough.
 */
const MOST_TURNS = 10
/** No side of a picture is longer, in pixels; most devices can draw no more. */
const MAX_SIDE = 8192

const MIME = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const

/** Takes the pictures of GRAB_RENDER. It is loaded when the first one is asked for. */
export class PictureTaker {
  readonly #live: LiveScene
  readonly #cameras: CameraRegistry
  readonly #encoder = new PictureEncoder()
  readonly #target = new PictureTarget()

  constructor(live: LiveScene, cameras: CameraRegistry) {
    this.#live = live
    this.#cameras = cameras
  }

  /**
   * The value of the answer. Rejects with a `code` where the question cannot be answered. `drawn` is called when nothing
   * of the scene is needed any more: the rest is done by the graphics card and a worker.
   */
  async take(
    data: Record<string, unknown>,
    key: string,
    stage: Promise<GrabbableView>,
    drawn: () => void,
  ): Promise<unknown> {
    const request = readGrabRenderRequest(data)
    const view = await stage
    const loading = await this.#settle(view, request.loadingMs)
    const asked = this.#cameraFor(key, view)
    const { width, height } = pictureSize(asked.size ?? view.size(), asked.aspect, request)
    const { format, quality } = request
    const picture = async (depth: boolean) => {
      const { beforeTheEyes, overlays } = this.#cameras
      const aroundIt = asked.isView
        ? { over: view.gl.xr.isPresenting || depth ? [] : overlays }
        : { without: beforeTheEyes }
      const target = this.#target.of(width, height)
      drawInto(target, view.gl, view.scene, asked.camera, { depth, ...aroundIt })
      const pixels = await this.#target.read(view.gl, this.#encoder.blank(width * height * 4))
      return () => this.#encoder.encode({ ...pixels, type: MIME[format], quality })
    }
    const encodeFrame = await picture(false)
    const encodeDepth = asked.hasDepth ? await picture(true) : undefined
    drawn()
    const [frame, depth] = await Promise.all([encodeFrame(), encodeDepth?.()])
    const depthFrame = depth && { depthFrame: depth }
    const missing = loading.length > 0 && { loading }
    return { dpr: asked.size ? 1 : view.dpr, width, height, format, frame, ...depthFrame, ...missing }
  }

  /** React has mounted what is new, live props are written, and what is loading has had its time: gives what has not come. */
  async #settle(view: GrabbableView, loadingMs: number): Promise<string[]> {
    const { loading } = this.#live
    const tooLate = AbortSignal.timeout(loadingMs)
    let missing: string[] = []
    await view.settled()
    for (let turn = 0; turn < MOST_TURNS && missing.length === 0; turn += 1) {
      view.catchUp()
      if (loading.size === 0) break
      missing = await loading.ended(tooLate)
      await view.nextFrame()
    }
    this.#live.flush()
    return missing
  }

  #cameraFor(key: string, view: GrabbableView): Asked {
    const { width, height } = view.size()
    const aspect = width / height
    const { camera: named, picture } = this.#cameras.entry(key) ?? {}
    if (named) {
      const isView = named === this.#cameras.view
      const own = isView ? aspect : aspectOf(named)
      const { downsample = 1, depth: hasDepth = false, ...size } = picture?.() ?? {}
      const reduced = 'height' in size && {
        size: { width: size.width / downsample, height: size.height / downsample },
      }
      return { camera: cameraLike(named, own), aspect: own, isView, hasDepth, ...(reduced || {}) }
    }
    if (!this.#cameras.isViewKey(key)) {
      const keys = this.#cameras.keys().map((known) => `"${known}"`)
      const known = keys.length > 0 ? `; there is ${keys.join(', ')}` : ''
      throw new GrabError('NO_SUCH_CAMERA', `no camera has the key "${key}"${known}`)
    }
    const desktop = this.#cameras.view
    if (!desktop) throw new GrabError('NO_VIEW', 'the view has no camera yet')
    const camera = view.gl.xr.isPresenting ? headCamera(view.gl, desktop, aspect) : cameraLike(desktop, aspect)
    return { camera, aspect, isView: true, hasDepth: false }
  }
}

interface Asked {
  camera: SceneCameraObject
  aspect: number
  /** What hangs before the eyes belongs to the view. */
  isView: boolean
  hasDepth: boolean
  /** Of its own pictures, in pixels; otherwise they are as high as the view. */
  size?: { width: number; height: number }
}

function pictureSize(view: { width: number; height: number }, aspect: number, { subsample }: GrabRenderRequest) {
  const height = Math.min(MAX_SIDE, Math.max(1, Math.round(view.height / subsample)))
  const width = Math.min(MAX_SIDE, Math.max(1, Math.round((view.height * aspect) / subsample)))
  return { width, height }
}

class GrabError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
