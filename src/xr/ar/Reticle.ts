import { type Color, Mesh, MeshBasicMaterial, RingGeometry } from 'three'
import { putOnInputLayer } from '../inputLayer.ts'

/** A ring of diameter 1 that lies flat on what was hit: in the plane of x and z. */
export class Reticle {
  readonly object: Mesh<RingGeometry, MeshBasicMaterial>

  constructor() {
    const geometry = new RingGeometry(0.36, 0.5, 48).rotateX(-Math.PI / 2)
    // A little nearer than the surface, so that the ring is not lost in it.
    const material = new MeshBasicMaterial({ toneMapped: false, polygonOffset: true, polygonOffsetFactor: -2 })
    this.object = new Mesh(geometry, material)
    this.object.raycast = () => {}
    putOnInputLayer(this.object)
  }

  look(color: Color, diameter: number): void {
    this.object.material.color.copy(color)
    this.object.scale.setScalar(diameter)
  }

  dispose(): void {
    this.object.geometry.dispose()
    this.object.material.dispose()
  }
}
