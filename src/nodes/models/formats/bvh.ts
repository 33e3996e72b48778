import { Group } from 'three'
import { BVHLoader } from 'three/addons/loaders/BVHLoader.js'
import { addBones } from '../bones.ts'
import { textOf } from '../bytes.ts'
import type { ParseContext } from '../formats.ts'
import type { Parsed } from '../Model.ts'

/** The files are in centimetres. */
const SCALE = 0.01

export function parse(bytes: Uint8Array, { options }: ParseContext): Parsed {
  const text = textOf(bytes)
  checkMotion(text)
  const { skeleton, clip } = new BVHLoader().parse(text)
  const root = skeleton.bones[0]
  if (!root) throw new Error('the file has no bones')
  const scaled = new Group()
  scaled.scale.setScalar(SCALE)
  scaled.add(root)
  if (options.bones) {
    const { bones } = options
    addBones(root, { ...bones, radius: bones.radius / SCALE, frameLength: bones.frameLength / SCALE })
  }
  // What a node does to its own object is written over the scale otherwise.
  const object = new Group()
  object.add(scaled)
  return { object, animations: [clip], isPlain: true }
}

function checkMotion(text: string): void {
  const promised = Number(/^Frames:\s*(\d+)/m.exec(text)?.[1] ?? Number.NaN)
  const motion = /^Frame Time:.*$/m.exec(text)
  if (!motion || Number.isNaN(promised)) throw new Error('the file has no motion, or is cut off')
  const frames = text
    .slice(motion.index + motion[0].length)
    .trim()
    .split(/[\r\n]+/).length
  if (frames < promised) throw new Error(`the file is cut off: ${frames} of ${promised} frames`)
}
