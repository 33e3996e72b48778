import { type BufferGeometry, PlaneGeometry, SphereGeometry } from 'three'

/** A plane of 1 by 1 in x and y, facing z. The first row of a picture, which comes first in its texture, is at the top. */
export function makePicturePlane(segments = 1): PlaneGeometry {
  const plane = new PlaneGeometry(1, 1, segments, segments)
  turnOver(plane)
  return plane
}

/** Gives the plane a size in metres, in place. */
export function sizePlane(plane: PlaneGeometry, width: number, height: number): void {
  const { position, uv } = plane.attributes
  for (let index = 0; index < position!.count; index += 1) {
    position!.setXY(index, (uv!.getX(index) - 0.5) * width, (0.5 - uv!.getY(index)) * height)
  }
  position!.needsUpdate = true
  plane.computeBoundingSphere()
  plane.computeBoundingBox()
}

/** A sphere of radius 1 that is seen from inside, with the middle of an equirectangular picture at -z. */
export function makePictureSphere(): SphereGeometry {
  const sphere = new SphereGeometry(1, 64, 32)
  sphere.scale(-1, 1, 1)
  sphere.rotateY(-Math.PI / 2)
  turnOver(sphere)
  return sphere
}

function turnOver(geometry: BufferGeometry): void {
  const { uv } = geometry.attributes
  for (let index = 0; index < uv!.count; index += 1) uv!.setY(index, 1 - uv!.getY(index))
}
