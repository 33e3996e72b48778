import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'
import { fileName } from '../Assets.ts'
import { bufferOf, textOf } from '../bytes.ts'
import type { ParseContext } from '../formats.ts'
import type { Parsed } from '../Model.ts'

export async function parse(bytes: Uint8Array, { resources, renderer, decoders }: ParseContext): Promise<Parsed> {
  const json = descriptionOf(bytes)
  const loader = new GLTFLoader(resources.manager)
  if (json.includes('KHR_draco_mesh_compression')) loader.setDRACOLoader(await decoders.draco())
  if (json.includes('KHR_texture_basisu')) loader.setKTX2Loader(await decoders.ktx2(renderer))
  if (/(EXT|KHR)_meshopt_compression/.test(json)) loader.setMeshoptDecoder(await decoders.meshopt())
  const { scene, animations, parser } = await loader.parseAsync(bufferOf(bytes), resources.base)
  // A texture that failed is left out in silence.
  const textures: unknown[] = await parser.getDependencies('texture')
  for (const [index, texture] of textures.entries()) {
    if (!texture) resources.missing.add(textureName(parser.json, index))
  }
  return { object: scene, animations }
}

interface Description {
  textures?: { source?: number }[]
  images?: { uri?: string; name?: string }[]
}

function textureName({ textures, images }: Description, index: number): string {
  const { uri, name } = images?.[textures?.[index]?.source ?? -1] ?? {}
  return uri && !uri.startsWith('data:') ? fileName(uri) : (name ?? `texture ${index}`)
}

const JSON_CHUNK = 0x4e4f534a

/** The JSON of a binary or text file. Throws if a binary file is shorter than it says. */
function descriptionOf(bytes: Uint8Array): string {
  if (textOf(bytes.subarray(0, 4)) !== 'glTF') return textOf(bytes)
  if (bytes.length < 20) throw new Error('the file is cut off')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [version, length, chunk, type] = [4, 8, 12, 16].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
    number,
  ]
  if (version !== 2) throw new Error(`glTF ${version} is not known, only 2`)
  if (length > bytes.length) throw new Error(`the file is cut off: ${bytes.length} of ${length} bytes`)
  if (type !== JSON_CHUNK) throw new Error('the file has no description')
  return textOf(bytes.subarray(20, 20 + chunk))
}
