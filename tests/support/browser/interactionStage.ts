import type { Page } from 'playwright-core'
import { Matrix4, Quaternion, Vector3 } from 'three'
import { expect } from 'vitest'
import { type ClientEvent, type NodeData, Scene, type SceneProps, type VuerSession } from 'vuer-xr'
import { poseDifference } from '../pose.ts'
import { SessionQueue } from '../server/sessionQueue.ts'
import { startServer } from '../server/socketClient.ts'
import { foreignRequests, type WatchedPage } from './chromium.ts'
import { Headset, type Side } from './headset.ts'
import { Picture } from './picture.ts'
import type { sharedBrowser } from './sharedBrowser.ts'

/** Drawn by software, beside other tests: what comes, comes late. */
const SOON = { timeout: 30_000 }

type Pulse = [side: Side, strength: number, durationMs: number]

/** Notes what controllers are asked to do, and does not do it. */
const watchPulses = (page: Page) =>
  page.evaluate(() => {
    const { xrDevice } = globalThis as unknown as {
      xrDevice: {
        controllers?: Record<string, { inputSource: { gamepad: { hapticActuators: { pulse: unknown }[] } } }>
      }
    }
    const pulses: Pulse[] = []
    Object.assign(globalThis, { pulses })
    for (const [side, { inputSource }] of Object.entries(xrDevice.controllers ?? {})) {
      const [actuator] = inputSource.gamepad.hapticActuators
      actuator!.pulse = (strength: number, ms: number) => {
        pulses.push([side as Side, strength, ms])
        return Promise.resolve(true)
      }
    }
  })

/** A person in an emulated headset before the nodes of a scene, and what the script hears of what they do there. */
export class InteractionStage implements AsyncDisposable {
  readonly session: VuerSession
  readonly page: Page
  readonly headset: Headset
  /** The newest OBJECT_MOVE of each key. */
  readonly moves = new Map<string | undefined, ClientEvent<'OBJECT_MOVE'>['value']>()
  readonly ends: (ClientEvent<'OBJECT_MOVE_END'>['value'] & { key: string | undefined })[] = []
  /** Clicks, and pointers that come and go, in the order in which they were heard. */
  readonly pointers: { etype: string; value: ClientEvent<'ON_CLICK'>['value'] }[] = []
  readonly origins: ClientEvent<'ORIGIN_CHANGED'>['value'][] = []
  readonly #watched: WatchedPage
  readonly #server: Awaited<ReturnType<typeof startServer>>

  private constructor(session: VuerSession, watched: WatchedPage, server: Awaited<ReturnType<typeof startServer>>) {
    this.session = session
    this.page = watched.page
    this.headset = new Headset(watched.page)
    this.#watched = watched
    this.#server = server
    session.spawnTask(async () => {
      for await (const { key, value } of session.events('OBJECT_MOVE')) this.moves.set(key, value)
    })
    session.spawnTask(async () => {
      for await (const { key, value } of session.events('OBJECT_MOVE_END')) this.ends.push({ ...value, key })
    })
    session.spawnTask(async () => {
      for await (const { value } of session.events('ORIGIN_CHANGED')) this.origins.push(value)
    })
    session.spawnTask(async () => {
      for await (const event of session) {
        const { etype } = event
        if (etype === 'ON_CLICK' || etype === 'ON_POINTER_ENTER' || etype === 'ON_POINTER_LEAVE') {
          this.pointers.push({ etype, value: event.value as ClientEvent<'ON_CLICK'>['value'] })
        }
      }
    })
  }

  /** Opens a page with a scene, enters VR, and lets the first frames go by. */
  static async open(
    openPage: ReturnType<typeof sharedBrowser>,
    { nodes, scene = {}, device = 'quest3' }: { nodes: NodeData[]; scene?: SceneProps; device?: string },
  ): Promise<InteractionStage> {
    const sessions = new SessionQueue()
    const server = await startServer({}, (app) =>
      app.spawn((session) => {
        session.set(Scene({ grid: false, background: '#20242d', ...scene }, ...nodes))
        sessions.add(session)
      }),
    )
    const watched = await openPage(`https://127.0.0.1:${server.port}/?emulate=${device}`)
    const stage = new InteractionStage(await sessions.next(), watched, server)
    await watchPulses(stage.page)
    await stage.headset.enter('VR')
    await stage.headset.setHead([0, 1.6, 0.4], [0, 0, 0, 1])
    await stage.headset.frames(5)
    return stage
  }

  /** A controller goes where a matrix says, and what is under its pointers is known. */
  async moveController(side: Side, pose: Matrix4): Promise<void> {
    pose.decompose(position, quaternion, scale)
    const { x, y, z, w } = quaternion
    await this.headset.setController(side, position.toArray(), [x, y, z, w])
    await this.headset.frames(3)
  }

  async moveHand(side: Side, joints: readonly number[] | null): Promise<void> {
    await this.headset.setHand(side, joints)
    await this.headset.frames(3)
  }

  async press(side: Side, button: 'trigger' | 'squeeze', value: 0 | 1): Promise<void> {
    await this.headset.pressButton(side, button, value)
    await this.headset.frames(3)
  }

  async pinch(side: Side, value: 0 | 1): Promise<void> {
    await this.headset.pinch(side, value)
    await this.headset.frames(3)
  }

  /** Where the emulator holds the grip of a controller, in the frame of its ray. */
  async rayFromGrip(side: Side): Promise<Matrix4> {
    const numbers = await this.page.evaluate((name) => {
      const { xrDevice } = globalThis as unknown as {
        xrDevice: {
          controllers: Record<string, { inputSource: { gripSpace: Record<symbol, { offsetMatrix?: number[] }> } }>
        }
      }
      const { gripSpace } = xrDevice.controllers[name]!.inputSource
      const hidden = Object.getOwnPropertySymbols(gripSpace).map((symbol) => gripSpace[symbol])
      return [...hidden.find((part) => part?.offsetMatrix)!.offsetMatrix!]
    }, side)
    return new Matrix4().fromArray(numbers)
  }

  /** What a controller was asked for since the page was opened: strength and milliseconds. */
  async pulses(side: Side): Promise<[strength: number, durationMs: number][]> {
    const all = await this.page.evaluate(() => (globalThis as unknown as { pulses: Pulse[] }).pulses)
    return all.filter(([of]) => of === side).map(([, strength, ms]) => [strength, ms])
  }

  /** Waits until the script has heard that an object is at a pose in the world frame: 1 mm, 0.1 degrees. */
  async isAt(key: string, expected: Matrix4): Promise<ClientEvent<'OBJECT_MOVE'>['value']> {
    await expect
      .poll(() => describeDifference(this.moves.get(key)?.matrixWorld, expected.elements), SOON)
      .toBe('the same')
    return this.moves.get(key)!
  }

  /** Waits for the next end, and returns it; `count` is how many there were before. */
  async nextEnd(count: number): Promise<InteractionStage['ends'][number]> {
    await expect.poll(() => this.ends.length, SOON).toBeGreaterThan(count)
    return this.ends[count]!
  }

  /** What the page says is wrong; its list is opened for that. Nothing while nothing is. */
  notes(): Promise<string> {
    return this.page.evaluate(() => {
      const list = document.querySelector('.problems')
      const button = list?.querySelector('button')
      // The picture of the headset lies over it.
      if (button?.ariaExpanded === 'false') button.click()
      return list?.textContent ?? ''
    })
  }

  /** Keeps what a person should look at, where somebody asks for it. */
  async look(name: string): Promise<Picture> {
    const folder = process.env.VUER_XR_PICTURES
    return new Picture(await this.page.screenshot(folder ? { path: `${folder}/${name}.png` } : {}))
  }

  /** Leaves the headset, and says that nothing went wrong on the page and nobody else was asked for anything. */
  async leave(): Promise<void> {
    await this.headset.exit()
    expect(foreignRequests(this.#watched.requests, this.#server.port)).toEqual([])
    expect(this.#watched.errors).toEqual([])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#watched.context.close()
    await this.#server[Symbol.asyncDispose]()
  }
}

/** `the same`, or how far apart two poses are. */
export function describeDifference(pose: ArrayLike<number> | null | undefined, expected: ArrayLike<number>): string {
  if (!pose) return 'no pose'
  const { metres, degrees } = poseDifference(pose, expected)
  return metres < 0.001 && degrees < 0.1 ? 'the same' : `${(metres * 1000).toFixed(1)} mm, ${degrees.toFixed(2)}° apart`
}

const position = new Vector3()
const quaternion = new Quaternion()
const scale = new Vector3()
