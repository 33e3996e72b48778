export type Asset = string | Uint8Array

/**
 * What stands in for the files that a model refers to, by path. A path is found as it is written, else by as much of its
 * end as possible, else by its file name, if only one asset has that name.
 */
export class Assets {
  readonly #byPath: ReadonlyMap<string, Asset>

  constructor(assets: Readonly<Record<string, Asset>> = {}) {
    this.#byPath = new Map(Object.entries(assets).map(([path, asset]) => [plainPath(path), asset]))
  }

  find(path: string): Asset | undefined {
    if (this.#byPath.size === 0) return undefined
    const wanted = plainPath(path)
    const exact = this.#byPath.get(wanted)
    if (exact !== undefined) return exact
    let best: string | undefined
    for (const key of this.#byPath.keys()) {
      const fits = wanted.endsWith(`/${key}`) || key.endsWith(`/${wanted}`)
      if (fits && key.length > (best?.length ?? 0)) best = key
    }
    if (best !== undefined) return this.#byPath.get(best)
    const named = [...this.#byPath].filter(([key]) => fileName(key) === fileName(wanted))
    return named.length === 1 ? named[0]![1] : undefined
  }
}

/** The last part of a path or an address, without what follows a question mark. */
export const fileName = (path: string): string =>
  path
    .replace(/[?#].*$/s, '')
    .split(/[\\/]/)
    .at(-1) ?? path

/** Forward slashes, no `./` in front, no scheme of a package, no percent signs. */
function plainPath(path: string): string {
  const plain = path
    .replaceAll('\\', '/')
    .replace(/^(package|model):\/\//, '')
    .replace(/^(\.\/)+/, '')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
