import type { WebGLRenderer } from 'three'
import { Decoders } from './Decoders.ts'
import { type Disposable, type Lease, LeaseCache, type Load } from './LeaseCache.ts'
import { loadModel, type ModelSource } from './loadModel.ts'
import type { Model } from './Model.ts'
import { readFile } from './readFile.ts'

/** The models of one scene: each file is read once, however many nodes or robots draw it. */
export class ModelCache {
  readonly decoders = new Decoders()
  readonly #leases = new LeaseCache()

  /** How many files are held. */
  get size(): number {
    return this.#leases.size
  }

  idOf({ format, bytes, url, assets, options = {} }: ModelSource): string {
    const { mtl, bones } = options
    const parts = [
      format,
      bytes ? this.#leases.nameOf(bytes) : '',
      url,
      assets ? this.#leases.nameOf(assets) : '',
      mtl instanceof Uint8Array ? this.#leases.nameOf(mtl) : mtl,
      bones ? JSON.stringify(bones) : '',
    ]
    return parts.join('\n')
  }

  /** A name for bytes or a map of assets, for ids. */
  nameOf(value: object): string {
    return this.#leases.nameOf(value)
  }

  acquire(source: ModelSource, renderer: WebGLRenderer): Lease<Model> {
    return this.#leases.acquire(this.idOf(source), (signal, progress) =>
      loadModel(source, { renderer, decoders: this.decoders }, signal, progress),
    )
  }

  /** Something else that nodes share; `id` begins with what it is. */
  acquireOther<T extends Disposable>(id: string, load: Load<T>): Lease<T> {
    return this.#leases.acquire(id, load)
  }

  /** The bytes behind an address, shared while somebody holds them. */
  acquireFile(url: string, options: FileOptions = {}): Lease<SharedFile> {
    const { credentials, headers } = options
    return this.#leases.acquire(`file\n${url}\n${JSON.stringify(options)}`, async (signal, onProgress) => ({
      bytes: await readFile(url, { credentials, headers, signal, onProgress }),
      dispose() {},
    }))
  }
}

export interface FileOptions {
  readonly credentials?: RequestCredentials | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export interface SharedFile {
  readonly bytes: Uint8Array
  dispose(): void
}

const caches = new WeakMap<object, ModelCache>()

/** Views are loaded apart and share nothing but the scene, so its cache is kept beside it. */
export function modelCacheOf(scene: object): ModelCache {
  let cache = caches.get(scene)
  if (!cache) {
    cache = new ModelCache()
    caches.set(scene, cache)
  }
  return cache
}
