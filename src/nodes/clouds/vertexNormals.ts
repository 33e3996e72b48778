/**
 * The direction of the surface at each vertex: the mean of its triangles’, weighted with their areas, as three.js
 * computes it. Written for plain arrays, because a mesh that is streamed needs it at every change.
 */
export function vertexNormals(positions: Float32Array, faces: Uint32Array | undefined): Float32Array {
  const normals = new Float32Array(positions.length)
  const corners = faces ? faces.length : positions.length / 3
  for (let corner = 0; corner + 2 < corners; corner += 3) {
    const a = 3 * (faces ? faces[corner]! : corner)
    const b = 3 * (faces ? faces[corner + 1]! : corner + 1)
    const c = 3 * (faces ? faces[corner + 2]! : corner + 2)
    const bx = positions[b]! - positions[a]!
    const by = positions[b + 1]! - positions[a + 1]!
    const bz = positions[b + 2]! - positions[a + 2]!
    const cx = positions[c]! - positions[a]!
    const cy = positions[c + 1]! - positions[a + 1]!
    const cz = positions[c + 2]! - positions[a + 2]!
    const x = by * cz - bz * cy
    const y = bz * cx - bx * cz
    const z = bx * cy - by * cx
    add(normals, a, x, y, z)
    add(normals, b, x, y, z)
    add(normals, c, x, y, z)
  }
  for (let at = 0; at < normals.length; at += 3) {
    const length = Math.sqrt(normals[at]! ** 2 + normals[at + 1]! ** 2 + normals[at + 2]! ** 2) || 1
    normals[at]! /= length
    normals[at + 1]! /= length
    normals[at + 2]! /= length
  }
  return normals
}

function add(normals: Float32Array, at: number, x: number, y: number, z: number): void {
  normals[at]! += x
  normals[at + 1]! += y
  normals[at + 2]! += z
}
