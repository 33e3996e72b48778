import type { Browser, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { Scene, type VuerSession } from 'vuer-xr'
import type { Sample } from '../../../gallery/catalogue.ts'
import { ASSET_FOLDERS, loadSample } from '../../../gallery/samples.ts'
import { openPage, type WatchedPage } from '../browser/chromium.ts'
import { putIntoRoom } from '../browser/emulatedRoom.ts'
import { Headset } from '../browser/headset.ts'
import { SessionQueue } from '../server/sessionQueue.ts'
import { startServer } from '../server/socketClient.ts'
import { HEADSET_POSES } from './headsetPoses.ts'

/** Of a picture, in pixels. */
export const SIZE = { width: 400, height: 300 }
/** Two eyes beside each other; the picture is what the left one sees. */
const EYES = { width: 2 * SIZE.width, height: SIZE.height }
const MOST_ROUNDS = 40

/** What is the page's own, and not of the scene. */
const WITHOUT_PAGE = '.status, .problems, .loading, .overlay > .corner:last-child { display: none }'
const WITHOUT_OVERLAY = '.overlay, [role=note] { display: none }'

/** A page that shows sample after sample, and takes a picture of each. */
export class GalleryCamera {
  readonly watched: WatchedPage
  readonly #session: VuerSession
  readonly #server: AsyncDisposable
  readonly #headset: Headset | undefined
  /** Requests without an answer so far. */
  #inFlight = 0
  #failure: { readonly name: string; readonly error: unknown } | undefined

  private constructor(watched: WatchedPage, session: VuerSession, server: AsyncDisposable, isHeadset: boolean) {
    this.watched = watched
    this.#session = session
    this.#server = server
    this.#headset = isHeadset ? new Headset(watched.page) : undefined
    const { page } = watched
    page.on('request', () => {
      this.#inFlight += 1
    })
    const answered = () => {
      this.#inFlight = Math.max(0, this.#inFlight - 1)
    }
    page.on('requestfinished', answered)
    page.on('requestfailed', answered)
  }

  /** A page on the desktop, or one with an emulated headset for the samples that need one. */
  static async open(browser: Browser, { inHeadset = false } = {}): Promise<GalleryCamera> {
    const sessions = new SessionQueue()
    const server = await startServer({ staticRoot: [...ASSET_FOLDERS] }, (app) => app.spawn(sessions.add))
    const url = `https://127.0.0.1:${server.port}/${inHeadset ? '?emulate=quest3' : ''}`
    const watched = await openPage(browser, url, inHeadset ? EYES : SIZE)
    const session = await sessions.next()
    if (inHeadset) await putIntoRoom(watched.page, undefined, { seen: 'meshes' })
    else await watched.page.addStyleTag({ content: WITHOUT_PAGE })
    return new GalleryCamera(watched, session, server, inHeadset)
  }

  /** A PNG of the sample when it is loaded and stands still. Throws what the sample throws. */
  async take(sample: Sample): Promise<Uint8Array> {
    const session = this.#session
    const show = await loadSample(sample)
    session.set(Scene({ grid: false }))
    const ready = this.#run(sample, show)
    if (sample.still) session.update(sample.still)
    await ready
    const headset = this.#headset
    if (!headset) return sample.isWide ? this.#widePicture(sample) : this.#stillPicture(sample)
    await headset.enter(sample.headset ?? 'VR')
    await headset.frames(2)
    await HEADSET_POSES[sample.name]?.(headset)
    await headset.frames(3)
    const style = await this.watched.page.addStyleTag({ content: WITHOUT_OVERLAY })
    const picture = await this.#stillPicture(sample)
    await style.evaluate((element) => (element as Element).remove())
    await headset.pushStick('right', 0, 0)
    await headset.setInputMode('controller')
    await headset.exit()
    await this.#idle()
    return picture
  }

  /** What the page says is wrong with what it shows. */
  problems(): Promise<string[]> {
    return problemsOf(this.watched.page)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.watched.context.close()
    await this.#server[Symbol.asyncDispose]()
  }

  /** Resolves when the sample has done all it does by itself: it is over, or waits for events. */
  #run(sample: Sample, show: (session: VuerSession) => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const observed = new Proxy(this.#session, {
        get(target, name) {
          if (name === 'events') resolve(undefined)
          const value: unknown = Reflect.get(target, name, target)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
      const fail = (error: unknown) => {
        this.#failure = { name: sample.name, error }
        reject(error)
      }
      try {
        Promise.resolve(show(observed)).then(resolve, fail)
      } catch (error) {
        fail(error)
      }
    })
  }

  async #widePicture(sample: Sample): Promise<Uint8Array> {
    const { page } = this.watched
    const wide = { width: 2 * SIZE.width, height: 2 * SIZE.height }
    await page.setViewportSize(wide)
    const picture = await this.#stillPicture(sample, wide)
    await page.setViewportSize(SIZE)
    return halved(picture)
  }

  /** Software rendering takes its time: pictures in a row are the same, and nothing was loading. */
  async #stillPicture({ name, headset }: Sample, size = SIZE): Promise<Uint8Array> {
    const { page } = this.watched
    const { slots, nodes } = this.#session.graph
    const hasHtml = slots.htmlChildren.length > 0 || [...nodes.values()].some(({ tag }) => tag === 'Html')
    if (hasHtml) await page.locator('.html, .gui').first().waitFor()
    const enough = headset ? 3 : 2
    let last: Buffer | undefined
    let same = 1
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      if (round === 0 || !headset) await this.#session.grabRender({ format: 'jpeg' }, { ttlMs: 60_000 })
      else await this.#headset?.frames(2)
      if (!headset) await this.#pause()
      const next = await page.screenshot({ clip: { x: 0, y: 0, ...size } })
      if (this.#failure?.name === name) throw this.#failure.error
      // Lines of lights and cameras come with parts of the program that no list of what is loading has.
      same = this.#inFlight === 0 && last?.equals(next) ? same + 1 : 1
      if (same === enough) return next
      last = next
    }
    throw new Error(`${name} does not stand still: give it "still" in gallery/catalogue.ts`)
  }

  /** What has been loaded is put to use by then, and drawn. */
  async #pause(): Promise<void> {
    await this.watched.page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), 30)
        }),
    )
  }

  /** The button is there again when the session is over. */
  async #idle(): Promise<void> {
    await this.watched.page.getByRole('button', { name: 'Enter VR' }).waitFor()
  }
}

/** The list is opened for that. */
async function problemsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const list = document.querySelector('.problems')
    const button = list?.querySelector('button')
    if (!list || !button) return []
    if (button.ariaExpanded === 'false') button.click()
    await new Promise((resolve) => setTimeout(resolve, 50))
    return [...list.querySelectorAll('li')].map((item) => item.textContent ?? '')
  })
}

/** Each pixel is the mean of four. */
function halved(png: Uint8Array): Uint8Array {
  const from = PNG.sync.read(Buffer.from(png))
  const to = new PNG({ width: from.width / 2, height: from.height / 2 })
  for (let y = 0; y < to.height; y += 1) {
    for (let x = 0; x < to.width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        const at = (2 * y * from.width + 2 * x) * 4 + channel
        const below = at + from.width * 4
        const sum = from.data[at]! + from.data[at + 4]! + from.data[below]! + from.data[below + 4]!
        to.data[(y * to.width + x) * 4 + channel] = Math.round(sum / 4)
      }
    }
  }
  return PNG.sync.write(to, { colorType: 2 })
}
