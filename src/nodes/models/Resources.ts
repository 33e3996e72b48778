import { LoadingManager } from 'three'
import { type Asset, Assets, fileName } from './Assets.ts'

/** The address that relative ones start from when nothing else is said: the page's. */
export const pageBase = (): string => globalThis.document?.baseURI ?? 'http://localhost/'

/** An address relative to the page, in full. Throws for what is none. */
export function fullUrl(url: string, base = pageBase()): string {
  try {
    return new URL(url, base).href
  } catch {
    throw new Error(`${JSON.stringify(url)} is not an address`)
  }
}

/**
 * What one file refers to while it is read: found among the assets, else beside the file. three.js' loaders use its
 * manager. Dispose of it when the file has been read.
 */
export class Resources {
  readonly manager = new LoadingManager()
  readonly assets: Assets
  /** The folder of the file, with a slash at the end. */
  readonly base: string
  /** Names of files that did not come. */
  readonly missing = new Set<string>()
  readonly #objectUrls = new Map<Uint8Array, string>()
  #pending = 0
  #onIdle: (() => void) | undefined

  constructor({
    url,
    assets,
    signal,
  }: {
    url: string | undefined
    assets: Readonly<Record<string, Asset>> | undefined
    signal: AbortSignal
  }) {
    this.assets = new Assets(assets)
    this.base = folderOf(url ?? pageBase())
    const { manager } = this
    const { itemStart, itemEnd } = manager
    manager.itemStart = (item) => {
      this.#pending += 1
      itemStart(item)
    }
    manager.itemEnd = (item) => {
      this.#pending -= 1
      itemEnd(item)
      if (this.#pending === 0) this.#onIdle?.()
    }
    manager.onError = (item) => this.missing.add(fileName(item))
    manager.setURLModifier((item) => this.resolve(item))
    signal.addEventListener('abort', () => manager.abort(), { once: true })
  }

  /** The full address of something that the file names. */
  resolve(path: string): string {
    if (/^(data|blob):/.test(path)) return path
    const written = path.startsWith(this.base) ? path.slice(this.base.length) : path
    const asset = this.assets.find(written)
    if (asset !== undefined) return typeof asset === 'string' ? fullUrl(asset) : this.#objectUrl(asset)
    return fullUrl(written.replaceAll('\\', '/'), this.base)
  }

  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void> {
    if (this.#pending === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onIdle = resolve
    })
  }

  dispose(): void {
    for (const url of this.#objectUrls.values()) URL.revokeObjectURL(url)
    this.#objectUrls.clear()
  }

  #objectUrl(bytes: Uint8Array): string {
    let url = this.#objectUrls.get(bytes)
    if (!url) {
      url = URL.createObjectURL(new Blob([bytes as BlobPart]))
      this.#objectUrls.set(bytes, url)
    }
    return url
  }
}

/** What comes before the file's name; an address that cannot have files beside it leads to the page's. */
export function folderOf(url: string): string {
  if (/^(data|blob):/.test(url)) return folderOf(pageBase())
  return new URL('.', url).href
}
