import { describe, expect, test } from 'vitest'
import {
  adoptOperation,
  colorPartsOf,
  decodeFrame,
  encodeFrame,
  floatFromHalf,
  floatsFromHalves,
  floatsOf,
  halfFromFloat,
  indicesOf,
  type NodeData,
  PointCloud,
  SceneGraph,
  TriMesh,
} from '../../protocol/index.ts'
import { spellOut } from '../../protocol/spellOut.ts'
import { refusal } from '../support/refusal.ts'

describe('half floats', () => {
  test('every one of them is read and written as itself', () => {
    for (let half = 0; half < 0x10000; half += 1) {
      const value = floatFromHalf(half)
      if (Number.isNaN(value)) expect(floatFromHalf(halfFromFloat(value))).toBeNaN()
      else expect(halfFromFloat(value)).toBe(half)
    }
  })

  test('what lies between two is the nearest, and the even one of two that are as near', () => {
    const step = 2 ** -10
    expect(floatFromHalf(halfFromFloat(1 + 0.4 * step))).toBe(1)
    expect(floatFromHalf(halfFromFloat(1 + 0.6 * step))).toBe(1 + step)
    expect(floatFromHalf(halfFromFloat(1 + 0.5 * step))).toBe(1)
    expect(floatFromHalf(halfFromFloat(1 + 1.5 * step))).toBe(1 + 2 * step)
    expect(floatFromHalf(halfFromFloat(65536))).toBe(Number.POSITIVE_INFINITY)
    expect(floatFromHalf(halfFromFloat(2047.9))).toBe(2048)
    expect(floatFromHalf(halfFromFloat(1e-9))).toBe(0)
  })
})

describe('numbers in the forms that authors write', () => {
  test('typed arrays are used as they are, lists and 64-bit numbers become 32-bit numbers', () => {
    const floats = new Float32Array([1, 2, 3])
    const halves = new Uint16Array([0x3c00, 0x4000, 0x4200])
    expect(floatsOf(floats, [3])).toBe(floats)
    expect(floatsOf(halves, [3])).toBe(halves)
    for (const form of [[1, 2, 3], [[1, 2, 3]], new Float64Array([1, 2, 3])]) {
      expect(floatsOf(form, [3])).toEqual(floats)
    }
  })

  test('bytes are half floats, wherever they begin', () => {
    const halves = new Uint16Array([0x3c00, 0x4000, 0x4200])
    const message = new Uint8Array(10)
    message.set(new Uint8Array(halves.buffer), 3)
    const read = floatsOf(message.subarray(3, 9), [3])
    expect(read).toBeInstanceOf(Uint16Array)
    expect([...floatsFromHalves(read as Uint16Array)]).toEqual([1, 2, 3])
    expect(floatsOf(message.subarray(3, 8), [3])).toBeUndefined()
    expect(floatsOf(new Uint8Array(halves.buffer), [3])?.buffer).toBe(halves.buffer)
  })

  test('faces are whole numbers from 0', () => {
    expect(indicesOf(new Uint8Array(new Uint32Array([0, 1, 70000]).buffer), [3])).toEqual(
      new Uint32Array([0, 1, 70000]),
    )
    expect(indicesOf([[0, 1, 2]], [3])).toEqual(new Uint32Array([0, 1, 2]))
    expect(indicesOf(new Int32Array([0, 1, 2]), [3])).toEqual(new Uint32Array([0, 1, 2]))
    expect(indicesOf([0, 1, -1], [3])).toBeUndefined()
    expect(indicesOf([0, 1, 0.5], [3])).toBeUndefined()
  })

  test('colours are bytes, or numbers from 0 to 1', () => {
    const bytes = new Uint8Array([0, 128, 255])
    expect(colorPartsOf(bytes, [3, 4])).toBe(bytes)
    expect(colorPartsOf(new Uint8ClampedArray([1, 2, 3]), [3, 4])).toEqual(new Uint8Array([1, 2, 3]))
    expect(colorPartsOf([[0, 0.5, 1, 1]], [3, 4])).toEqual(new Float32Array([0, 0.5, 1, 1]))
    expect(colorPartsOf([[0, 128, 255]], [3, 4])).toBeUndefined()
  })
})

describe('clouds and meshes', () => {
  test('[ND15] lists are packed when the node is built, and typed arrays are kept', () => {
    const positions = new Float32Array(6)
    expect(PointCloud({ key: 'a', vertices: positions }).vertices).toBe(positions)
    expect(PointCloud({ key: 'a', vertices: [[1, 2, 3]], colors: [[0, 0, 1]] })).toEqual({
      tag: 'PointCloud',
      key: 'a',
      vertices: new Float32Array([1, 2, 3]),
      colors: new Float32Array([0, 0, 1]),
    })
    expect(PointCloud.patch({ key: 'a', vertices: [1, 2, 3], colors: null })).toEqual({
      tag: 'PointCloud',
      key: 'a',
      vertices: new Float32Array([1, 2, 3]),
      colors: null,
    })
  })

  test.each<[string, () => unknown, string]>([
    [
      'two numbers for a vertex',
      () => PointCloud({ key: 'a', vertices: [[1, 2]] }),
      'PointCloud "a": vertices: expected 3 numbers for each vertex',
    ],
    ['a text', () => PointCloud({ key: 'a', vertices: 'cloud.ply' as never }), 'PointCloud "a": vertices: expected '],
    [
      'colours from 0 to 255 in a list',
      () => PointCloud({ key: 'a', colors: [[255, 0, 0]] }),
      'PointCloud "a": colors: expected 3 or 4 numbers for each colour: bytes from 0 to 255 in a Uint8Array',
    ],
    [
      'a face that is no triangle',
      () => TriMesh({ key: 'a', faces: [0, 1, 2, 3] }),
      'TriMesh "a": faces: expected 3 whole numbers for each triangle',
    ],
  ])('%s is refused at the call', (_what, build, message) => {
    expect(refusal(build).message).toContain(message)
  })

  const arrived = (node: NodeData) => {
    const frame = encodeFrame(spellOut({ op: 'add', nodes: [node], to: null }), 'vuer')
    return (decodeFrame(frame) as { nodes: NodeData[] }).nodes[0]!
  }
  const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

  test('[ND16] Vuer’s programs get the bytes that they know', () => {
    const cloud = arrived(PointCloud({ key: 'a', vertices: [[1, 0.5, -2]], colors: [[0, 0.5, 1]], size: 0.02 }))
    expect(cloud.vertices).toEqual(bytesOf(new Uint16Array([0x3c00, 0x3800, 0xc000])))
    expect(cloud.colors).toEqual(new Uint8Array([0, 127, 255]))
    const mesh = arrived(TriMesh({ key: 'a', vertices: new Float32Array(9), faces: [0, 1, 2], uv: new Uint16Array(6) }))
    expect(mesh.faces).toEqual(bytesOf(new Uint32Array([0, 1, 2])))
    expect(mesh.uv).toHaveLength(12)
    const rgba = arrived(PointCloud({ key: 'a', vertices: [[0, 0, 0]], colors: new Uint8Array([1, 2, 3, 4]) }))
    expect(rgba.colors).toEqual(new Uint8Array([1, 2, 3]))
  })

  test('[ND16] so do changes, also those that do not name the type', () => {
    const nodes = [PointCloud.patch({ key: 'a', vertices: [[1, 0, 0]] }), { key: 'b', vertices: new Float32Array(3) }]
    for (const op of ['update', 'upsert'] as const) {
      const spelled = spellOut(op === 'update' ? { op, nodes } : { op, nodes, to: null }) as unknown as {
        nodes: NodeData[]
      }
      expect(spelled.nodes.map(({ vertices }) => vertices)).toEqual([
        bytesOf(new Uint16Array([0x3c00, 0, 0])),
        new Uint8Array(6),
      ])
    }
    const box: NodeData = { tag: 'Box', key: 'a', colors: new Float32Array(3) }
    expect(spellOut({ op: 'update', nodes: [box] })).toEqual({ op: 'update', nodes: [box] })
  })

  test('[ND16] bytes of Vuer’s own servers fit as they are', () => {
    const graph = new SceneGraph()
    const node = { tag: 'PointCloud', key: 'pc', vertices: new Uint8Array(12), colors: new Uint8Array(6) }
    graph.apply(adoptOperation({ op: 'add', nodes: [node], to: null }, graph).operation)
    expect(graph.get('pc')?.props.vertices).toBe(node.vertices)
  })
})
