import { PCDLoader } from 'three/addons/loaders/PCDLoader.js'
import { bufferOf, textOf } from '../bytes.ts'
import type { Parsed } from '../Model.ts'

export function parse(bytes: Uint8Array): Parsed {
  const header = textOf(bytes.subarray(0, 4096))
  if (!/^FIELDS /im.test(header) || !/[\r\n]DATA\s+\S+\s/i.test(header)) throw new Error('the file has no PCD header')
  const promised = Number(/^POINTS (\d+)/im.exec(header)?.[1] ?? 0)
  const object = new PCDLoader().parse(bufferOf(bytes))
  const count = object.geometry.getAttribute('position')?.count ?? 0
  if (count < promised) throw new Error(`the file is cut off: ${count} of ${promised} points`)
  // The loader names the cloud after a line of the file.
  object.name = ''
  return { object, isPlain: true }
}
