import type { BufferGeometry, Material, Object3D } from 'three'
import type { URDFJoint, URDFRobot } from 'urdf-loader'
import type { Lease } from './LeaseCache.ts'
import { disposeInstance, disposeMaterial, type Model } from './Model.ts'

/** Where a mesh is missing, and why: `gripper.stl: the server answered 404 (not found)`. */
export interface Gap {
  readonly place: Object3D
  readonly reason: string
}

/** What a robot is made of, beside its object. */
export interface RobotParts {
  readonly gaps: readonly Gap[]
  /** Textures and the like that could not be loaded. */
  readonly missing: readonly string[]
  /** Materials that the URDF says, or that stand where nobody says any. */
  readonly materials: ReadonlySet<Material>
  /** Boxes, spheres and cylinders. */
  readonly geometries: ReadonlySet<BufferGeometry>
  readonly meshes: readonly Lease<Model>[]
}

interface Jointed {
  readonly name: string
  readonly joint: URDFJoint
  readonly isMimic: boolean
  /** The file gives it no limits. */
  readonly isFree: boolean
}

/** A robot, put together: links and joints of its own, meshes shared with others. */
export class Robot {
  readonly object: URDFRobot
  readonly #parts: RobotParts
  readonly #joints: readonly Jointed[]
  /** The joint that a person has hold of: where it is, is theirs to say. */
  held: string | undefined

  constructor(object: URDFRobot, parts: RobotParts) {
    this.object = object
    this.#parts = parts
    this.#joints = Object.entries(object.joints).map(([name, joint]) => ({
      name,
      joint,
      isMimic: joint.type === 'URDFMimicJoint',
      isFree: hasNoLimits(joint),
    }))
  }

  /**
   * Puts every joint where the map says, those that it leaves out at 0; a joint that mimics another follows it unless it
   * has a value of its own. The joint that is held stays as it is. False if a name or a value is none of this robot's.
   */
  setJoints(values: Readonly<Record<string, unknown>>, ignoreLimits: boolean): boolean {
    let isRight = true
    for (const { name, joint, isMimic, isFree } of this.#joints) {
      joint.ignoreLimits = ignoreLimits || isFree
      if (isMimic) continue
      const value = values[name] ?? 0
      if (name === this.held) isRight = isRight && (isAngle(value) || isPosition(value))
      else if (isAngle(value)) setAll(joint, value)
      else if (isPosition(value)) joint.setJointValue(...value)
      else isRight = false
    }
    for (const { name, joint, isMimic } of this.#joints) {
      const value = values[name]
      if (isMimic && isAngle(value)) joint.setJointValue(value)
    }
    for (const name in values) isRight = isRight && Object.hasOwn(this.object.joints, name)
    return isRight
  }

  /** Names in the map that no joint has. */
  unknownJoints(values: Readonly<Record<string, unknown>>): string[] {
    return Object.keys(values).filter((name) => !Object.hasOwn(this.object.joints, name))
  }

  /** Where all joints are that a script can move: numbers, or a list where a joint has several. */
  get jointValues(): Record<string, number | number[]> {
    const values: Record<string, number | number[]> = {}
    for (const { name, joint, isMimic } of this.#joints) {
      const { length } = joint.jointValue
      if (!isMimic && length > 0) values[name] = length === 1 ? joint.angle : [...joint.jointValue]
    }
    return values
  }

  /** The joint that moves a part of this robot, if a pointer can move it: it turns about or slides along one axis. */
  jointAt(part: Object3D | null): URDFJoint | undefined {
    for (let at = part; at && at !== this.object; at = at.parent) {
      const joint = at as URDFJoint
      if (joint.isURDFJoint && MOVED_BY_POINTER.has(joint.jointType) && this.ratioOf(joint) !== 0) return joint
    }
    return undefined
  }

  /** The name of the joint that moves when this one does: of the one that it mimics, at last. */
  drivenBy(joint: URDFJoint): string {
    const { urdfName, mimicJoint } = joint as URDFJoint & { urdfName: string; mimicJoint?: string | null }
    const driver = mimicJoint ? this.object.joints[mimicJoint] : undefined
    return driver && driver !== joint ? this.drivenBy(driver) : urdfName
  }

  /** How far this joint moves when {@link drivenBy} moves by 1. */
  ratioOf(joint: URDFJoint): number {
    const { mimicJoint, multiplier = 1 } = joint as URDFJoint & { mimicJoint?: string | null; multiplier?: number }
    const driver = mimicJoint ? this.object.joints[mimicJoint] : undefined
    return driver && driver !== joint ? multiplier * this.ratioOf(driver) : 1
  }

  /** Where a joint with one axis is. */
  valueOf(name: string): number {
    return this.object.joints[name]?.angle ?? 0
  }

  get gaps(): readonly Gap[] {
    return this.#parts.gaps
  }

  /** Everything that could not be loaded, with the reason. */
  get missing(): readonly string[] {
    return [...this.#parts.gaps.map(({ reason }) => reason), ...this.#parts.missing]
  }

  /** Whether a material comes from the URDF, not from the file of a mesh. */
  owns(material: Material): boolean {
    return this.#parts.materials.has(material)
  }

  dispose(): void {
    disposeInstance(this.object)
    for (const geometry of this.#parts.geometries) geometry.dispose()
    for (const material of this.#parts.materials) disposeMaterial(material)
    for (const mesh of this.#parts.meshes) mesh.release()
  }
}

const MOVED_BY_POINTER: ReadonlySet<string> = new Set(['revolute', 'continuous', 'prismatic'])

const isAngle = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const isPosition = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((entry) => Number.isFinite(entry))

/** A joint of several numbers stands at 0 in all of them. */
function setAll(joint: URDFJoint, value: number): void {
  const count = joint.jointValue.length
  if (count > 1) joint.setJointValue(...Array.from({ length: count }, (_, index) => (index === 0 ? value : 0)))
  else joint.setJointValue(value)
}

function hasNoLimits({ urdfNode }: URDFJoint): boolean {
  const limit = [...(urdfNode?.children ?? [])].find(({ nodeName }) => nodeName.toLowerCase() === 'limit')
  return !limit?.hasAttribute('lower') && !limit?.hasAttribute('upper')
}
