/** A pose of the fakes, unturned. */
export const at = (x: number, y = 0, z = 0): Float32Array =>
  Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1])

export const SPACE = { name: 'reference space' } as unknown as XRReferenceSpace

export interface FakePlace {
  matrix: Float32Array | null
  emulated?: boolean
}

export const fakeMesh = (x = 0, semanticLabel = 'table') => {
  const meshSpace: FakePlace = { matrix: at(x) }
  return {
    meshSpace,
    vertices: Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]),
    indices: Uint32Array.from([0, 1, 2]),
    lastChangedTime: 1,
    semanticLabel,
  }
}

export const fakePlane = (x = 0, semanticLabel = 'wall') => {
  const planeSpace: FakePlace = { matrix: at(x) }
  const corners = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ]
  return {
    planeSpace,
    polygon: corners.map(([cornerX, z]) => ({ x: cornerX, y: 0, z })),
    orientation: 'vertical',
    lastChangedTime: 1,
    semanticLabel,
  }
}

export class FakeAnchor {
  readonly anchorSpace: FakePlace
  isDeleted = false
  readonly #session: FakeRoomSession

  constructor(session: FakeRoomSession, matrix: Float32Array) {
    this.#session = session
    this.anchorSpace = { matrix }
  }

  delete(): void {
    this.isDeleted = true
    this.#session.anchors.delete(this)
  }

  requestPersistentHandle?(): Promise<string> {
    this.#session.kept.set('handle-1', this.anchorSpace.matrix!)
    return Promise.resolve('handle-1')
  }
}

/** A session in a room, whose frames say what the test puts there. */
export class FakeRoomSession extends EventTarget {
  enabledFeatures: string[] | undefined = ['mesh-detection', 'plane-detection', 'hit-test', 'anchors']
  environmentBlendMode: XREnvironmentBlendMode | undefined = 'alpha-blend'
  visibilityState: XRVisibilityState = 'visible'
  inputSources: { handedness: string; targetRayMode: string; targetRaySpace: FakePlace }[] = []
  meshes: Set<ReturnType<typeof fakeMesh>> | undefined = new Set()
  planes: Set<ReturnType<typeof fakePlane>> | undefined = new Set()
  readonly viewer = { name: 'viewer' }
  /** What the ray from a space hits; none when there is no entry. */
  readonly hits = new Map<unknown, FakePlace>()
  readonly hitSources = new Set<{ space: unknown; cancel(): void }>()
  readonly anchors = new Set<FakeAnchor>()
  /** Places by their handles, as the device keeps them from session to session. */
  kept = new Map<string, Float32Array>()
  refusal: Error | undefined

  requestReferenceSpace = () => Promise.resolve(this.viewer)

  requestHitTestSource? = ({ space }: { space: unknown }) => {
    if (this.refusal) return Promise.reject(this.refusal)
    const source = { space, cancel: () => this.hitSources.delete(source) }
    this.hitSources.add(source)
    return Promise.resolve(source)
  }

  restorePersistentAnchor? = (handle: string) => {
    const matrix = this.kept.get(handle)
    return matrix ? Promise.resolve(this.#hold(matrix)) : Promise.reject(new Error(`no anchor is called ${handle}`))
  }

  frame(): XRFrame {
    const poseOf = (place: FakePlace | undefined) =>
      place?.matrix && { transform: { matrix: place.matrix }, emulatedPosition: place.emulated ?? false }
    return {
      session: this,
      detectedMeshes: this.meshes,
      detectedPlanes: this.planes,
      trackedAnchors: this.anchors,
      getPose: (space: FakePlace) => poseOf(space),
      getHitTestResults: ({ space }: { space: unknown }) => {
        const hit = this.hits.get(space)
        return hit ? [{ getPose: () => poseOf(hit) }] : []
      },
      createAnchor: (pose: { matrix: Float32Array }) =>
        this.refusal ? Promise.reject(this.refusal) : Promise.resolve(this.#hold(pose.matrix)),
    } as unknown as XRFrame
  }

  #hold(matrix: Float32Array): FakeAnchor {
    const anchor = new FakeAnchor(this, matrix)
    this.anchors.add(anchor)
    return anchor
  }
}

/** What three.js's XR manager is to views; the test starts and ends sessions. */
export class FakeManager extends EventTarget {
  isPresenting = false
  #session: FakeRoomSession | null = null

  readonly getSession = () => this.#session as unknown as XRSession | null
  readonly getReferenceSpace = () => SPACE
  getDepthSensingMesh = (): unknown => null

  start(session: FakeRoomSession): void {
    this.#session = session
    this.isPresenting = true
    this.dispatchEvent(new Event('sessionstart'))
  }

  end(): void {
    this.#session = null
    this.isPresenting = false
    this.dispatchEvent(new Event('sessionend'))
  }
}
