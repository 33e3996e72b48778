import { MTLLoader } from 'three/addons/loaders/MTLLoader.js'
import { OBJLoader } from 'three/addons/loaders/OBJLoader.js'
import { fileName } from '../Assets.ts'
import { textOf } from '../bytes.ts'
import { expectKind } from '../fileKind.ts'
import type { ParseContext } from '../formats.ts'
import type { Parsed } from '../Model.ts'
import { folderOf, fullUrl } from '../Resources.ts'
import { readFile } from '../readFile.ts'

/** Materials that somebody asked for must be there; those that only the file names may be missing. */
export async function parse(bytes: Uint8Array, context: ParseContext): Promise<Parsed> {
  const text = textOf(bytes)
  const { resources, signal, options } = context
  const loader = new OBJLoader(resources.manager)
  const named = /^mtllib\s+(.+?)\s*$/m.exec(text)?.[1]
  let hasMaterials = false
  const use = (materials: Uint8Array, folder: string) => {
    expectKind(materials, 'an MTL file', [])
    const created = new MTLLoader(resources.manager).parse(textOf(materials), folder)
    created.preload()
    loader.setMaterials(created)
    hasMaterials = true
  }
  if (options.mtl instanceof Uint8Array) use(options.mtl, resources.base)
  else if (options.mtl !== undefined) {
    const url = fullUrl(options.mtl)
    const materials = await readFile(url, { signal }).catch((error: Error) => {
      throw new Error(`mtl: ${fileName(url)}: ${error.message}`, { cause: error })
    })
    use(materials, folderOf(url))
  } else if (named !== undefined) {
    const asset = resources.assets.find(named)
    const url = resources.resolve(named)
    try {
      use(asset instanceof Uint8Array ? asset : await readFile(url, { signal }), asset ? resources.base : folderOf(url))
    } catch {
      signal.throwIfAborted()
      resources.missing.add(fileName(named))
    }
  }
  return { object: loader.parse(text), isPlain: !hasMaterials }
}
