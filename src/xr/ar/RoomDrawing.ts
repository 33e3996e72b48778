import {
  BufferAttribute,
  BufferGeometry,
  type Color,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineLoop,
  Mesh,
  MeshBasicMaterial,
} from 'three'
import type { Detected, DetectedItem } from './DetectedSet.ts'

/** What is drawn of one thing, in its own frame. */
export interface RoomShape {
  /** Three numbers each. */
  points: Float32Array
  /** Three indices each. */
  triangles: Uint32Array
  /** Its points, one after the other, are its edge. */
  isOutlined?: boolean
}

export interface RoomLook {
  color: Color
  opacity: number
  wireframe: boolean
  occluder: boolean
}

/** Before everything that it shall hide. */
const FIRST = -1000

/** The things of the room as objects of three.js, kept as they are while nothing changes. */
export class RoomDrawing<Entity extends Detected> {
  readonly group = new Group()
  readonly #shapeOf: (entity: Entity) => RoomShape
  readonly #drawn = new Map<Entity, DrawnThing>()
  readonly #surface = new MeshBasicMaterial({ transparent: true, depthWrite: false, side: DoubleSide })
  readonly #edge = new LineBasicMaterial()
  // A little farther away than it is, so that what is drawn of the same surface stays visible.
  readonly #mask = new MeshBasicMaterial({
    colorWrite: false,
    side: DoubleSide,
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
  })

  constructor(shapeOf: (entity: Entity) => RoomShape) {
    this.#shapeOf = shapeOf
  }

  look({ color, opacity, wireframe, occluder }: RoomLook): void {
    this.#surface.color.copy(color)
    this.#edge.color.copy(color)
    this.#surface.opacity = opacity
    this.#surface.visible = opacity > 0
    this.#surface.wireframe = wireframe
    this.#mask.visible = occluder
  }

  /** Draws exactly these, each where it is. */
  show(items: readonly DetectedItem<Entity>[]): void {
    const present = new Set(items.map(({ entity }) => entity))
    for (const entity of this.#drawn.keys()) if (!present.has(entity)) this.#remove(entity)
    for (const { entity, shape, matrix } of items) {
      let thing = this.#drawn.get(entity)
      if (thing?.shape !== shape) {
        this.#remove(entity)
        thing = this.#add(entity, shape)
      }
      thing.object.matrix.fromArray(matrix)
      thing.object.matrixWorldNeedsUpdate = true
    }
  }

  dispose(): void {
    this.show([])
    for (const material of [this.#surface, this.#edge, this.#mask]) material.dispose()
  }

  #add(entity: Entity, shape: number): DrawnThing {
    const { points, triangles, isOutlined } = this.#shapeOf(entity)
    const position = new BufferAttribute(points, 3)
    const solid = new BufferGeometry().setAttribute('position', position).setIndex(new BufferAttribute(triangles, 1))
    const mask = new Mesh(solid, this.#mask)
    mask.renderOrder = FIRST
    const object = new Group().add(mask, new Mesh(solid, this.#surface))
    const geometries = [solid]
    if (isOutlined) {
      const edge = new BufferGeometry().setAttribute('position', position)
      object.add(new LineLoop(edge, this.#edge))
      geometries.push(edge)
    }
    // Nobody clicks on a wall: it would stand before everything else.
    for (const part of object.children) part.raycast = () => {}
    object.matrixAutoUpdate = false
    this.group.add(object)
    const thing = { object, shape, geometries }
    this.#drawn.set(entity, thing)
    return thing
  }

  #remove(entity: Entity): void {
    const thing = this.#drawn.get(entity)
    if (!thing) return
    thing.object.removeFromParent()
    for (const geometry of thing.geometries) geometry.dispose()
    this.#drawn.delete(entity)
  }
}

interface DrawnThing {
  object: Group
  shape: number
  geometries: BufferGeometry[]
}
