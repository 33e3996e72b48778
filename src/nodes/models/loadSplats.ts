import { getSplatFileType, PackedSplats } from '@sparkjsdev/spark'
import { fileName } from './Assets.ts'
import { fileKind } from './fileKind.ts'
import { readFile } from './readFile.ts'

export interface SplatSource {
  readonly bytes: Uint8Array | undefined
  readonly url: string | undefined
}

/** Bytes of one splat in a .splat file, which has no other mark. */
const SPLAT_BYTES = 32
const NAMED = /\.(splat|ksplat)$/i
const NOT_SPLATS: ReadonlySet<string> = new Set(['a web page (HTML)', 'a PNG picture', 'a JPEG picture', 'an XML file'])

/** Reads splats of any format that the library knows. Throws with a reason that a person can read. */
export async function loadSplats(
  { bytes: given, url = '' }: SplatSource,
  signal: AbortSignal,
  onProgress: (fraction: number | undefined) => void,
): Promise<PackedSplats> {
  // The library's worker takes the bytes away, and those of a node are not its to take.
  const bytes = given?.slice() ?? (await readFile(url, { signal, onProgress }))
  if (bytes.length === 0) throw new Error('the file is empty')
  const kind = fileKind(bytes)
  if (kind !== undefined && NOT_SPLATS.has(kind)) throw new Error(`not splats, but ${kind}`)
  const name = fileName(url)
  const isKnown = getSplatFileType(bytes) !== undefined || NAMED.test(name)
  if (!isKnown && bytes.length % SPLAT_BYTES !== 0) throw new Error('no format of splats, or cut off')
  const splats = new PackedSplats({ fileBytes: bytes, fileName: isKnown ? name : 'bytes.splat' })
  try {
    await splats.initialized
    if (splats.getNumSplats() === 0) throw new Error('there are no splats in the file')
  } catch (error) {
    splats.dispose()
    throw new Error(`cut off, damaged, or no splats (${(error as Error).message})`, { cause: error })
  }
  return splats
}
