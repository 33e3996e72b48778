import { EventDispatcher, type Texture, type WebGLRenderer } from 'three'
import { XREstimatedLight } from 'three/addons/webxr/XREstimatedLight.js'

/** Not in the types of WebXR that three.js brings. */
type LitSession = XRSession & { requestLightProbe?: () => Promise<unknown> }

/** What the estimate needs of the renderer. */
export interface LightHost {
  renderer: WebGLRenderer
  /** Whether the room's reflections are estimated too. */
  reflections: boolean
}

/**
 * The light of the room, as three.js makes it of WebXR's estimate. three.js would ask every session for it and let a
 * refusal go unheard; so it is shown only those sessions that have said yes.
 */
export class RoomLight {
  /** The light; dark while there is no estimate. */
  readonly object: XREstimatedLight
  /** Hears when an estimate comes or goes. */
  onChange: (isEstimated: boolean) => void = () => {}
  /** Hears why the browser gives no estimate. */
  onFailure: (detail: string) => void = () => {}
  readonly #host: SessionGate
  #session: XRSession | undefined

  constructor({ renderer, reflections }: LightHost) {
    this.#host = new SessionGate()
    const facade = {
      xr: this.#host,
      properties: renderer.properties,
      getContext: () => renderer.getContext(),
    } as unknown as WebGLRenderer
    this.object = new XREstimatedLight(facade, reflections)
    this.object.addEventListener('estimationstart', () => this.onChange(true))
    this.object.addEventListener('estimationend', () => this.#darken())
  }

  /** The room as it is reflected; `null` where the browser does not tell. */
  get environment(): Texture | null {
    return this.object.environment
  }

  /** Asks a session for its light. */
  async start(session: LitSession): Promise<void> {
    this.#session = session
    try {
      if (!session.requestLightProbe) throw new Error('this browser has none')
      await session.requestLightProbe()
      if (this.#session === session) this.#host.open(session)
    } catch (error) {
      if (this.#session === session) this.onFailure(error instanceof Error ? error.message : String(error))
    }
  }

  /** The session is over. */
  stop(): void {
    this.#session = undefined
    this.#host.close()
  }

  dispose(): void {
    this.stop()
    this.object.dispose()
  }

  /** three.js leaves the last estimate burning. */
  #darken(): void {
    this.object.lightProbe.intensity = 0
    this.object.directionalLight.intensity = 0
    this.onChange(false)
  }
}

/** Stands in for three.js's XR manager, and has a session only while one is shown. */
class SessionGate extends EventDispatcher<{ sessionstart: object; sessionend: object }> {
  #session: XRSession | null = null

  getSession(): XRSession | null {
    return this.#session
  }

  open(session: XRSession): void {
    this.#session = session
    this.dispatchEvent({ type: 'sessionstart' })
  }

  close(): void {
    if (!this.#session) return
    this.#session = null
    this.dispatchEvent({ type: 'sessionend' })
  }
}
