import { RepeatWrapping, SRGBColorSpace, Texture } from 'three'
import { TEXTURE_NAMES, type TextureName } from '../../protocol/index.ts'

/** Where a texture comes from: an address, or the bytes of an encoded image. */
export type TextureSource = string | Uint8Array

/**
 * A decoded picture, first row at the bottom, as the graphics card wants it; `upright` leaves the first row at the top,
 * which costs no turning over.
 */
export type LoadImage = (
  source: TextureSource,
  signal: AbortSignal,
  options?: { upright?: boolean },
) => Promise<ImageBitmap>

/** Maps that hold colours as people see them; the others hold numbers. */
const COLOR_MAPS: ReadonlySet<TextureName> = new Set<TextureName>(['map', 'emissiveMap', 'sheenColorMap'])

const ANISOTROPY = 8

/** Fetches and decodes off the main thread. Throws with a reason that a person can read. */
export const loadImage: LoadImage = async (source, signal, { upright = false } = {}) => {
  const blob = typeof source === 'string' ? await download(source, signal) : new Blob([source as BlobPart])
  return createImageBitmap(blob, {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
    ...(upright ? {} : { imageOrientation: 'flipY' }),
  })
}

async function download(url: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  return response.blob()
}

interface Slot {
  source: TextureSource
  loading: AbortController | undefined
  texture: Texture | undefined
}

interface TextureSetOptions {
  loadImage: LoadImage
  /** A texture has come or gone. */
  onChange: () => void
  beginLoading: () => () => void
  report: (about: string, problem: string | null) => void
}

/**
 * The textures of one material. A map appears when it has been loaded; until then, and when it cannot be loaded, the
 * material is plain. A map that gets another source keeps the old picture until the new one is there. What comes late
 * for a source that is no longer wanted is thrown away.
 */
export class TextureSet {
  readonly #options: TextureSetOptions
  readonly #slots = new Map<TextureName, Slot>()
  #repeat: readonly number[] | undefined

  constructor(options: TextureSetOptions) {
    this.#options = options
  }

  get(name: TextureName): Texture | undefined {
    return this.#slots.get(name)?.texture
  }

  /** Loads what is new, keeps what stays, disposes of what is gone. */
  want(sources: Readonly<Partial<Record<TextureName, unknown>>>, repeat: readonly number[] | undefined): void {
    const repeatDiffers = String(repeat) !== String(this.#repeat)
    this.#repeat = repeat
    for (const name of TEXTURE_NAMES) {
      const source = sources[name]
      const slot = this.#slots.get(name)
      if (typeof source !== 'string' && !(source instanceof Uint8Array)) {
        if (slot) this.#drop(name, slot)
      } else if (slot?.source !== source) this.#load(name, source, slot)
      else if (repeatDiffers && slot.texture) applyRepeat(slot.texture, repeat)
    }
    if (repeatDiffers) this.#options.onChange()
  }

  dispose(): void {
    for (const [name, slot] of this.#slots) this.#drop(name, slot)
  }

  #load(name: TextureName, source: TextureSource, before: Slot | undefined): void {
    before?.loading?.abort()
    const loading = new AbortController()
    const slot: Slot = { source, loading, texture: before?.texture }
    this.#slots.set(name, slot)
    const finish = this.#options.beginLoading()
    this.#options
      .loadImage(source, loading.signal)
      .then(
        (image) => {
          if (loading.signal.aborted) image.close?.()
          else this.#show(name, slot, image)
        },
        (error: unknown) => {
          if (!loading.signal.aborted) this.#fail(name, slot, error)
        },
      )
      .finally(finish)
  }

  #show(name: TextureName, slot: Slot, image: ImageBitmap): void {
    slot.loading = undefined
    disposeTexture(slot.texture)
    slot.texture = new Texture(image)
    slot.texture.flipY = false
    slot.texture.anisotropy = ANISOTROPY
    if (COLOR_MAPS.has(name)) slot.texture.colorSpace = SRGBColorSpace
    applyRepeat(slot.texture, this.#repeat)
    slot.texture.needsUpdate = true
    this.#options.report(name, null)
    this.#options.onChange()
  }

  #fail(name: TextureName, slot: Slot, error: unknown): void {
    slot.loading = undefined
    disposeTexture(slot.texture)
    slot.texture = undefined
    const reason = error instanceof Error ? error.message : String(error)
    this.#options.report(name, `${name}: ${nameOf(slot.source)}: could not be loaded (${reason})`)
    this.#options.onChange()
  }

  #drop(name: TextureName, slot: Slot): void {
    slot.loading?.abort()
    disposeTexture(slot.texture)
    this.#slots.delete(name)
    this.#options.report(name, null)
    this.#options.onChange()
  }
}

function applyRepeat(texture: Texture, repeat: readonly number[] | undefined): void {
  const [u = 1, v = 1] = repeat ?? []
  texture.repeat.set(u, v)
  if (texture.wrapS === RepeatWrapping || !repeat) return
  texture.wrapS = RepeatWrapping
  texture.wrapT = RepeatWrapping
  texture.needsUpdate = true
}

function disposeTexture(texture: Texture | undefined): void {
  texture?.dispose()
  ;(texture?.image as ImageBitmap | undefined)?.close?.()
}

const LONGEST_NAME = 120
const nameOf = (source: TextureSource) =>
  typeof source !== 'string'
    ? `${source.byteLength} bytes`
    : source.length > LONGEST_NAME
      ? `${source.slice(0, LONGEST_NAME)}…`
      : source
