import { ColladaLoader } from 'three/addons/loaders/ColladaLoader.js'
import { textOf } from '../bytes.ts'
import type { ParseContext } from '../formats.ts'
import type { Parsed } from '../Model.ts'
import { parseXml } from '../xml.ts'

export function parse(bytes: Uint8Array, { resources }: ParseContext): Parsed {
  const text = textOf(bytes)
  parseXml(text, 'COLLADA')
  const collada = new ColladaLoader(resources.manager).parse(text, resources.base)
  if (!collada) throw new Error('the file has no scene')
  return { object: collada.scene, animations: collada.scene.animations }
}
