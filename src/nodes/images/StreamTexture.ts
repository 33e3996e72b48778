import {
  LinearFilter,
  type MagnificationTextureFilter,
  NearestFilter,
  NoColorSpace,
  SRGBColorSpace,
  Texture,
} from 'three'

/**
 * The texture of pictures that replace each other. While their size stays, the texture stays too and only its pixels are
 * sent to the graphics card; another size needs another one. The picture that is shown is kept open, because a graphics
 * card that was restarted wants it again.
 */
export class StreamTexture {
  readonly #isColor: boolean
  #texture: Texture<ImageBitmap> | null = null
  #filter: MagnificationTextureFilter = NearestFilter

  /** `isColor`: as people see it; otherwise it holds numbers. */
  constructor({ isColor }: { isColor: boolean }) {
    this.#isColor = isColor
  }

  get current(): Texture<ImageBitmap> | null {
    return this.#texture
  }

  /** Width over height. */
  get aspect(): number | undefined {
    const image = this.#texture?.image
    return image ? image.width / image.height : undefined
  }

  show(picture: ImageBitmap | null): void {
    const texture = this.#texture
    const before = texture?.image
    if (texture && picture && before?.width === picture.width && before.height === picture.height) {
      texture.image = picture
      texture.needsUpdate = true
    } else {
      texture?.dispose()
      this.#texture = picture && this.#make(picture)
    }
    before?.close()
  }

  /** Whether enlarged pixels flow into each other. Smaller than they are they always do: otherwise they flicker. */
  smooth(isSmooth: boolean): void {
    const filter = isSmooth ? LinearFilter : NearestFilter
    if (filter === this.#filter) return
    this.#filter = filter
    if (!this.#texture) return
    this.#texture.magFilter = filter
    this.#texture.needsUpdate = true
  }

  dispose(): void {
    this.show(null)
  }

  #make(picture: ImageBitmap): Texture<ImageBitmap> {
    const texture = new Texture(picture)
    texture.flipY = false
    texture.generateMipmaps = false
    texture.minFilter = LinearFilter
    texture.magFilter = this.#filter
    texture.colorSpace = this.#isColor ? SRGBColorSpace : NoColorSpace
    texture.needsUpdate = true
    return texture
  }
}
