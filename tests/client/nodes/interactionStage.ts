import { act } from '@react-three/test-renderer'
import { Matrix4, type Object3D, PerspectiveCamera, Ray, Vector2, Vector3 } from 'three'
import { vi } from 'vitest'
import type { NodeData } from '../../../protocol/index.ts'
import { testStage } from '../scene/testStage.tsx'
import { SPACE } from '../xr/fakeXR.ts'

type Stage = Awaited<ReturnType<typeof testStage>>

/** A stage whose views have been loaded; `drawn` are keys of nodes that must be there. */
export async function interactionStage(children: NodeData[], drawn: string[], scene: Record<string, unknown> = {}) {
  const stage = await testStage({ children, ...scene })
  await vi.waitFor(
    async () => {
      await stage.settle()
      for (const key of drawn) stage.object(key)
    },
    { timeout: 10_000 },
  )
  return Object.assign(stage, { screen: new Screen(stage), headset: new FakeHeadset(stage) })
}

/** The three.js object as the test renderer has it, for its events. */
const instanceOf = (stage: Stage, key: string) => stage.renderer.scene.find(({ instance }) => instance.name === key)

/** The pointers of a page: a camera at z = 5 looks along -z. */
export class Screen {
  readonly camera = new PerspectiveCamera(60, 1, 0.1, 100)
  readonly captured: number[] = []
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
    this.camera.position.set(0, 0, 5)
    this.camera.updateMatrixWorld()
  }

  /** `point` is where the ray meets the object; a ray through it is made. */
  event(point: readonly number[], more: Record<string, unknown> = {}) {
    const place = new Vector3(...point)
    const seen = place.clone().project(this.camera)
    const origin = this.camera.position.clone()
    return {
      pointerId: 1,
      point: place,
      distance: origin.distanceTo(place),
      ray: new Ray(origin, place.clone().sub(origin).normalize()),
      pointer: new Vector2(seen.x, seen.y),
      camera: this.camera,
      delta: 0,
      nativeEvent: { button: 0, pointerType: 'mouse' },
      target: { setPointerCapture: (id: number) => this.captured.push(id) },
      stopPropagation: vi.fn(),
      ...more,
    }
  }

  async fire(key: string, name: string, event: ReturnType<Screen['event']>): Promise<void> {
    await act(async () => this.#stage.renderer.fireEvent(instanceOf(this.#stage, key), name, event))
  }

  async down(key: string, point: readonly number[], more = {}): Promise<void> {
    await this.fire(key, 'pointerDown', this.event(point, more))
  }

  async move(key: string, point: readonly number[], more = {}): Promise<void> {
    await this.fire(key, 'pointerMove', this.event(point, more))
  }

  async up(key: string, point: readonly number[], more = {}): Promise<void> {
    await this.fire(key, 'pointerUp', this.event(point, more))
  }
}

/** Pulses that a controller was asked for. */
export type Pulses = [strength: number, durationMs: number][]

/** A source whose pose the test sets; `null` is not tracked. */
export function fakeSource(hand: 'left' | 'right', kind: 'hand' | 'controller' = 'controller', more = {}) {
  const pulses: Pulses = []
  const space = { matrix: new Matrix4() as Matrix4 | null, emulated: false }
  const actuator = { pulse: (strength: number, ms: number) => Promise.resolve(pulses.push([strength, ms])) }
  const source = {
    handedness: hand,
    targetRayMode: 'tracked-pointer',
    targetRaySpace: space,
    gripSpace: space,
    profiles: [],
    ...(kind === 'hand'
      ? { hand: new Map([['wrist', space]]) }
      : { gamepad: { buttons: [], axes: [], hapticActuators: [actuator] } }),
    ...more,
  } as unknown as XRInputSource
  return {
    source,
    pulses,
    space,
    set(matrix: Matrix4 | null) {
      space.matrix = matrix
    },
  }
}
export type FakeSource = ReturnType<typeof fakeSource>

/** A session whose sources, poses and frames the test makes. */
export class FakeHeadset {
  readonly session = Object.assign(new EventTarget(), {
    inputSources: [] as XRInputSource[],
    visibilityState: 'visible',
    environmentBlendMode: 'opaque',
  })
  viewer: Matrix4 | null = new Matrix4().makeTranslation(0, 1.6, 0)
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async enter(...sources: FakeSource[]): Promise<void> {
    this.session.inputSources = sources.map(({ source }) => source)
    await this.#present(true)
  }

  async exit(): Promise<void> {
    await this.#present(false)
  }

  async #present(isPresenting: boolean): Promise<void> {
    const manager = this.#stage.state().gl.xr
    Object.assign(manager, {
      isPresenting,
      getSession: () => (isPresenting ? this.session : null),
      getReferenceSpace: () => SPACE,
    })
    await act(async () => {
      manager.dispatchEvent({ type: isPresenting ? 'sessionstart' : 'sessionend' } as never)
    })
    await this.#stage.settle()
  }

  async frame(): Promise<void> {
    const poseOf = (matrix: Matrix4 | null, emulatedPosition: boolean) =>
      matrix && { transform: { matrix: Float32Array.from(matrix.elements) }, emulatedPosition, views: [{}] }
    const frame = {
      session: this.session,
      getPose: (space: FakeSource['space']) => poseOf(space.matrix, space.emulated),
      getViewerPose: () => poseOf(this.viewer, false),
    } as unknown as XRFrame
    await act(async () => {
      for (const { ref, store } of this.#stage.state().internal.subscribers) {
        ref.current(store.getState(), 1 / 60, frame)
      }
    })
  }

  /** An event of a pointer of @react-three/xr. */
  async fire(
    key: string,
    name: string,
    from: FakeSource,
    point: readonly number[],
    more: Record<string, unknown> = {},
  ) {
    const object = this.#stage.object(key)
    const event = {
      pointerId: 100 + this.session.inputSources.indexOf(from.source),
      pointerType: 'ray',
      pointerState: { inputSource: from.source },
      point: new Vector3(...point),
      distance: 1,
      object: object as Object3D,
      target: { setPointerCapture: vi.fn() },
      stopPropagation: vi.fn(),
      // As those pointers have it.
      get delta(): number {
        throw new Error('not supported')
      },
      ...more,
    }
    const handler = `on${name[0]!.toUpperCase()}${name.slice(1)}`
    // Called as it is: the renderer would copy it, and read what may not be read.
    await act(async () => instanceOf(this.#stage, key).props[handler](event))
    return event
  }

  /** The hand closes on an object, and the next frame says where it is. */
  async grab(key: string, from: FakeSource, point: readonly number[], more = {}): Promise<void> {
    await this.fire(key, 'pointerDown', from, point, more)
    await this.frame()
  }

  async open(from: FakeSource, type: 'selectend' | 'squeezeend' = 'selectend'): Promise<void> {
    const event = Object.assign(new Event(type), { inputSource: from.source })
    await act(async () => this.session.dispatchEvent(event))
  }
}
