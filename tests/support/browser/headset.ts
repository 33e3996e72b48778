import type { Page } from 'playwright-core'

export type Side = 'left' | 'right'
type Vector = readonly [number, number, number]
type Quaternion = readonly [number, number, number, number]

/** What the emulator puts on the page; see src/xr/emulator.ts. */
interface Emulated {
  xrDevice: {
    position: { set(x: number, y: number, z: number): void }
    quaternion: { set(x: number, y: number, z: number, w: number): void }
    controllers: Record<
      Side,
      Emulated['xrDevice'] & {
        updateButtonValue(id: string, value: number): void
        updateAxes(id: string, x: number, y: number): void
        connected: boolean
      }
    >
    hands: Record<Side, { updatePinchValue(value: number): void }>
    primaryInputMode: 'hand' | 'controller'
    updateVisibilityState(state: string): void
    recenter(): void
    activeSession?: XRSession
    /** Of the Vision Pro only. */
    pinches: Record<
      Side,
      Pick<Emulated['xrDevice'], 'position' | 'quaternion'> & { connected: boolean; press(): void; release(): void }
    >
  }
  xrHands: { setHandJoints(device: unknown, side: Side, joints: Float32Array | null): void }
}

/** The emulated headset of a page, moved from the test. */
export class Headset {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Enters by a person's click on the page's own button. */
  async enter(mode: 'VR' | 'AR'): Promise<void> {
    await this.#page.getByRole('button', { name: `Enter ${mode}` }).click()
  }

  async exit(): Promise<void> {
    await this.#page.evaluate(() => (globalThis as unknown as Emulated).xrDevice.activeSession?.end())
  }

  async setHead(position: Vector, quaternion: Quaternion): Promise<void> {
    await this.#page.evaluate(
      ([p, q]) => {
        const { xrDevice } = globalThis as unknown as Emulated
        xrDevice.position.set(...p)
        xrDevice.quaternion.set(...q)
      },
      [position, quaternion] as const,
    )
  }

  async setController(side: Side, position: Vector, quaternion: Quaternion): Promise<void> {
    await this.#page.evaluate(
      ([name, p, q]) => {
        const controller = (globalThis as unknown as Emulated).xrDevice.controllers[name]
        controller.position.set(...p)
        controller.quaternion.set(...q)
      },
      [side, position, quaternion] as const,
    )
  }

  async pressButton(side: Side, button: string, value: number): Promise<void> {
    await this.#page.evaluate(
      ([name, id, amount]) =>
        (globalThis as unknown as Emulated).xrDevice.controllers[name].updateButtonValue(id, amount),
      [side, button, value] as const,
    )
  }

  /** x and y from -1 to 1; -1 is left, and away from the person. */
  async pushStick(side: Side, x: number, y: number): Promise<void> {
    await this.#page.evaluate(
      ([name, ...axes]) =>
        (globalThis as unknown as Emulated).xrDevice.controllers[name].updateAxes('thumbstick', ...axes),
      [side, x, y] as const,
    )
  }

  /** What the headset says of a pinch, from 0 to 1; the fingers stay where {@link setHand} put them. */
  async pinch(side: Side, value: number): Promise<void> {
    await this.#page.evaluate(
      ([name, amount]) => (globalThis as unknown as Emulated).xrDevice.hands[name].updatePinchValue(amount),
      [side, value] as const,
    )
  }

  /** The person holds the menu button: the reference space is put where they are now. */
  async recenter(): Promise<void> {
    await this.#page.evaluate(() => (globalThis as unknown as Emulated).xrDevice.recenter())
  }

  /** Lets so many frames of the session go by; the session may still be about to begin. */
  async frames(count: number): Promise<void> {
    await this.#page.evaluate(async (wanted) => {
      const { xrDevice } = globalThis as unknown as Emulated
      for (let frame = 0; frame < wanted; ) {
        const session = xrDevice.activeSession
        await new Promise((resolve) => (session ?? globalThis).requestAnimationFrame(resolve))
        if (session) frame += 1
      }
    }, count)
  }

  async setInputMode(mode: 'hand' | 'controller'): Promise<void> {
    await this.#page.evaluate((input) => {
      ;(globalThis as unknown as Emulated).xrDevice.primaryInputMode = input
    }, mode)
  }

  /** 25 joints of 16 numbers in the world frame; `null` takes the hand out of sight. */
  async setHand(side: Side, joints: readonly number[] | null): Promise<void> {
    await this.#page.evaluate(
      ([name, numbers]) => {
        const { xrHands, xrDevice } = globalThis as unknown as Emulated
        xrHands.setHandJoints(xrDevice, name, numbers && Float32Array.from(numbers))
      },
      [side, joints] as const,
    )
  }

  /** Points the ray of gaze and pinch: where somebody looks before a pinch, where the hand turns it during one. */
  async aimPinch(side: Side, position: Vector, quaternion: Quaternion): Promise<void> {
    await this.#page.evaluate(
      ([name, p, q]) => {
        const pinch = (globalThis as unknown as Emulated).xrDevice.pinches[name]
        pinch.position.set(...p)
        pinch.quaternion.set(...q)
      },
      [side, position, quaternion] as const,
    )
  }

  /** Pinches, once the pinch before it is quite over. */
  async pinchAtGaze(side: Side): Promise<void> {
    await this.#page.evaluate(async (name) => {
      const { xrDevice } = globalThis as unknown as Emulated
      const pinch = xrDevice.pinches[name]
      while (pinch.connected) {
        await new Promise((resolve) => (xrDevice.activeSession ?? globalThis).requestAnimationFrame(resolve))
      }
      pinch.press()
    }, side)
  }

  /** Lets go. The pinch ends with the next frames, also one that has not begun yet. */
  async unpinchAtGaze(side: Side): Promise<void> {
    await this.#page.evaluate((name) => (globalThis as unknown as Emulated).xrDevice.pinches[name].release(), side)
  }

  async setVisibility(state: 'visible' | 'visible-blurred' | 'hidden'): Promise<void> {
    await this.#page.evaluate((to) => (globalThis as unknown as Emulated).xrDevice.updateVisibilityState(to), state)
  }

  /** Shows recorded hands, frame by frame at their rate; `null` is a hand out of sight. Resolves at the end. */
  async play(frames: readonly Record<Side, readonly number[] | null>[], hertz: number): Promise<void> {
    await this.#page.evaluate(
      ([recorded, rate]) => {
        const { xrHands, xrDevice } = globalThis as unknown as Emulated
        return new Promise<void>((resolve) => {
          const startedAt = performance.now()
          let next = 0
          // Never ahead of the recording's time, and on a slow machine behind it: no frame is left out.
          const show = () => {
            if (next <= recorded.length) requestAnimationFrame(show)
            if (next > ((performance.now() - startedAt) * rate) / 1000) return
            const frame = recorded[next]
            next += 1
            if (!frame) {
              resolve()
              return
            }
            for (const side of ['left', 'right'] as const) {
              const joints = frame[side]
              xrHands.setHandJoints(xrDevice, side, joints && Float32Array.from(joints))
            }
          }
          show()
        })
      },
      [frames, hertz] as const,
    )
  }
}
