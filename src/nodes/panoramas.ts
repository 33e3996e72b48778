import type { DataTextureLoader } from 'three'
import { type DataTexture, EquirectangularReflectionMapping, LinearFilter, SRGBColorSpace, Texture } from 'three'
import { fetchPicture, type LoadImage, type TextureSource } from './textures.ts'

/** `#?RADIANCE`, `#?RGBE` */
const isHdr = (bytes: Uint8Array): boolean => bytes[0] === 0x23 && bytes[1] === 0x3f
const isExr = (bytes: Uint8Array): boolean => startsWith(bytes, [0x76, 0x2f, 0x31, 0x01])

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte)

/**
 * A picture of surroundings, from whatever format its first bytes say. HDR and EXR bring their loaders when they are
 * first seen. Throws with a reason that a person can read. The caller disposes of it with {@link disposePanorama}.
 */
export async function loadPanorama(source: TextureSource, signal: AbortSignal, loadImage: LoadImage): Promise<Texture> {
  const bytes = typeof source === 'string' ? await fetchPicture(source, signal) : source
  if (isHdr(bytes)) {
    const { HDRLoader } = await import('three/addons/loaders/HDRLoader.js')
    return measured(new HDRLoader(), bytes)
  }
  if (isExr(bytes)) {
    const { EXRLoader } = await import('three/addons/loaders/EXRLoader.js')
    return measured(new EXRLoader(), bytes)
  }
  const texture = new Texture(await loadImage(bytes, signal))
  texture.flipY = false
  texture.colorSpace = SRGBColorSpace
  texture.minFilter = LinearFilter
  texture.generateMipmaps = false
  texture.needsUpdate = true
  return texture
}

/** Light as it was measured, not as a screen shows it. */
function measured(loader: DataTextureLoader, bytes: Uint8Array): DataTexture {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const texture = loader.createDataTexture(buffer as ArrayBuffer)
  texture.needsUpdate = true
  return texture
}

/** Marks it as a picture all around, for reflections and backgrounds. */
export function asSurroundings(texture: Texture): Texture {
  texture.mapping = EquirectangularReflectionMapping
  return texture
}

/** Whether it has the proportions of a picture all around. */
export function isPanoramic(texture: Texture): boolean {
  const { width, height } = texture.image as { width: number; height: number }
  return Math.abs(width / height - 2) < 0.1
}

export function disposePanorama(texture: Texture): void {
  texture.dispose()
  ;(texture.image as Partial<ImageBitmap> | undefined)?.close?.()
}
