import { DoubleSide, Mesh, MeshStandardMaterial } from 'three'
import { STLLoader } from 'three/addons/loaders/STLLoader.js'
import { bufferOf, textOf } from '../bytes.ts'
import type { Parsed } from '../Model.ts'

const HEADER_BYTES = 84
const TRIANGLE_BYTES = 50

export function parse(bytes: Uint8Array): Parsed {
  if (textOf(bytes.subarray(0, 5)) !== 'solid') checkLength(bytes)
  else if (!textOf(bytes.subarray(-256)).includes('endsolid')) checkLength(bytes)
  const geometry = new STLLoader().parse(bufferOf(bytes))
  const { hasColors = false } = geometry as { hasColors?: boolean }
  return {
    object: new Mesh(geometry, new MeshStandardMaterial({ side: DoubleSide, vertexColors: hasColors })),
    isPlain: true,
  }
}

function checkLength(bytes: Uint8Array): void {
  if (bytes.length < HEADER_BYTES) throw new Error('the file is cut off, or not an STL model')
  const triangles = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(80, true)
  const expected = HEADER_BYTES + TRIANGLE_BYTES * triangles
  if (bytes.length < expected) {
    throw new Error(`the file is cut off, or not an STL model: ${bytes.length} of ${expected} bytes`)
  }
}
