import { Connection } from '../connection/Connection.ts'
import type { Socket } from '../connection/Socket.ts'
import { fillRestoredScene, NOTICE, readNotice } from '../protocol/index.ts'
import { GrabRender } from './calls/GrabRender.ts'
import { type PageAddress, readPageAddress, TOKEN_KEY, withoutToken } from './page/address.ts'
import type { ConnectionView } from './page/ConnectionView.ts'
import { takeSocket } from './page/earlySocket.ts'
import { firstPicture } from './page/firstPicture.ts'
import { introduction } from './page/introduction.ts'
import { keepResumeToken, takeResumeToken } from './page/resumeToken.ts'
import { readSceneParameter } from './page/sceneParameter.ts'
import { readXRParameters } from './page/xrParameters.ts'
import { CameraRegistry } from './scene/CameraRegistry.ts'
import type { Emit } from './scene/emit.ts'
import { LiveScene } from './scene/LiveScene.ts'
import { SceneOfSession } from './scene/SceneOfSession.ts'
import { scriptMessagesOf } from './scriptMessages.ts'
import { Gui } from './ui/gui/Gui.ts'
import { nextLink } from './ui/gui/link.ts'
import { PageStatus } from './ui/gui/PageStatus.ts'
import { Observable } from './ui/Observable.ts'
import { newSessionsOf } from './xr/newSessions.ts'
import { reconnectionsOf } from './xr/reconnections.ts'
import { settingsChangesOf, wishesOf } from './xr/sessionSettings.ts'
import { createXREntry, loadXRLayer, type XREntry } from './xr/XREntry.ts'

/** Where problems are listed that belong to no node. */
const PAGE = ''

/** Everything of the page that is not React: the scene, the connection, calls and XR, joined. */
export class Client {
  readonly address: PageAddress
  readonly scene = new LiveScene()
  readonly cameras = new CameraRegistry()
  readonly connectionState = new Observable<ConnectionView>({ state: null, wasOpen: false })
  /** Resolves when it is time to load what the first picture does not need. */
  readonly firstPicture = firstPicture(this.scene, this.connectionState)
  readonly grabRender = new GrabRender(this.scene, this.cameras)
  readonly status: PageStatus
  readonly gui: Gui
  readonly xr: XREntry
  readonly #connection: Connection | undefined

  private constructor(address: PageAddress) {
    this.address = address
    this.status = new PageStatus(this.scene.problems, () => this.#connection?.clock.last)
    this.gui = new Gui(this.scene, this.emit)
    this.xr = this.#createXREntry()
    if (address.scene !== null) this.#showSharedScene(address.scene)
    if (address.socketUrl !== null) this.#connection = this.#connect(address.socketUrl)
  }

  /** Reads the page's address and starts what it asks for. The emulator comes first: XR is looked for once. */
  static async start(): Promise<Client> {
    const address = takeAddress()
    let emulatorError: string | null = null
    if (address.emulate !== null) {
      const { startEmulator } = await import('./xr/emulator.ts')
      await startEmulator(address.emulate).catch((error: Error) => {
        emulatorError = error.message
      })
    }
    const client = new Client(address)
    client.scene.problems.report(PAGE, 'emulator', emulatorError)
    return client
  }

  /** What somebody who only watches does is nobody's business. */
  readonly emit: Emit = (event) => {
    const { state } = this.#connection ?? {}
    if (state?.status === 'open' && state.role === 'viewer') return
    this.#connection?.send(event)
  }

  retry(): void {
    this.#connection?.retryNow()
  }

  #createXREntry(): XREntry {
    const { settings, problem } = readXRParameters(location.href)
    this.scene.problems.report(PAGE, 'XR settings', problem)
    return createXREntry({
      load: () => this.firstPicture.then(loadXRLayer),
      wishes: (mode) => wishesOf(this.scene.graph.nodes.values(), mode, settings),
      settingsChanges: settingsChangesOf(this.scene),
    })
  }

  #showSharedScene(encoded: string): void {
    try {
      this.scene.apply(readSceneParameter(encoded), { foreign: true })
    } catch (error) {
      this.scene.problems.report(PAGE, 'address', (error as Error).message)
    }
  }

  #connect(url: string): Connection {
    const sceneOfSession = new SceneOfSession(this.scene)
    const connection = new Connection({
      url,
      // The browser's type says more of its handlers' arguments than is used here.
      openSocket: (address) => takeSocket(address) as unknown as Socket,
      introduction: () => introduction(__VUER_XR_VERSION__, this.address.query),
      resumeToken: takeResumeToken(url, location.search),
      onSession: (hello) => {
        if (hello.name) document.title = hello.name
        sceneOfSession.begin()
      },
      onOperation: (operation, foreign) => sceneOfSession.apply(operation, { foreign }),
      onRestore: (scene) => {
        this.gui.restoring(() => {
          sceneOfSession.apply({ op: 'set', scene: fillRestoredScene(scene, this.scene.graph) })
        })
      },
      onCall: async ({ call, reply }) => {
        if (call.etype === 'GRAB_RENDER') reply(await this.grabRender.answer(call.data, call.key))
        else if (call.etype === 'GET_WEBXR_MESH') {
          const { roomMeshAnswersOf } = await import('./xr/ar/RoomMeshAnswers.ts')
          reply(await roomMeshAnswersOf(this.scene).answer(this.scene.graph.nodes.values(), call.key))
        } else reply({ error: { code: 'UNKNOWN_CALL', message: `this client does not know ${call.etype}` } })
      },
      onEvent: (etype, data) => {
        if (etype === NOTICE) this.status.notices.add(readNotice(data))
        else scriptMessagesOf(this.scene).deliver(etype, data)
      },
      onState: (state) => {
        const { wasOpen } = this.connectionState.get()
        this.connectionState.set({ state, wasOpen: wasOpen || state.status === 'open' })
        // A new session of the server knows nothing of the one that runs in the headset, and a resumed one may have
        // missed how it went on.
        if (state.status === 'open' && state.sessionId !== null) {
          if (!state.resumed) {
            this.xr.announce()
            newSessionsOf(this.scene).notify()
          }
          reconnectionsOf(this.scene).notify()
        }
        this.status.link.set(nextLink(this.status.link.get(), state, wasOpen, Date.now()))
        this.gui.lock(state.status === 'open' && state.role === 'viewer')
      },
      onSample: ({ etype, key }) => this.status.countSample(etype, key, performance.now()),
      onProblem: (message) => this.scene.problems.report(PAGE, 'connection', message),
    })
    const retry = () => {
      if (connection.state.status === 'waiting' || connection.state.status === 'open') connection.retryNow()
    }
    addEventListener('online', retry)
    // Only a page that is reloaded finds the token again: a copy of this tab must not take its session.
    addEventListener('pagehide', () => keepResumeToken(url, location.search, connection.resumeToken))
    addEventListener('pageshow', () => takeResumeToken(url, location.search))
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') retry()
    })
    connection.open()
    return connection
  }
}

/** The token goes out of the address bar and into this tab's memory, so that a reload still gets in. */
function takeAddress(): PageAddress {
  const kept = sessionStorage.getItem(TOKEN_KEY)
  const address = readPageAddress(location.href, kept)
  if (address.token !== null && address.token !== kept) sessionStorage.setItem(TOKEN_KEY, address.token)
  const clean = withoutToken(location.href)
  if (clean !== location.href) history.replaceState(history.state, '', clean)
  return address
}
