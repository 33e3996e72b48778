import { BoxGeometry, Group, Mesh, MeshStandardMaterial, SphereGeometry } from 'three'

interface Part {
  /** Size along x, y and z. `null`: as wide as the gripper is open, with what is on both sides. */
  readonly size: readonly [x: number | null, y: number, z: number]
  readonly z: number
  /** Which finger it belongs to: -1, 1, or 0 for neither. */
  readonly side: -1 | 0 | 1
  readonly beside: number
}

/** Metres. The hand of a common arm: the fingers are 6 cm, the palm stands behind them. */
const BODY: readonly Part[] = [
  { size: [0.012, 0.022, 0.06], z: -0.025, side: -1, beside: 0.006 },
  { size: [0.012, 0.022, 0.06], z: -0.025, side: 1, beside: 0.006 },
  { size: [null, 0.04, 0.03], z: -0.07, side: 0, beside: 0.024 },
  { size: [0.05, 0.05, 0.05], z: -0.11, side: 0, beside: 0 },
]
const ROD = 0.006
const RODS: readonly Part[] = [
  { size: [ROD, ROD, 0.08], z: -0.035, side: -1, beside: ROD / 2 },
  { size: [ROD, ROD, 0.08], z: -0.035, side: 1, beside: ROD / 2 },
  { size: [null, ROD, ROD], z: -0.075 - ROD / 2, side: 0, beside: 2 * ROD },
  { size: [ROD, ROD, 0.06], z: -0.075 - 0.03 - ROD, side: 0, beside: 0 },
]

/** Two fingers that open along x and reach along +z; the origin lies between their tips. */
export class GripperMark extends Group {
  readonly material = new MeshStandardMaterial({ roughness: 0.5, metalness: 0.1 })
  readonly #palm = new MeshStandardMaterial({ color: '#8b8f98', roughness: 0.6 })
  readonly #dot = new MeshStandardMaterial({ color: '#ffffff' })
  readonly #box = new BoxGeometry()
  readonly #ball = new SphereGeometry(0.006, 16, 8)
  readonly #origin = new Mesh(this.#ball, this.#dot)
  readonly #parts: { mesh: Mesh; part: Part }[]

  constructor({ skeleton }: { skeleton: boolean }) {
    super()
    this.#parts = (skeleton ? RODS : BODY).map((part) => {
      const mesh = new Mesh(this.#box, skeleton || part.side !== 0 ? this.material : this.#palm)
      this.add(mesh)
      return { mesh, part }
    })
    this.add(this.#origin)
    this.open(0.04)
  }

  /** How far each finger is from the middle, in metres. */
  open(half: number): void {
    for (const { mesh, part } of this.#parts) {
      const [x, y, z] = part.size
      mesh.scale.set(x ?? 2 * (half + part.beside), y, z)
      mesh.position.set(part.side * (half + part.beside), 0, part.z)
    }
  }

  showOrigin(isShown: boolean): void {
    this.#origin.visible = isShown
  }

  override dispose(): void {
    for (const resource of [this.material, this.#palm, this.#dot, this.#box, this.#ball]) resource.dispose()
  }
}
