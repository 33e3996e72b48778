import { Listeners } from '../Listeners.ts'
import type { SessionReport } from './sessionReport.ts'
import { type SessionWishes, wishesOf } from './sessionSettings.ts'
import { checkSupport, type ModeSupport, reasonOf, type XRHost, type XRMode, type XRSupport } from './support.ts'
import type { XRSessions, XRSessionsOptions } from './XRSessions.ts'

export type Availability = 'checking' | 'ready' | 'unavailable'

export interface XREntryState {
  readonly vr: Availability
  readonly ar: Availability
  /** Why neither can be entered: one sentence. */
  readonly reason: string | null
  readonly session: XRMode | null
  readonly visibility: XRVisibilityState | null
  /** Why the last attempt to enter failed: one sentence, until the next attempt. */
  readonly error: string | null
  /** The only mode that the scene or the address asks for; it holds where the device has that mode. */
  readonly wanted: XRMode | null
  /** What the session has that is running, or ran last. */
  readonly report: SessionReport | null
  /** There as soon as a device can be entered: what XRSlot mounts inside the canvas. Only then are modes `ready`. */
  readonly sessions: XRSessions | null
}

/** The way into XR as the page's buttons see it: plain, without React, without three.js until a headset is there. */
export interface XREntry {
  subscribe(listener: () => void): () => void
  getSnapshot(): XREntryState
  /** Within the person's click. Does not reject: what went wrong is in `error`. */
  enter(mode: XRMode): Promise<void>
  exit(): Promise<void>
  /** Another session of the server listens now: it is told of the one that runs in the headset. */
  announce(): void
  dispose(): void
}

export interface XREntryOptions {
  /** Where to ask for XR; the page's own by default. Asked anew each time, since an emulator may put itself there. */
  host?: () => XRHost & {
    xr: (XRHost['xr'] & Partial<Pick<XRSystem, 'addEventListener' | 'removeEventListener'>>) | undefined
  }
  /** Loads what only XR needs. */
  load?: () => Promise<{ createXRSessions(options: XRSessionsOptions): XRSessions }>
  /** How a session of this mode is to be. Asked at the click, and when `settingsChanges` says so. */
  wishes?: (mode: XRMode) => SessionWishes
  settingsChanges?: Pick<Listeners, 'subscribe'>
}

const START: XREntryState = {
  vr: 'checking',
  ar: 'checking',
  reason: null,
  session: null,
  visibility: null,
  error: null,
  wanted: null,
  report: null,
  sessions: null,
}

const pageHost = () => ({ isSecureContext: globalThis.isSecureContext, xr: navigator.xr })
/** Loads what only XR needs. */
export const loadXRLayer = async () => {
  // With the views of what is in the headset: a script may ask for them when the network is at its worst.
  const [layer] = await Promise.all([import('./XRLayer.tsx'), import('./views.ts')])
  return layer
}
const noWishes = (mode: XRMode) => wishesOf([], mode)

/**
 * Asks at once what is supported, and again when a headset comes or goes. What is needed for a session is loaded as
 * soon as there is a headset and not at the click: a download would outlast the permission that a click gives.
 */
export function createXREntry({
  host = pageHost,
  load = loadXRLayer,
  wishes = noWishes,
  settingsChanges = new Listeners(),
}: XREntryOptions = {}): XREntry {
  const listeners = new Listeners()
  // The settings are the same for both modes; only what nodes need is not.
  const wantedMode = () => wishes('immersive-vr').settings.mode ?? null
  let state: XREntryState = { ...START, wanted: wantedMode() }
  let disposed = false
  let checks = 0
  let support: XRSupport | undefined
  let loading: Promise<XRSessions> | undefined

  const change = (part: Partial<XREntryState>) => {
    if (disposed) return
    state = { ...state, ...part }
    listeners.notify()
  }

  const loadSessions = async (): Promise<XRSessions> => {
    const sessions = (await load()).createXRSessions({ wishes })
    if (disposed) sessions.dispose()
    sessions.subscribe(() => follow(sessions))
    return sessions
  }

  const follow = (sessions: XRSessions) => {
    const { isMounted, mode, visibility, report } = sessions.getSnapshot()
    change({
      vr: availability(support?.vr, isMounted),
      ar: availability(support?.ar, isMounted),
      reason: null,
      session: mode,
      visibility,
      report,
      sessions,
    })
  }

  const stopFollowingSettings = settingsChanges.subscribe(() => {
    change({ wanted: wantedMode() })
    state.sessions?.tune()
  })

  const check = async () => {
    checks += 1
    const thisCheck = checks
    const found = await checkSupport(host())
    if (thisCheck !== checks) return
    support = found
    const reason = reasonOf(found)
    if (reason !== null) {
      change({ vr: 'unavailable', ar: 'unavailable', reason })
      return
    }
    try {
      loading ??= loadSessions()
      const sessions = await loading
      if (thisCheck === checks) follow(sessions)
    } catch {
      loading = undefined
      change({ vr: 'unavailable', ar: 'unavailable', reason: 'VR and AR could not be loaded. Reload the page.' })
    }
  }

  const { xr } = host()
  const onDeviceChange = () => void check()
  xr?.addEventListener?.('devicechange', onDeviceChange)
  void check()

  return {
    subscribe: listeners.subscribe,
    getSnapshot: () => state,
    async enter(mode) {
      const { sessions } = state
      if (!sessions) return
      // Nothing may be awaited before this line: the click would be over.
      const entered = sessions.enter(mode)
      change({ error: null })
      try {
        await entered
      } catch (error) {
        change({ error: error instanceof Error ? error.message : String(error) })
      }
    },
    async exit() {
      await state.sessions?.exit()
    },
    announce() {
      state.sessions?.announce()
    },
    dispose() {
      disposed = true
      stopFollowingSettings()
      xr?.removeEventListener?.('devicechange', onDeviceChange)
      listeners.clear()
      state.sessions?.dispose()
    },
  }
}

/** A button is offered when its click can do something: the layer is in the canvas. */
const availability = (support: ModeSupport | undefined, isMounted: boolean): Availability =>
  !support?.supported ? 'unavailable' : isMounted ? 'ready' : 'checking'
