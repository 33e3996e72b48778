import { InstancedMesh, Mesh, MeshBasicMaterial, type Object3D, SkinnedMesh } from 'three'
import { setColor } from '../colors.ts'
import { letRaysThrough } from '../letRaysThrough.ts'

/** What only helps the person to see what they do: seen by eyes, and in no picture that a script takes. */
export const FEEDBACK_LAYER = 29

/** More parts than this are not lit up: each is drawn once more. */
const MOST_PARTS = 64
/** Seen on dark objects and on white ones. */
const COLOR = '#7fc4ff'
const STRENGTH = { hovered: 0.25, held: 0.4 } as const

/** Marks a part of the scene that is no part of what lights up: a handle, axes. */
export const UNLIT = 'unlit'

/**
 * Lights an object up by drawing its meshes once more over themselves, in a pale colour. Nothing of the object itself is
 * touched: not its materials, which others share and scripts change, and not what a pointer hits.
 */
export class Glow {
  readonly #material = new MeshBasicMaterial({
    transparent: true,
    depthWrite: false,
    polygonOffset: true,
    polygonOffsetFactor: -1,
    polygonOffsetUnits: -1,
    toneMapped: false,
    fog: false,
  })
  readonly #shells: Shell[] = []

  constructor(color: string | number = COLOR) {
    setColor(this.#material.color, color, COLOR)
  }

  /** `isApart`: what inside it is no part of it, and does not light up. */
  show(object: Object3D, how: keyof typeof STRENGTH, isApart: (part: Object3D) => boolean = () => false): void {
    this.hide()
    this.#material.opacity = STRENGTH[how]
    const parts: Mesh[] = []
    collect(object, parts, isApart)
    for (const part of parts.slice(0, MOST_PARTS)) {
      const shell = new Shell(part, this.#material)
      part.add(shell)
      this.#shells.push(shell)
    }
  }

  hide(): void {
    for (const shell of this.#shells) shell.removeFromParent()
    this.#shells.length = 0
  }

  dispose(): void {
    this.hide()
    this.#material.dispose()
  }
}

/** Draws a mesh once more, whatever its geometry is by then. */
class Shell extends Mesh {
  readonly #of: Mesh

  constructor(of: Mesh, material: MeshBasicMaterial) {
    super(of.geometry, material)
    this.#of = of
    this.layers.set(FEEDBACK_LAYER)
    this.renderOrder = of.renderOrder + 1
    letRaysThrough(this)
  }

  override updateMatrixWorld(force?: boolean): void {
    this.geometry = this.#of.geometry
    super.updateMatrixWorld(force)
  }
}

function collect(object: Object3D, into: Mesh[], isApart: (part: Object3D) => boolean): void {
  if (!object.visible || object.userData[UNLIT] === true || object instanceof Shell) return
  const isPlain = object instanceof Mesh && !(object instanceof InstancedMesh) && !(object instanceof SkinnedMesh)
  if (isPlain && object.layers.isEnabled(0)) into.push(object)
  for (const child of object.children) if (!isApart(child)) collect(child, into, isApart)
}
