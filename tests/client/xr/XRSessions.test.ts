import type { XRStore } from '@react-three/xr'
import { describe, expect, test, vi } from 'vitest'
import { FloorAlignment } from '../../../src/xr/referenceSpace.ts'
import { featureState } from '../../../src/xr/sessionReport.ts'
import { wishesOf } from '../../../src/xr/sessionSettings.ts'
import type { XRMode } from '../../../src/xr/support.ts'
import { XRSessions } from '../../../src/xr/XRSessions.ts'
import { FakeManager, FakeSession, SPACE, someMatrix } from './fakeXR.ts'

/** A browser that grants what it has, and sessions that ask it. */
function sessions({
  has = ['hand-tracking', 'local-floor', 'layers'],
  settings = {} as Record<string, unknown>,
  tags = ['Hands'] as string[],
} = {}) {
  const manager = new FakeManager()
  const asked: XRSessionInit[] = []
  const request = vi.fn(async (_mode: XRSessionMode, init: XRSessionInit = {}) => {
    asked.push(init)
    const session = new FakeSession()
    session.enabledFeatures = ['viewer', 'local', ...(init.optionalFeatures ?? []).filter((name) => has.includes(name))]
    return session as unknown as XRSession
  })
  const store = {
    subscribe: (listener: () => void) => {
      manager.addEventListener('sessionstart', listener)
      manager.addEventListener('sessionend', listener)
      return () => {}
    },
    getState: () => ({ session: manager.session ?? undefined, visibilityState: manager.session?.visibilityState }),
    destroy: () => {},
  } as unknown as XRStore
  const nodes = () => tags.map((tag) => ({ tag, props: {} })) as never
  const under = new XRSessions(store, {
    wishes: (mode: XRMode) => wishesOf(nodes(), mode, settings),
    system: () => ({ requestSession: request }) as unknown as XRSystem,
  })
  under.mount(manager.real)
  return { manager, asked, request, sessions: under, settings, tags }
}

describe('entering', () => {
  test('asks before the click is over, for what the scene needs then', async () => {
    const { sessions: xr, request, asked, tags } = sessions({ tags: [] })
    tags.push('Body')
    const entered = xr.enter('immersive-vr')
    expect(request).toHaveBeenCalledTimes(1)
    await entered
    expect(asked[0]).toEqual({ optionalFeatures: ['local-floor', 'layers', 'body-tracking'] })
  })

  test('tells what was granted and what was refused, and a refusal keeps nobody out', async () => {
    const { sessions: xr, manager } = sessions({ tags: ['Hands', 'Body'] })
    await xr.enter('immersive-vr')
    expect(manager.isPresenting).toBe(true)
    expect(xr.getSnapshot()).toMatchObject({
      mode: 'immersive-vr',
      visibility: 'visible',
      report: {
        mode: 'immersive-vr',
        referenceSpace: 'local-floor',
        granted: ['viewer', 'local', 'local-floor', 'layers', 'hand-tracking'],
        refused: ['body-tracking'],
      },
    })
    const session = manager.getSession() as unknown as XRSession
    expect(['hand-tracking', 'body-tracking', 'anchors'].map((name) => featureState(session, name))).toEqual([
      'granted',
      'refused',
      'late',
    ])
  })

  test('settings hold from the first frame', async () => {
    const { sessions: xr, manager } = sessions({ settings: { foveation: 0.3, framebufferScale: 1.5, frameRate: 72 } })
    await xr.enter('immersive-vr')
    expect(manager.settings).toEqual({ referenceSpace: 'local-floor', foveation: 0.3, framebufferScale: 1.5 })
    await vi.waitFor(() => expect(manager.session!.frameRate).toBe(72))
  })

  test.each([
    [['unbounded', 'local-floor'], 'unbounded'],
    [['local-floor'], 'local-floor'],
    [[], 'local'],
  ])('of the spaces %j an unbounded one is wanted: it is %s', async (has, expected) => {
    const { sessions: xr, manager } = sessions({ has, settings: { referenceSpace: 'unbounded' } })
    await xr.enter('immersive-ar')
    expect(manager.settings.referenceSpace).toBe(expected)
    expect(xr.getSnapshot().report?.referenceSpace).toBe(expected)
  })

  test.each(['TypeError', 'NotSupportedError'])(
    'a browser that takes offence at a name (%s) is asked without',
    async (name) => {
      const { sessions: xr, request, asked } = sessions({ settings: { features: ['nonsense'] } })
      request.mockRejectedValueOnce(Object.assign(new Error('what?'), { name }))
      await xr.enter('immersive-vr')
      expect(asked).toEqual([{ optionalFeatures: ['local-floor', 'layers'] }])
      expect(xr.getSnapshot().report?.refused).toEqual(['hand-tracking', 'nonsense'])
    },
  )

  test('a refusal of the session itself is a sentence, and is not asked again', async () => {
    const { sessions: xr, request } = sessions()
    request.mockRejectedValueOnce(Object.assign(new Error('no'), { name: 'NotAllowedError' }))
    await expect(xr.enter('immersive-vr')).rejects.toThrow('VR was not permitted')
    expect(request).toHaveBeenCalledTimes(1)
    await xr.enter('immersive-vr')
    expect(xr.getSnapshot().mode).toBe('immersive-vr')
  })

  test('a session that cannot be drawn is ended, and told', async () => {
    const { sessions: xr, manager, request } = sessions()
    manager.setSession = () => Promise.reject(new Error('no context'))
    await expect(xr.enter('immersive-vr')).rejects.toThrow('no context')
    const session = (await request.mock.results[0]!.value) as unknown as FakeSession
    expect(session.isEnded).toBe(true)
  })

  test('two clicks are one session', async () => {
    const { sessions: xr, request } = sessions()
    await Promise.all([xr.enter('immersive-vr'), xr.enter('immersive-vr')])
    expect(request).toHaveBeenCalledTimes(1)
  })

  test('it can be left and entered again, and each session has a report of its own', async () => {
    const { sessions: xr, tags } = sessions()
    await xr.enter('immersive-vr')
    await xr.exit()
    expect(xr.getSnapshot()).toMatchObject({ mode: null, visibility: null, begun: 1 })
    tags.length = 0
    await xr.enter('immersive-ar')
    expect(xr.getSnapshot()).toMatchObject({ mode: 'immersive-ar', begun: 2, report: { refused: [] } })
  })

  test('rate and foveation follow the settings while a session runs', async () => {
    const { sessions: xr, manager, settings } = sessions()
    await xr.enter('immersive-vr')
    Object.assign(settings, { frameRate: 120, foveation: 0 })
    xr.tune()
    expect(manager.settings.foveation).toBe(0)
    await vi.waitFor(() => expect(manager.session!.frameRate).toBe(120))
    await xr.exit()
    expect(() => xr.tune()).not.toThrow()
  })
})

describe('the floor of an unbounded space', () => {
  const offset = { offset: true }
  const space = { ...SPACE, getOffsetReferenceSpace: vi.fn(() => offset) }

  test('is put where that of local-floor is, in the first frame that knows it, once', async () => {
    const manager = new FakeManager()
    manager.referenceSpace = space
    const session = new FakeSession()
    const alignment = new FloorAlignment(manager.real)
    await alignment.begin(session as unknown as XRSession)
    const transform = { matrix: someMatrix() }
    const poses: ({ transform: unknown } | null)[] = [null, { transform }]
    const frame = { getPose: vi.fn(() => poses.shift()) } as unknown as XRFrame
    alignment.frame(frame)
    expect(manager.referenceSpace).toBe(space)
    alignment.frame(frame)
    expect(space.getOffsetReferenceSpace).toHaveBeenCalledWith(transform)
    expect(manager.referenceSpace).toBe(offset)
    alignment.frame(frame)
    expect(frame.getPose).toHaveBeenCalledTimes(2)
  })

  test('stays where it is in a session without local-floor', async () => {
    const manager = new FakeManager()
    const session = new FakeSession()
    session.enabledFeatures = ['unbounded']
    const alignment = new FloorAlignment(manager.real)
    await alignment.begin(session as unknown as XRSession)
    alignment.frame({ getPose: () => expect.unreachable() } as unknown as XRFrame)
    expect(manager.referenceSpace).toBe(SPACE)
  })
})
