import { LoadingManager, type WebGLRenderer } from 'three'
import type { DRACOLoader } from 'three/addons/loaders/DRACOLoader.js'
import type { KTX2Loader } from 'three/addons/loaders/KTX2Loader.js'

/** Decoders of what is packed in glTF files: fetched from our own server with the first file that needs them. */
export class Decoders {
  #draco: Promise<DRACOLoader> | undefined
  #ktx2: Promise<KTX2Loader> | undefined

  draco(): Promise<DRACOLoader> {
    this.#draco ??= import('three/addons/loaders/DRACOLoader.js').then(({ DRACOLoader }) => new DRACOLoader())
    return this.#draco
  }

  ktx2(renderer: WebGLRenderer): Promise<KTX2Loader> {
    this.#ktx2 ??= makeKtx2Loader(renderer)
    return this.#ktx2
  }

  meshopt() {
    return import('three/addons/libs/meshopt_decoder.module.js').then(({ MeshoptDecoder }) => MeshoptDecoder)
  }
}

async function makeKtx2Loader(renderer: WebGLRenderer): Promise<KTX2Loader> {
  const [{ KTX2Loader }, { transcoderWithoutEval }] = await Promise.all([
    import('three/addons/loaders/KTX2Loader.js'),
    import('./transcoderWithoutEval.ts'),
  ])
  const manager = new LoadingManager()
  const script = await transcoderWithoutEval()
  manager.setURLModifier((url) => (/basis_transcoder[^/]*\.js/.test(url) ? script : url))
  return new KTX2Loader(manager).detectSupport(renderer)
}
