import { halvesFromFloats } from './halfFloats.ts'
import type { NodePatch } from './node.ts'
import { colorPartsOf, floatsOf, indicesOf } from './numberArrays.ts'

/** Vuer's form of each prop that it sends as bytes without a name for their type. */
const FORMS: Readonly<Record<string, (value: unknown, node: NodePatch) => ArrayBufferView | undefined>> = {
  vertices: (value) => halves(value, 3),
  uv: (value) => halves(value, 2),
  faces: (value) => indicesOf(value, [3]),
  colors: colorBytes,
}
const TAGS: ReadonlySet<string> = new Set(['PointCloud', 'TriMesh'])

/**
 * A cloud or mesh as Vuer's programs know it: vertices as bytes of half floats, faces of 32-bit integers, colours of red,
 * green and blue. A change that does not name its type is taken for one if its arrays are typed.
 */
export function bytesForVuer<N extends NodePatch>(node: N): N {
  if (node.tag !== undefined && !TAGS.has(node.tag)) return node
  let changed: Record<string, unknown> | undefined
  for (const name in FORMS) {
    const value = node[name]
    if (value === undefined || value === null) continue
    if (node.tag === undefined && !ArrayBuffer.isView(value)) continue
    const array = FORMS[name]!(value, node)
    if (!array) continue
    changed ??= { ...node }
    changed[name] = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
  }
  return (changed as N | undefined) ?? node
}

function halves(value: unknown, width: number): Uint16Array | undefined {
  const floats = floatsOf(value, [width])
  return floats instanceof Float32Array ? halvesFromFloats(floats) : floats
}

function colorBytes(value: unknown, { vertices }: NodePatch): Uint8Array | undefined {
  const parts = colorPartsOf(value, [3, 4])
  if (!parts) return undefined
  const bytes = parts instanceof Uint8Array ? parts : Uint8Array.from(parts, (part) => part * 255)
  const count = (floatsOf(vertices, [3])?.length ?? 0) / 3
  return count > 0 && bytes.length === 4 * count ? bytes.filter((_, index) => index % 4 !== 3) : bytes
}
