import { DoubleSide, Mesh, MeshStandardMaterial, Points, PointsMaterial } from 'three'
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js'
import { bufferOf, textOf } from '../bytes.ts'
import type { Parsed } from '../Model.ts'

export function parse(bytes: Uint8Array): Parsed {
  const header = /^ply[\s\S]*?end_header/.exec(textOf(bytes.subarray(0, 65_536)))?.[0]
  if (!header) throw new Error('the file has no PLY header')
  const promised = Number(/^element vertex (\d+)/m.exec(header)?.[1] ?? 0)
  const faces = Number(/^element face (\d+)/m.exec(header)?.[1] ?? 0)
  const geometry = new PLYLoader().parse(bufferOf(bytes))
  const count = geometry.getAttribute('position')?.count ?? 0
  if (count < promised || (faces > 0 && !geometry.index)) {
    throw new Error(`the file is cut off: ${count} of ${promised} vertices, and ${geometry.index ? '' : 'no '}faces`)
  }
  const vertexColors = geometry.hasAttribute('color')
  if (!geometry.index) {
    return { object: new Points(geometry, new PointsMaterial({ vertexColors })), isPlain: true }
  }
  if (!geometry.hasAttribute('normal')) geometry.computeVertexNormals()
  return {
    object: new Mesh(geometry, new MeshStandardMaterial({ side: DoubleSide, vertexColors })),
    isPlain: true,
  }
}
