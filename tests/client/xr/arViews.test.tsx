import type { LineLoop, Material, Mesh, MeshBasicMaterial, Object3D } from 'three'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { AnchorView } from '../../../src/xr/ar/AnchorView.tsx'
import { DepthSensingView } from '../../../src/xr/ar/DepthSensingView.tsx'
import { HitTestView } from '../../../src/xr/ar/HitTestView.tsx'
import { roomMeshAnswersOf } from '../../../src/xr/ar/RoomMeshAnswers.ts'
import { WebXRMeshView, WebXRPlanesView } from '../../../src/xr/ar/RoomViews.tsx'
import { originOf } from '../../../src/xr/interaction/Origin.ts'
import { newSessionsOf } from '../../../src/xr/newSessions.ts'
import { noteAsked } from '../../../src/xr/sessionReport.ts'
import { at, FakeRoomSession, fakeMesh, fakePlane } from './fakeRoom.ts'
import { roomStage } from './roomStage.tsx'

beforeAll(() => {
  vi.stubGlobal(
    'XRRigidTransform',
    class {
      readonly matrix: Float32Array

      constructor({ x, y, z }: DOMPointInit) {
        this.matrix = at(x!, y, z)
      }
    },
  )
})
afterAll(() => {
  vi.unstubAllGlobals()
})

/** A session that was asked for these features, and granted what it has. */
function asked(session: FakeRoomSession, ...features: string[]): FakeRoomSession {
  noteAsked(session as unknown as XRSession, features)
  return session
}

const roomWith = (...meshes: ReturnType<typeof fakeMesh>[]) => {
  const session = new FakeRoomSession()
  for (const mesh of meshes) session.meshes!.add(mesh)
  return session
}

const worldOf = (object: Object3D | undefined) => {
  object!.updateWorldMatrix(true, false)
  return object!.matrixWorld.elements.slice(12, 15).map((value) => Math.round(value * 1e6) / 1e6)
}

const meshNode = [{ key: 'node', tag: 'WebXRMesh' } as never]

describe('WebXRMesh', () => {
  test('draws each mesh where it is, sends all of them, and at the end none', async () => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView)
    const session = roomWith(fakeMesh(1, 'table'), fakeMesh(2, 'wall'))
    await stage.start(session)
    await stage.frame()
    const drawn = stage.object('node')!.children
    expect(drawn.map(worldOf)).toEqual([
      [1, 0, 0],
      [2, 0, 0],
    ])
    expect(stage.sent).toHaveLength(1)
    expect(stage.sent[0]).toMatchObject({
      etype: 'WEBXR_MESH_UPDATE',
      key: 'node',
      value: { meshes: [{ semanticLabel: 'table' }, { semanticLabel: 'wall' }] },
    })
    await stage.end()
    expect(stage.sent.at(-1)).toMatchObject({ value: { meshes: [] } })
    expect(drawn).toHaveLength(0)
  })

  test('looks as its props say: edges, or faces, or nothing but what hides', async () => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView, { color: '#ff0000', opacity: 0.5 })
    await stage.start(roomWith(fakeMesh()))
    await stage.frame()
    const [mask, surface] = stage.object('node')!.children[0]!.children as Mesh<never, MeshBasicMaterial>[]
    expect(surface!.material).toMatchObject({ opacity: 0.5, wireframe: true, visible: true })
    expect(surface!.material.color.getHexString()).toBe('ff0000')
    expect(mask!.material).toMatchObject({ visible: false, colorWrite: false })
    await stage.update({ opacity: 0, wireframe: false, occluder: true })
    expect(surface!.material).toMatchObject({ visible: false, wireframe: false })
    expect(mask!.material.visible).toBe(true)
    expect(mask!.renderOrder).toBeLessThan(surface!.renderOrder)
  })

  test('stands where the origin is that the person was moved to', async () => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView)
    await stage.start(roomWith(fakeMesh(1)))
    await stage.frame()
    originOf(stage.scene).moveBy(10, 0, 'teleport')
    expect(worldOf(stage.object('node')!.children[0])).toEqual([11, 0, 0])
    expect(stage.sent[0]!.value).not.toHaveProperty('origin')
    newSessionsOf(stage.scene).notify()
    await stage.frame()
    expect(stage.sent[1]!.value).toMatchObject({ meshes: [{ matrix: at(1) }], origin: at(10) })
  })

  test('sends nothing by itself with autoUpdate: false, and answers', async () => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView, { autoUpdate: false })
    await stage.start(roomWith(fakeMesh(1, 'table')))
    await stage.frame()
    expect(stage.sent).toEqual([])
    expect(await roomMeshAnswersOf(stage.scene).answer(meshNode, 'webxr-mesh')).toMatchObject({
      meshes: [{ semanticLabel: 'table' }],
    })
  })

  test('[CA20] answers with why it has none', async () => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView)
    const answer = () => roomMeshAnswersOf(stage.scene).answer(meshNode, 'node')
    expect(await answer()).toMatchObject({ error: { code: 'NO_SESSION' } })
    const session = new FakeRoomSession()
    session.enabledFeatures = []
    await stage.start(asked(session, 'mesh-detection'))
    await stage.frame()
    expect(await answer()).toMatchObject({ error: { code: 'FEATURE_MISSING' } })
    await stage.end()
    await stage.unmount()
    expect(await answer()).toMatchObject({ error: { code: 'NOT_DRAWN' } })
  })

  test.each<[string, Partial<FakeRoomSession>, string[], string]>([
    ['was refused', { enabledFeatures: [] }, ['mesh-detection'], 'refused'],
    ['was not asked for', { enabledFeatures: ['local'] }, [], 'late'],
    ['is not there in VR', { enabledFeatures: ['local'], environmentBlendMode: 'opaque' }, [], 'vr'],
    [
      'is not there in VR, of a browser that says nothing at all',
      { enabledFeatures: undefined, environmentBlendMode: undefined },
      [],
      'vr',
    ],
    ['is missing from the frames', { enabledFeatures: undefined, meshes: undefined }, ['mesh-detection'], 'refused'],
  ])('what it needs %s: said once, to the page and to the script', async (_, has, features, reason) => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView)
    await stage.start(asked(Object.assign(new FakeRoomSession(), has), ...features))
    await stage.frame()
    await stage.frame()
    expect(stage.sent).toEqual([
      {
        etype: 'FEATURE_MISSING',
        key: 'node',
        value: { feature: 'mesh-detection', reason, message: stage.problems.get('feature') },
        capturedAt: expect.any(Number),
      },
    ])
    expect(stage.problems.get('feature')).toContain('meshes of the room')
    await stage.end()
    expect(stage.problems.size).toBe(0)
  })

  test('[EV34] whoever listens anew hears of it too', async () => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView)
    newSessionsOf(stage.scene).notify()
    await stage.start(asked(Object.assign(new FakeRoomSession(), { enabledFeatures: [] }), 'mesh-detection'))
    newSessionsOf(stage.scene).notify()
    expect(stage.sentOf('FEATURE_MISSING')).toHaveLength(2)
    expect(stage.sent[1]).toMatchObject({ key: 'node', value: { reason: 'refused' } })
    await stage.end()
    newSessionsOf(stage.scene).notify()
    expect(stage.sent).toHaveLength(2)
  })

  test('frames are not asked for what the session does not have: some browsers throw', async () => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView)
    const session = Object.assign(new FakeRoomSession(), { enabledFeatures: [] })
    const { frame } = session
    session.frame = () =>
      Object.defineProperty(frame.call(session), 'detectedMeshes', {
        get: () => {
          throw new DOMException('mesh-detection is not enabled', 'NotSupportedError')
        },
      })
    await stage.start(asked(session, 'mesh-detection'))
    await stage.frame()
    expect([...stage.problems.keys()]).toEqual(['feature'])
    expect(stage.object('node')!.children).toEqual([])
  })

  test('[EV34] a room that stays is told to whoever listens anew', async () => {
    const stage = await roomStage('WebXRMesh', WebXRMeshView)
    await stage.start(roomWith(fakeMesh(1, 'table')))
    await stage.frame()
    newSessionsOf(stage.scene).notify()
    await stage.frame()
    expect(stage.sentOf('WEBXR_MESH_UPDATE')).toHaveLength(2)
    expect(stage.sent[1]!.value).toEqual(stage.sent[0]!.value)
  })

  test('a node that comes into a running session says what that does not have', async () => {
    const running = asked(Object.assign(new FakeRoomSession(), { enabledFeatures: [] }))
    const stage = await roomStage('WebXRMesh', WebXRMeshView, {}, null, running)
    expect(stage.sentOf('FEATURE_MISSING')).toMatchObject([
      {
        value: { reason: 'late', message: 'meshes of the room: this session began without it; leave and enter again' },
      },
    ])
  })
})

describe('WebXRPlanes', () => {
  test('draws faces with their edges, and sends them', async () => {
    const stage = await roomStage('WebXRPlanes', WebXRPlanesView)
    const session = new FakeRoomSession()
    session.planes!.add(fakePlane(3, 'floor'))
    await stage.start(session)
    await stage.frame()
    const [drawn] = stage.object('node')!.children
    expect(worldOf(drawn)).toEqual([3, 0, 0])
    expect(drawn!.children.map((part) => part.type)).toEqual(['Mesh', 'Mesh', 'LineLoop'])
    expect((drawn!.children[2] as LineLoop).geometry.getAttribute('position').count).toBe(4)
    expect(stage.sentOf('WEBXR_PLANES_UPDATE')[0]!.value).toMatchObject({
      planes: [{ semanticLabel: 'floor', orientation: 'vertical', tracking: 'tracked' }],
    })
  })
})

describe('HitTest', () => {
  test('puts ring and children where the ray meets the room, and hides them where it meets nothing', async () => {
    const stage = await roomStage('HitTest', HitTestView, { fps: 1e6 }, <group name="child" />)
    const session = new FakeRoomSession()
    session.hits.set(session.viewer, { matrix: at(1, 2, 3) })
    await stage.start(session)
    await stage.frame()
    await stage.frame()
    const outer = stage.object('node')!.parent!
    expect(outer.visible).toBe(true)
    expect(worldOf(stage.object('child'))).toEqual([1, 2, 3])
    expect(stage.sentOf('HIT_TEST').at(-1)!.value).toEqual({ matrix: at(1, 2, 3), tracking: 'tracked' })

    session.hits.clear()
    await stage.frame()
    expect(outer.visible).toBe(false)
    expect(stage.sentOf('HIT_TEST').at(-1)!.value).toEqual({ matrix: null, tracking: 'absent' })
  })

  test('with stream: false it draws and sends nothing; without the ring only the children are there', async () => {
    const stage = await roomStage('HitTest', HitTestView, { stream: false, showReticle: false }, <group name="child" />)
    const session = new FakeRoomSession()
    session.hits.set(session.viewer, { matrix: at(1) })
    await stage.start(session)
    await stage.frame()
    await stage.frame()
    expect(stage.sent).toEqual([])
    expect(stage.object('node')!.parent!.visible).toBe(true)
    expect(stage.object('node')!.children.map(({ name }) => name)).toEqual(['child'])
  })

  test('a browser that gives no hits is told once, and nothing is streamed in VR', async () => {
    const stage = await roomStage('HitTest', HitTestView)
    const session = new FakeRoomSession()
    session.refusal = new Error('the camera is covered')
    await stage.start(session)
    await stage.frame()
    await stage.frame()
    expect(stage.sentOf('FEATURE_MISSING')).toMatchObject([
      { value: { reason: 'failed', message: 'hit tests: the camera is covered' } },
    ])
    await stage.end()
    const count = stage.sentOf('HIT_TEST').length
    await stage.start(Object.assign(new FakeRoomSession(), { environmentBlendMode: 'opaque', enabledFeatures: [] }))
    await stage.frame()
    expect(stage.sentOf('HIT_TEST')).toHaveLength(count)
    expect(stage.problems.get('feature')).toBe('hit tests: only in AR, and this is VR')
  })
})

describe('Anchor', () => {
  const anchorOf = (session: FakeRoomSession) => [...session.anchors][0]!

  test('stays at its real place, and its children with it, in the size that was written', async () => {
    const stage = await roomStage('Anchor', AnchorView, { position: [1, 0, 0], scale: 2 }, <group name="child" />)
    expect(worldOf(stage.object('child'))).toEqual([1, 0, 0])
    const session = new FakeRoomSession()
    await stage.start(session)
    await stage.frame()
    expect(anchorOf(session).anchorSpace.matrix).toEqual(at(1))
    anchorOf(session).anchorSpace.matrix = at(1.1, 0.2, 0)
    await stage.frame()
    expect(worldOf(stage.object('child'))).toEqual([1.1, 0.2, 0])
    expect(stage.object('child')!.matrixWorld.getMaxScaleOnAxis()).toBeCloseTo(2, 5)
    expect(stage.sentOf('ANCHOR').at(-1)!.value).toEqual({
      matrix: at(1.1, 0.2, 0),
      tracking: 'tracked',
      handle: null,
    })
  })

  test('is not drawn while the place is lost, and stands where it was placed when the session is over', async () => {
    const stage = await roomStage('Anchor', AnchorView, { position: [1, 0, 0] }, <group name="child" />)
    const session = new FakeRoomSession()
    await stage.start(session)
    await stage.frame()
    await stage.frame()
    anchorOf(session).anchorSpace.matrix = null
    await stage.frame()
    const held = stage.object('child')!.parent!
    expect(held.visible).toBe(false)
    expect(stage.sentOf('ANCHOR').at(-1)!.value).toMatchObject({ matrix: null, tracking: 'absent' })
    await stage.end()
    expect(held.visible).toBe(true)
    expect(worldOf(stage.object('child'))).toEqual([1, 0, 0])
  })

  test('another placement is anchored when it has come to rest', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000)
    const stage = await roomStage('Anchor', AnchorView, { position: [1, 0, 0] }, <group name="child" />)
    const session = new FakeRoomSession()
    await stage.start(session)
    await stage.frame()
    await stage.frame()
    const first = anchorOf(session)
    await stage.update({ position: [5, 0, 0] })
    await stage.frame()
    expect(first.isDeleted).toBe(true)
    expect(session.anchors.size).toBe(0)
    expect(worldOf(stage.object('child'))).toEqual([5, 0, 0])
    now.mockReturnValue(1300)
    await stage.frame()
    expect(anchorOf(session).anchorSpace.matrix).toEqual(at(5))
    now.mockRestore()
  })

  test('is anchored in the room, whatever the origin of the person is', async () => {
    const stage = await roomStage('Anchor', AnchorView, { position: [1, 0, 0] }, <group name="child" />)
    originOf(stage.scene).moveBy(10, 0, 'teleport')
    const session = new FakeRoomSession()
    await stage.start(session)
    await stage.frame()
    expect(anchorOf(session).anchorSpace.matrix).toEqual(at(-9))
    await stage.frame()
    expect(worldOf(stage.object('child'))).toEqual([1, 0, 0])
    expect(stage.sentOf('ANCHOR')).toMatchObject([{ value: { matrix: at(-9), origin: at(10) } }])
    originOf(stage.scene).moveBy(-10, 0, 'teleport')
    await stage.frame()
    expect(worldOf(stage.object('child'))).toEqual([-9, 0, 0])
  })

  test('without anchors it is a group', async () => {
    const stage = await roomStage('Anchor', AnchorView, { position: [1, 0, 0] }, <group name="child" />)
    await stage.start(Object.assign(new FakeRoomSession(), { enabledFeatures: [], environmentBlendMode: 'opaque' }))
    await stage.frame()
    expect(worldOf(stage.object('child'))).toEqual([1, 0, 0])
    expect(stage.object('child')!.parent!.visible).toBe(true)
    expect(stage.sent.map(({ etype }) => etype)).toEqual(['FEATURE_MISSING'])
  })

  test('a node that is gone gives its place back', async () => {
    const stage = await roomStage('Anchor', AnchorView)
    const session = new FakeRoomSession()
    await stage.start(session)
    await stage.frame()
    await stage.unmount()
    expect(session.anchors.size).toBe(0)
  })
})

describe('DepthSensing', () => {
  const depthMesh = () => ({ visible: true, material: { colorWrite: true } as Material })

  test('lets three.js hide what is behind real things, or not', async () => {
    const stage = await roomStage('DepthSensing', DepthSensingView)
    const mesh = depthMesh()
    stage.manager.getDepthSensingMesh = () => mesh
    const session = Object.assign(new FakeRoomSession(), {
      enabledFeatures: ['depth-sensing'],
      depthUsage: 'gpu-optimized',
    })
    await stage.start(session)
    await stage.frame()
    expect([mesh.visible, mesh.material.colorWrite]).toEqual([true, false])
    await stage.update({ occlusion: false })
    await stage.frame()
    expect(mesh.visible).toBe(false)
    expect(stage.sent).toEqual([])
    await stage.update({ occlusion: true })
    await stage.frame()
    await stage.unmount()
    expect(mesh.visible).toBe(false)
  })

  test('depth that cannot be drawn is said to be missing', async () => {
    const stage = await roomStage('DepthSensing', DepthSensingView)
    const session = Object.assign(new FakeRoomSession(), {
      enabledFeatures: ['depth-sensing'],
      depthUsage: 'cpu-optimized',
    })
    await stage.start(session)
    await stage.frame()
    await stage.frame()
    expect(stage.sentOf('FEATURE_MISSING')).toMatchObject([{ value: { feature: 'depth-sensing', reason: 'failed' } }])
  })

  test('what a session does not have is not read: browsers throw then', async () => {
    const stage = await roomStage('DepthSensing', DepthSensingView)
    const session = Object.defineProperty(Object.assign(new FakeRoomSession(), { enabledFeatures: [] }), 'depthUsage', {
      get() {
        throw new DOMException('depth is not enabled', 'InvalidStateError')
      },
    })
    await stage.start(asked(session, 'depth-sensing'))
    await stage.frame()
    expect(stage.problems.has('frame')).toBe(false)
    expect(stage.sentOf('FEATURE_MISSING')).toMatchObject([{ value: { reason: 'refused' } }])
  })
})
