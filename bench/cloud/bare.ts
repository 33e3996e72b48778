import { BufferAttribute, BufferGeometry } from 'three'
import { clouds, timed } from './points.ts'

/** What a program of its own would do: copy into the buffers, and have three.js measure them. */
export function bare() {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(clouds[0]!.vertices.slice(), 3))
  geometry.setAttribute('color', new BufferAttribute(clouds[0]!.colors.slice(), 3, true))
  return timed((which) => {
    const { position, color } = geometry.attributes
    position!.array.set(clouds[which]!.vertices)
    color!.array.set(clouds[which]!.colors)
    position!.needsUpdate = true
    color!.needsUpdate = true
    geometry.computeBoundingSphere()
  })
}
