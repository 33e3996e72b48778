import { DataTexture, NearestFilter, RedFormat, RepeatWrapping, SRGBColorSpace, Texture } from 'three'
import { TEXTURE_NAMES, type TextureName } from '../../protocol/index.ts'
import type { PictureDecoder } from './PictureDecoder.ts'
import { isPlainJpeg } from './plainJpeg.ts'

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
const COLOR_MAPS: ReadonlySet<TextureName> = new Set<TextureName>([
  ...(['map', 'emissiveMap', 'matcap', 'sheenColorMap', 'specularColorMap'] as const),
])

const ANISOTROPY = 8

/** Fetches and decodes off the main thread. What it throws is a reason that a person can read. */
export function loadImageWith(decoder: PictureDecoder): LoadImage {
  return async (source, signal, { upright = false } = {}) => {
    const picture = typeof source === 'string' ? await download(source, signal) : source
    const isSimple = upright && picture instanceof Uint8Array && isPlainJpeg(picture)
    return decoder.decode(picture, isSimple ? undefined : { ...AS_NUMBERS, ...(upright ? {} : TURNED_OVER) })
  }
}

/**
 * No colour is multiplied by its alpha, and no profile is applied. Where there is neither, the numbers are the same
 * without it, and Chromium does not make another copy of the picture.
 */
const AS_NUMBERS = { premultiplyAlpha: 'none', colorSpaceConversion: 'none' } as const
const TURNED_OVER = { imageOrientation: 'flipY' } as const

/** The bytes of a file. Throws with a reason that a person can read. */
export const fetchPicture = async (url: string, signal: AbortSignal): Promise<Uint8Array> =>
  new Uint8Array(await (await download(url, signal)).arrayBuffer())

async function download(url: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  return response.blob()
}

/** Tones from 0 to 1 that are not loaded from anywhere, from dark to bright. */
type Tones = readonly number[]

interface Slot {
  source: TextureSource | Tones
  /** How often the picture is repeated, as it was asked for. */
  repeat: readonly number[] | undefined
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
 *
 * A texture that is drawn once more after it was disposed comes back onto the graphics card for good. So old ones are
 * kept until {@link sweep}, which is called when the material has the new ones.
 */
export class TextureSet {
  readonly #options: TextureSetOptions
  readonly #slots = new Map<TextureName, Slot>()
  readonly #retired: Texture[] = []

  constructor(options: TextureSetOptions) {
    this.#options = options
  }

  get(name: TextureName): Texture | undefined {
    return this.#slots.get(name)?.texture
  }

  /** Loads what is new, keeps what stays, disposes of what is gone. `mapRepeat` is for all, `normalMapRepeat` for one. */
  want(sources: Readonly<Record<string, unknown>>): void {
    for (const name of TEXTURE_NAMES) {
      const source = sources[name]
      const repeat = (sources[`${name}Repeat`] ?? sources.mapRepeat) as readonly number[] | undefined
      const slot = this.#slots.get(name)
      if (!isSource(source)) {
        if (slot) this.#drop(name, slot)
      } else if (!slot || !sameSource(slot.source, source)) this.#load(name, source, repeat, slot)
      else if (String(repeat) !== String(slot.repeat)) {
        slot.repeat = repeat
        if (slot.texture) applyRepeat(slot.texture, repeat)
        this.#options.onChange()
      }
    }
  }

  /** Disposes of the textures that {@link get} no longer gives. */
  sweep(): void {
    for (const texture of this.#retired.splice(0)) disposeTexture(texture)
  }

  dispose(): void {
    for (const [name, slot] of this.#slots) this.#drop(name, slot)
    this.sweep()
  }

  #retire(texture: Texture | undefined): void {
    if (texture) this.#retired.push(texture)
  }

  #load(
    name: TextureName,
    source: TextureSource | Tones,
    repeat: readonly number[] | undefined,
    before: Slot | undefined,
  ): void {
    before?.loading?.abort()
    const loading = new AbortController()
    const slot: Slot = { source, repeat, loading, texture: before?.texture }
    this.#slots.set(name, slot)
    if (isTones(source)) {
      this.#show(name, slot, tonesTexture(source))
      return
    }
    const finish = this.#options.beginLoading()
    this.#options
      .loadImage(source, loading.signal)
      .then(
        (image) => {
          if (loading.signal.aborted) image.close?.()
          else this.#show(name, slot, pictureTexture(image))
        },
        (error: unknown) => {
          if (!loading.signal.aborted) this.#fail(name, slot, error)
        },
      )
      .finally(finish)
  }

  #show(name: TextureName, slot: Slot, texture: Texture): void {
    slot.loading = undefined
    this.#retire(slot.texture)
    slot.texture = texture
    if (name === 'gradientMap') asSteps(texture)
    if (COLOR_MAPS.has(name)) texture.colorSpace = SRGBColorSpace
    applyRepeat(texture, slot.repeat)
    texture.needsUpdate = true
    this.#options.report(name, null)
    this.#options.onChange()
  }

  #fail(name: TextureName, slot: Slot, error: unknown): void {
    slot.loading = undefined
    this.#retire(slot.texture)
    slot.texture = undefined
    const reason = error instanceof Error ? error.message : String(error)
    this.#options.report(name, `${name}: ${nameOf(slot.source)}: could not be loaded (${reason})`)
    this.#options.onChange()
  }

  #drop(name: TextureName, slot: Slot): void {
    slot.loading?.abort()
    this.#retire(slot.texture)
    this.#slots.delete(name)
    this.#options.report(name, null)
    this.#options.onChange()
  }
}

const isTones = (source: unknown): source is Tones => Array.isArray(source)
const isSource = (source: unknown): source is TextureSource | Tones =>
  typeof source === 'string' || source instanceof Uint8Array || isTones(source)
const sameSource = (a: TextureSource | Tones, b: TextureSource | Tones): boolean =>
  isTones(a) && isTones(b) ? String(a) === String(b) : a === b

function pictureTexture(image: ImageBitmap): Texture {
  const texture = new Texture(image)
  texture.flipY = false
  texture.anisotropy = ANISOTROPY
  return texture
}

function tonesTexture(tones: Tones): Texture {
  const bytes = Uint8Array.from(tones, (tone) => Math.round(255 * Math.min(Math.max(tone, 0), 1)))
  return new DataTexture(bytes, tones.length, 1, RedFormat)
}

/** A toon material has as many tones as its gradient has pixels, with nothing in between. */
function asSteps(texture: Texture): void {
  texture.minFilter = NearestFilter
  texture.magFilter = NearestFilter
  texture.generateMipmaps = false
}

function applyRepeat(texture: Texture, repeat: readonly number[] | undefined): void {
  const [u = 1, v = 1] = repeat ?? []
  texture.repeat.set(u, v)
  if (texture.wrapS === RepeatWrapping || !repeat) return
  texture.wrapS = RepeatWrapping
  texture.wrapT = RepeatWrapping
  texture.needsUpdate = true
}

function disposeTexture(texture: Texture): void {
  texture.dispose()
  ;(texture.image as ImageBitmap | undefined)?.close?.()
}

const LONGEST_NAME = 120
export const nameOf = (source: TextureSource | Tones) =>
  typeof source !== 'string'
    ? `${source.length} bytes`
    : source.length > LONGEST_NAME
      ? `${source.slice(0, LONGEST_NAME)}…`
      : source
