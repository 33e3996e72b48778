import type { Bone, SkinnedMesh } from 'three'
import { FBXLoader } from 'three/addons/loaders/FBXLoader.js'
import { addBones } from '../bones.ts'
import { bufferOf } from '../bytes.ts'
import type { ParseContext } from '../formats.ts'
import type { Parsed } from '../Model.ts'

export function parse(bytes: Uint8Array, { resources, options }: ParseContext): Parsed {
  const object = new FBXLoader(resources.manager).parse(bufferOf(bytes), resources.base)
  if (options.bones) {
    const roots: Bone[] = []
    object.traverse((part) => {
      const bone = part as Bone
      if (bone.isBone && !(bone.parent as Bone | null)?.isBone) roots.push(bone)
    })
    for (const root of roots) addBones(root, options.bones)
  }
  object.traverse((part) => {
    // The bounds of the pose in which it was bound say nothing of where it moves.
    if ((part as SkinnedMesh).isSkinnedMesh) part.frustumCulled = false
  })
  return { object, animations: object.animations }
}
