import { describe, expect, test } from 'vitest'
import {
  Anchor,
  decodeFrame,
  encodeFrame,
  HitTest,
  isSample,
  readEventValue,
  readWebXRMeshAnswer,
  WebXRMesh,
} from '../../protocol/index.ts'

const matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1]
const triangle = { vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], indices: [0, 1, 2], matrix }
const square = { polygon: [0, 0, 0, 1, 0, 0, 1, 0, 1], matrix }

const invalid = (message: string) => expect.objectContaining({ code: 'INVALID_EVENT', message })

describe('meshes of the room', () => {
  test('[EV30] are read as typed arrays, from lists of other programs too', () => {
    const { meshes } = readEventValue('WEBXR_MESH_UPDATE', { meshes: [{ ...triangle, semanticLabel: 'table' }] })
    expect(meshes).toEqual([
      {
        vertices: Float32Array.from(triangle.vertices),
        indices: Uint32Array.from(triangle.indices),
        matrix: Float32Array.from(matrix),
        semanticLabel: 'table',
        tracking: 'unknown',
      },
    ])
    expect(readEventValue('WEBXR_MESH_UPDATE', { meshes: [triangle] }).meshes[0]).toMatchObject({ semanticLabel: null })
  })

  test('[EV30] a room without meshes is a room', () => {
    expect(readEventValue('WEBXR_MESH_UPDATE', { meshes: [] })).toEqual({ meshes: [] })
  })

  test.each([
    ['half a point', { vertices: [0, 0], indices: [] }, 'meshes[0].vertices: expected three numbers for each point'],
    ['half a triangle', { indices: [0, 1] }, 'meshes[0].indices: expected three numbers for each triangle'],
    ['a corner that is nowhere', { indices: [0, 1, 3] }, 'meshes[0]: expected indices of vertices that exist'],
    ['a corner between corners', { indices: [0, 1, 1.5] }, 'meshes[0].indices: expected whole numbers from 0'],
    ['a corner before the first', { indices: [0, 1, -1] }, 'meshes[0].indices: expected whole numbers from 0'],
    [
      'a point that is nowhere',
      { vertices: Float32Array.of(0, 0, Number.NaN), indices: [] },
      'meshes[0].vertices: expected finite numbers only',
    ],
    ['no pose', { matrix: undefined }, 'meshes[0].matrix: expected'],
  ])('[EV30] %s is refused', (_, wrong, message) => {
    const read = () => readEventValue('WEBXR_MESH_UPDATE', { meshes: [{ ...triangle, ...wrong }] })
    expect(read).toThrow(invalid(expect.stringContaining(`WEBXR_MESH_UPDATE: value.${message}`)))
  })

  test('[CA20] an answer has the same form, and [CA21] another form is refused', () => {
    expect(readWebXRMeshAnswer({ meshes: [triangle] })).toEqual(
      readEventValue('WEBXR_MESH_UPDATE', { meshes: [triangle] }),
    )
    for (const wrong of [undefined, {}, [], { meshes: triangle }, { meshes: [{}] }]) {
      expect(() => readWebXRMeshAnswer(wrong)).toThrow(invalid(expect.stringMatching(/^GET_WEBXR_MESH: value/)))
    }
  })

  test('[FR10] arrive as they were sent', () => {
    const sent = readWebXRMeshAnswer({ meshes: [triangle] })
    const frame = encodeFrame({ etype: 'WEBXR_MESH_UPDATE', value: sent }, 'vuer-xr')
    expect(readWebXRMeshAnswer((decodeFrame(frame) as { value: unknown }).value)).toEqual(sent)
  })
})

describe('planes of the room', () => {
  test('[EV31] have corners, and perhaps a direction and a label', () => {
    const [bare, told] = readEventValue('WEBXR_PLANES_UPDATE', {
      planes: [square, { ...square, orientation: 'vertical', semanticLabel: 'wall', tracking: 'tracked' }],
    }).planes
    expect(bare).toMatchObject({ orientation: null, semanticLabel: null, tracking: 'unknown' })
    expect(told).toMatchObject({ orientation: 'vertical', semanticLabel: 'wall', tracking: 'tracked' })
    expect(bare!.polygon).toEqual(Float32Array.from(square.polygon))
  })

  test('[EV31] a direction that is none is refused', () => {
    const read = () => readEventValue('WEBXR_PLANES_UPDATE', { planes: [{ ...square, orientation: 'up' }] })
    expect(read).toThrow(invalid(expect.stringContaining('planes[0].orientation')))
  })
})

describe('hits and anchors', () => {
  test('[EV3] a hit is a sample; an anchor, and what is missing, happened once', () => {
    expect(['HIT_TEST', 'ANCHOR', 'FEATURE_MISSING', 'WEBXR_MESH_UPDATE'].map(isSample)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  test('[EV6] [EV32] pose and state agree', () => {
    expect(readEventValue('HIT_TEST', {})).toEqual({ matrix: null, tracking: 'absent' })
    expect(readEventValue('HIT_TEST', { matrix, tracking: 'absent' }).matrix).toBeNull()
    expect(readEventValue('ANCHOR', { matrix: null, tracking: 'tracked' })).toEqual({
      matrix: null,
      tracking: 'absent',
      handle: null,
    })
    expect(readEventValue('ANCHOR', { matrix, handle: 'a1' })).toEqual({
      matrix: Float32Array.from(matrix),
      tracking: 'unknown',
      handle: 'a1',
    })
  })

  test('[EV43] what is told of the room has the origin of its space, where the person was moved', () => {
    const origin = Float32Array.from(matrix)
    expect(readEventValue('HIT_TEST', { matrix, origin }).origin).toEqual(origin)
    expect(readEventValue('ANCHOR', { matrix, origin: matrix }).origin).toEqual(origin)
    expect(readEventValue('WEBXR_MESH_UPDATE', { meshes: [], origin: matrix }).origin).toEqual(origin)
    expect(readEventValue('WEBXR_PLANES_UPDATE', { planes: [], origin: matrix }).origin).toEqual(origin)
    expect(() => readEventValue('WEBXR_PLANES_UPDATE', { planes: [], origin: [1, 2] })).toThrow(/origin/)
  })

  test('[EV33] what is missing has a reason that is known', () => {
    const missing = { feature: 'anchors', reason: 'vr', message: 'anchors: only in AR, and this is VR' }
    expect(readEventValue('FEATURE_MISSING', missing)).toEqual(missing)
    expect(() => readEventValue('FEATURE_MISSING', { ...missing, reason: 'tired' })).toThrow(/value\.reason/)
  })
})

describe('nodes', () => {
  test('[ND3] a WebXRMesh without a key has Vuer’s', () => {
    expect(WebXRMesh().key).toBe('webxr-mesh')
    expect(HitTest().key).toBe('hit-test')
  })

  test('[ND14] a ray or an opacity that is none is refused where it is written', () => {
    expect(() => HitTest({ source: 'nose' as never })).toThrow(
      'HitTest "hit-test": source: expected "gaze", "left" or "right"',
    )
    expect(() => WebXRMesh({ opacity: 2 })).toThrow('WebXRMesh "webxr-mesh": opacity')
    expect(() => Anchor({ key: 'a', handle: 7 as never })).toThrow('Anchor "a": handle: expected a string, got 7')
  })
})
