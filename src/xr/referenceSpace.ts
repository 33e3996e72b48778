import type { WebXRManager } from 'three'

/**
 * The first of these that the session has: the one that is wanted, then the floor, then wherever the headset was. Each
 * session has the last. Rejects when the session is over.
 */
export async function availableSpace(session: XRSession, wanted: XRReferenceSpaceType): Promise<XRReferenceSpaceType> {
  for (const type of new Set<XRReferenceSpaceType>([wanted, 'local-floor'])) {
    const isThere = await session.requestReferenceSpace(type).then(
      () => true,
      () => false,
    )
    if (isThere) return type
  }
  return 'local'
}

/**
 * An unbounded space begins wherever the headset was, its floor anywhere. This puts its origin where that of `local-floor`
 * is in the first frame that knows, so that poses have the floor at 0 in every space.
 */
export class FloorAlignment {
  readonly #manager: WebXRManager
  #floor: XRReferenceSpace | undefined

  constructor(manager: WebXRManager) {
    this.#manager = manager
  }

  /** A session begins that needs it. */
  async begin(session: XRSession): Promise<void> {
    this.#floor = await session.requestReferenceSpace('local-floor').catch(() => undefined)
  }

  /** Once a frame, before anybody reads it. */
  frame(frame: XRFrame): void {
    const space = this.#floor && this.#manager.getReferenceSpace()
    const pose = space && frame.getPose(this.#floor!, space)
    if (!pose) return
    this.#manager.setReferenceSpace(space.getOffsetReferenceSpace(pose.transform))
    this.#floor = undefined
  }

  end(): void {
    this.#floor = undefined
  }
}
