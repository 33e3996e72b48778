import {
  AxesHelper,
  type Bone,
  type BufferGeometry,
  CapsuleGeometry,
  Mesh,
  MeshStandardMaterial,
  OctahedronGeometry,
  Quaternion,
  Vector3,
} from 'three'
import type { BoneOptions } from './formats.ts'

const Y = new Vector3(0, 1, 0)

/** Puts a body on every bone, from its joint to the next, and the axes of the joint where they are asked for. */
export function addBones(root: Bone, { shape, radius, color, frameLength }: BoneOptions): void {
  const material = new MeshStandardMaterial({ color, flatShading: shape === 'bone' })
  const bones: Bone[] = []
  root.traverse((part) => {
    if ((part as Bone).isBone) bones.push(part as Bone)
  })
  for (const bone of bones) {
    for (const child of bone.children.filter((part) => (part as Bone).isBone)) {
      const length = child.position.length()
      if (length === 0) continue
      const body = new Mesh(bodyOf(shape, radius, length), material)
      body.position.copy(child.position).multiplyScalar(0.5)
      body.quaternion.copy(new Quaternion().setFromUnitVectors(Y, child.position.clone().normalize()))
      bone.add(body)
    }
    if (frameLength > 0) bone.add(new AxesHelper(frameLength))
  }
}

function bodyOf(shape: BoneOptions['shape'], radius: number, length: number): BufferGeometry {
  if (shape === 'capsule') return new CapsuleGeometry(radius, length, 3, 10)
  const geometry = new OctahedronGeometry(1)
  geometry.scale(2 * radius, length / 2, 2 * radius)
  return geometry
}
