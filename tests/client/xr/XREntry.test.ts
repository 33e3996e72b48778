import { expect, test, vi } from 'vitest'
import { Listeners } from '../../../src/Listeners.ts'
import { wishesOf } from '../../../src/xr/sessionSettings.ts'
import type { XRMode } from '../../../src/xr/support.ts'
import { createXREntry, type XREntryOptions } from '../../../src/xr/XREntry.ts'
import type { XRSessions } from '../../../src/xr/XRSessions.ts'

interface SessionState {
  isMounted: boolean
  mode: string | null
  visibility: string | null
  report?: unknown
}

/** A browser whose headset can be plugged in and out, and sessions that do what the test says. */
function browser({ vr = false, ar = false, ...options }: { vr?: boolean; ar?: boolean } & XREntryOptions = {}) {
  const xr = Object.assign(new EventTarget(), {
    vr,
    ar,
    isSessionSupported: async (mode: XRSessionMode) => (mode === 'immersive-vr' ? xr.vr : xr.ar),
  })
  const listeners = new Set<() => void>()
  let state: SessionState = { isMounted: true, mode: null, visibility: null }
  const entered: string[] = []
  const failure: { error: Error | null } = { error: null }
  const sessions = {
    entered,
    failure,
    subscribe: (listener: () => void) => listeners.add(listener),
    getSnapshot: () => state,
    enter: (mode: string) => {
      entered.push(mode)
      return failure.error ? Promise.reject(failure.error) : Promise.resolve()
    },
    exit: async () => {},
    dispose: vi.fn(),
    tune: vi.fn(),
    announce: vi.fn(),
    become: (part: Partial<SessionState>) => {
      state = { ...state, ...part }
      for (const listener of listeners) listener()
    },
  }
  const load = vi.fn(async () => ({ createXRSessions: () => sessions as unknown as XRSessions }))
  const entry = createXREntry({ ...options, host: () => ({ isSecureContext: true, xr: xr as never }), load })
  const settled = () => vi.waitFor(() => expect(entry.getSnapshot().vr).not.toBe('checking'))
  return { xr, sessions, load, entry, settled }
}

test('before the browser has answered nothing is offered', () => {
  expect(browser({ vr: true }).entry.getSnapshot()).toMatchObject({ vr: 'checking', ar: 'checking', session: null })
})

test('what only XR needs is loaded as soon as there is a headset, once', async () => {
  const { entry, load, settled, sessions } = browser({ vr: true })
  await settled()
  expect(load).toHaveBeenCalledTimes(1)
  expect(entry.getSnapshot()).toMatchObject({ vr: 'ready', ar: 'unavailable', reason: null, sessions })
})

test('a mode is offered when its layer is in the canvas, and not before', async () => {
  const { entry, sessions } = browser({ vr: true })
  sessions.become({ isMounted: false })
  await vi.waitFor(() => expect(entry.getSnapshot().sessions).not.toBeNull())
  expect(entry.getSnapshot()).toMatchObject({ vr: 'checking', ar: 'unavailable' })
  sessions.become({ isMounted: true })
  expect(entry.getSnapshot().vr).toBe('ready')
})

test('without a headset nothing is loaded, and a sentence says why', async () => {
  const { entry, load, settled } = browser()
  await settled()
  expect(load).not.toHaveBeenCalled()
  expect(entry.getSnapshot()).toMatchObject({ vr: 'unavailable', reason: 'No headset found.' })
})

test('a headset that is plugged in later is found', async () => {
  const { entry, settled, xr } = browser()
  await settled()
  xr.vr = true
  xr.dispatchEvent(new Event('devicechange'))
  await vi.waitFor(() => expect(entry.getSnapshot()).toMatchObject({ vr: 'ready', reason: null }))
})

test('the session is asked for before the click is over', async () => {
  const { entry, settled, sessions } = browser({ vr: true })
  await settled()
  void entry.enter('immersive-vr')
  expect(sessions.entered).toEqual(['immersive-vr'])
})

test('a refusal is a sentence until the next attempt', async () => {
  const { entry, settled, sessions } = browser({ vr: true })
  await settled()
  sessions.failure.error = new Error('VR was not permitted.')
  await entry.enter('immersive-vr')
  expect(entry.getSnapshot().error).toBe('VR was not permitted.')
  sessions.failure.error = null
  await entry.enter('immersive-vr')
  expect(entry.getSnapshot().error).toBeNull()
})

test('the running session and its visibility are told', async () => {
  const { entry, settled, sessions } = browser({ vr: true })
  await settled()
  sessions.become({ mode: 'immersive-vr', visibility: 'visible-blurred' })
  expect(entry.getSnapshot()).toMatchObject({ session: 'immersive-vr', visibility: 'visible-blurred' })
  sessions.become({ mode: null, visibility: null })
  expect(entry.getSnapshot()).toMatchObject({ session: null, visibility: null })
})

test('a failed download is said, and tried again when a headset comes', async () => {
  const { entry, settled, load, xr } = browser({ vr: true })
  load.mockRejectedValueOnce(new Error('offline'))
  await settled()
  expect(entry.getSnapshot()).toMatchObject({ vr: 'unavailable', reason: expect.stringContaining('Reload') })
  xr.dispatchEvent(new Event('devicechange'))
  await vi.waitFor(() => expect(entry.getSnapshot().vr).toBe('ready'))
})

test('the only mode that is asked for is told, and a change of the settings reaches a running session', async () => {
  const settings: { mode?: XRMode } = {}
  const changes = new Listeners()
  const wishes = (mode: XRMode) => wishesOf([], mode, settings)
  const under = browser({ vr: true, wishes, settingsChanges: changes })
  await under.settled()
  expect(under.entry.getSnapshot().wanted).toBeNull()
  settings.mode = 'immersive-ar'
  changes.notify()
  expect(under.entry.getSnapshot().wanted).toBe('immersive-ar')
  expect(under.sessions.tune).toHaveBeenCalledTimes(1)
  expect(under.load).toHaveBeenCalledTimes(1)
  under.entry.announce()
  expect(under.sessions.announce).toHaveBeenCalledTimes(1)
  under.entry.dispose()
  changes.notify()
  expect(under.sessions.tune).toHaveBeenCalledTimes(1)
})

test('what a session got is told with it', async () => {
  const { entry, settled, sessions } = browser({ vr: true })
  await settled()
  const report = { mode: 'immersive-vr', referenceSpace: 'local-floor', granted: [], refused: ['body-tracking'] }
  sessions.become({ mode: 'immersive-vr', visibility: 'visible', report })
  expect(entry.getSnapshot().report).toBe(report)
})
