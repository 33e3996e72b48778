import { describe, expect, test, vi } from 'vitest'
import type { RoomMesh } from '../../../protocol/index.ts'
import { DetectedSet, hashOf } from '../../../src/xr/ar/DetectedSet.ts'
import { hasMoved } from '../../../src/xr/ar/movement.ts'
import { RoomMeshAnswers } from '../../../src/xr/ar/RoomMeshAnswers.ts'
import { RoomUpdates } from '../../../src/xr/ar/RoomUpdates.ts'
import { MESHES, PLANES } from '../../../src/xr/ar/roomKinds.ts'
import { at, FakeRoomSession, fakeMesh, fakePlane, SPACE } from './fakeRoom.ts'

function meshesOf(session: FakeRoomSession) {
  const set = new DetectedSet(MESHES)
  let timeMs = 0
  const read = () => {
    timeMs += 1000
    return set.read(session.frame(), SPACE, timeMs)
  }
  return { set, read, told: () => set.present.map((item) => MESHES.tell(item)) }
}

describe('the meshes of a room', () => {
  test('are told with shape, label and pose', () => {
    const session = new FakeRoomSession()
    session.meshes!.add(fakeMesh(2, 'couch'))
    const { read, told } = meshesOf(session)
    expect(read()).toBe(true)
    expect(told()).toEqual([
      {
        vertices: Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0]),
        indices: Uint32Array.from([0, 1, 2]),
        semanticLabel: 'couch',
        matrix: at(2),
        tracking: 'tracked',
      },
    ])
  })

  test('a mesh without a pose is not there, and one whose pose is a guess says so', () => {
    const session = new FakeRoomSession()
    const [lost, guessed] = [fakeMesh(1), fakeMesh(2)]
    lost.meshSpace.matrix = null
    guessed.meshSpace.emulated = true
    session.meshes!.add(lost).add(guessed)
    const { read, told } = meshesOf(session)
    read()
    expect(told().map(({ tracking, matrix }) => [tracking, matrix[12]])).toEqual([['emulated', 2]])
  })

  test('numbers that are none are no pose', () => {
    const session = new FakeRoomSession()
    const mesh = fakeMesh()
    mesh.meshSpace.matrix = at(Number.NaN)
    session.meshes!.add(mesh)
    const { read, told } = meshesOf(session)
    read()
    expect(told()).toEqual([])
  })

  test('the version grows with what comes, goes, moves, changes its shape or its label, and with nothing else', () => {
    const session = new FakeRoomSession()
    const mesh = fakeMesh()
    session.meshes!.add(mesh)
    const { set, read } = meshesOf(session)
    const grows = (change: () => void): boolean => {
      const before = set.version
      change()
      read()
      return set.version !== before
    }
    expect(grows(() => {})).toBe(true)
    expect(grows(() => {})).toBe(false)
    // The emulator says in each frame that everything changed.
    expect(grows(() => Object.assign(mesh, { lastChangedTime: 2 }))).toBe(false)
    expect(grows(() => Object.assign(mesh, { lastChangedTime: 3, vertices: mesh.vertices.map((v) => v * 2) }))).toBe(
      true,
    )
    expect(grows(() => Object.assign(mesh, { lastChangedTime: 4, indices: Uint32Array.from([0, 2, 1]) }))).toBe(true)
    expect(grows(() => Object.assign(mesh, { lastChangedTime: 5, semanticLabel: 'desk' }))).toBe(true)
    expect(grows(() => Object.assign(mesh.meshSpace, { matrix: at(0.002) }))).toBe(false)
    expect(grows(() => Object.assign(mesh.meshSpace, { matrix: at(0.01) }))).toBe(true)
    expect(grows(() => Object.assign(mesh.meshSpace, { matrix: null }))).toBe(true)
    expect(grows(() => Object.assign(mesh.meshSpace, { matrix: at(0.01) }))).toBe(true)
    expect(grows(() => session.meshes!.add(fakeMesh(3)))).toBe(true)
    expect(grows(() => session.meshes!.delete(mesh))).toBe(true)
  })

  test('a slow drift is noticed too', () => {
    const session = new FakeRoomSession()
    const mesh = fakeMesh()
    session.meshes!.add(mesh)
    const { set, read } = meshesOf(session)
    read()
    const before = set.version
    for (let step = 1; step <= 4; step += 1) {
      mesh.meshSpace.matrix = at(step * 0.002)
      read()
    }
    expect(set.version).toBe(before + 1)
  })

  test('shapes are looked at twice a second, not in each frame', () => {
    const session = new FakeRoomSession()
    const mesh = fakeMesh()
    session.meshes!.add(mesh)
    const set = new DetectedSet(MESHES)
    const fingerprint = vi.spyOn(MESHES, 'fingerprint')
    for (let timeMs = 0; timeMs < 1000; timeMs += 10) {
      mesh.lastChangedTime = timeMs
      set.read(session.frame(), SPACE, timeMs)
    }
    expect(fingerprint).toHaveBeenCalledTimes(2)
    fingerprint.mockRestore()
  })

  test('a browser that tells of none is told apart from a room that has none', () => {
    const session = new FakeRoomSession()
    const { set, read, told } = meshesOf(session)
    expect(read()).toBe(true)
    session.meshes!.add(fakeMesh())
    read()
    session.meshes = undefined
    const before = set.version
    expect(read()).toBe(false)
    expect(told()).toEqual([])
    expect(set.version).not.toBe(before)
  })
})

describe('the planes of a room', () => {
  test('have corners, a direction where there is a known one, and triangles to be drawn', () => {
    const session = new FakeRoomSession()
    session.planes!.add(fakePlane(1)).add({ ...fakePlane(2), orientation: undefined as never })
    const set = new DetectedSet(PLANES)
    set.read(session.frame(), SPACE, 0)
    const [wall, other] = set.present.map((item) => PLANES.tell(item))
    expect(wall).toMatchObject({ orientation: 'vertical', semanticLabel: 'wall', matrix: at(1) })
    expect([...wall!.polygon]).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1])
    expect(other).toMatchObject({ orientation: null })
    const { triangles, points } = PLANES.shapeOf(set.present[0]!.entity)
    expect(triangles).toHaveLength(6)
    expect(points).toHaveLength(12)
  })
})

describe('when a room is told', () => {
  const updates = () => {
    const sent: number[][] = []
    return { sent, updates: new RoomUpdates<number>((told) => sent.push(told)) }
  }

  test('at once, then at most once a second, and only when it changed', () => {
    const { sent, updates: room } = updates()
    room.frame(1, 0, () => [1])
    room.frame(1, 2000, () => [1])
    room.frame(2, 2010, () => [1, 2])
    room.frame(3, 2020, () => [1, 2, 3])
    expect(sent).toEqual([[1], [1, 2]])
    room.frame(3, 3010, () => [1, 2, 3])
    expect(sent).toEqual([[1], [1, 2], [1, 2, 3]])
  })

  test('a room that is empty from the start is not worth a word, one that becomes empty is', () => {
    const { sent, updates: room } = updates()
    room.frame(0, 0, () => [])
    expect(sent).toEqual([])
    room.frame(1, 2000, () => [1])
    room.frame(2, 4000, () => [])
    expect(sent).toEqual([[1], []])
  })

  test('its end is told at once, and once', () => {
    const { sent, updates: room } = updates()
    room.stop()
    room.frame(1, 0, () => [1])
    room.stop()
    room.stop()
    expect(sent).toEqual([[1], []])
    room.frame(1, 1, () => [1])
    expect(sent).toEqual([[1], [], [1]])
  })
})

test('[EV34] whoever listens anew is told the room as it is, at once, and nothing of an empty one', () => {
  const sent: number[][] = []
  const room = new RoomUpdates<number>((told) => sent.push(told))
  room.frame(1, 0, () => [1])
  room.again()
  room.frame(1, 10, () => [1])
  room.frame(1, 2000, () => [1])
  expect(sent).toEqual([[1], [1]])
  room.again()
  room.frame(2, 2010, () => [])
  expect(sent).toHaveLength(2)
})

describe('GET_WEBXR_MESH', () => {
  const mesh = { semanticLabel: 'table' } as RoomMesh
  const node = (key: string, tag = 'WebXRMesh') => ({ key, tag }) as never

  test('[CA20] the node that is named answers, and the only one also to another name', async () => {
    const answers = new RoomMeshAnswers()
    answers.register('a', () => ({ meshes: [mesh] }))
    answers.register('b', () => ({ meshes: [] }))
    expect(await answers.answer([node('a'), node('b')], 'a')).toEqual({ meshes: [mesh] })
    expect(await answers.answer([node('a')], 'webxr-mesh')).toEqual({ meshes: [mesh] })
  })

  test('[CA20] a name that nobody has is an error that says who is there', async () => {
    const answers = new RoomMeshAnswers()
    expect(await answers.answer([node('box', 'Box')], 'webxr-mesh')).toEqual({
      error: { code: 'NO_SUCH_NODE', message: 'the scene has no WebXRMesh; add one before AR is entered' },
    })
    expect(await answers.answer([node('a'), node('b')], 'c')).toEqual({
      error: { code: 'NO_SUCH_NODE', message: 'no WebXRMesh has the key "c"; there is "a", "b"' },
    })
  })

  test('a node that was added just before is waited for', async () => {
    const answers = new RoomMeshAnswers()
    const waiting = answers.answer([node('a')], 'a')
    answers.register('a', () => ({ meshes: [mesh] }))
    expect(await waiting).toEqual({ meshes: [mesh] })
  })

  test('a node that is never drawn is waited for not for ever', async () => {
    vi.useFakeTimers()
    try {
      const answers = new RoomMeshAnswers()
      const unregister = answers.register('a', () => ({ meshes: [mesh] }))
      unregister()
      const waiting = answers.answer([node('a')], 'a')
      await vi.advanceTimersByTimeAsync(1000)
      expect(await waiting).toMatchObject({ error: { code: 'NOT_DRAWN' } })
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('movement', () => {
  const turned = (degrees: number) => {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
    return Float32Array.from([c, 0, -s, 0, 0, 1, 0, 0, s, 0, c, 0, 0, 0, 0, 1])
  }

  test.each([
    ['nothing', at(0), false],
    ['half a millimetre', at(0.0005), false],
    ['two millimetres', at(0, 0.002), true],
    ['a twentieth of a degree', turned(0.05), false],
    ['a fifth of a degree', turned(0.2), true],
    ['half a turn', turned(180), true],
  ])('%s: %s', (_, to, expected) => {
    expect(hasMoved(at(0), to, { metres: 0.001, degrees: 0.1 })).toBe(expected)
  })

  test('a hash tells lists apart that differ in one number, or in their length', () => {
    const hashes = [[], [0], [0, 0], [1, 0], [0, 1]].map((list) => hashOf(Uint32Array.from(list)))
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(hashOf(Float32Array.of(0.1))).not.toBe(hashOf(Float32Array.of(0.10000001)))
  })
})
