import type { WebGLRenderer } from 'three'
import { type Asset, fileName } from './Assets.ts'
import type { Decoders } from './Decoders.ts'
import { expectKind } from './fileKind.ts'
import { FORMATS, type FormatName, type FormatOptions } from './formats.ts'
import { disposeObject, isEmpty, Model } from './Model.ts'
import { Resources } from './Resources.ts'
import { readFile } from './readFile.ts'

/** A file, by its bytes or its address, and how to read it. */
export interface ModelSource {
  readonly format: FormatName
  readonly bytes?: Uint8Array | undefined
  readonly url?: string | undefined
  readonly assets?: Readonly<Record<string, Asset>> | undefined
  readonly options?: FormatOptions
}

export interface LoadTools {
  readonly renderer: WebGLRenderer
  readonly decoders: Decoders
}

/** Reads a file with everything that it refers to. Throws with a reason that a person can read. */
export async function loadModel(
  source: ModelSource,
  { renderer, decoders }: LoadTools,
  signal: AbortSignal,
  onProgress?: (fraction: number | undefined) => void,
): Promise<Model> {
  const { format, url, assets, options = {} } = source
  const { name, kinds, load } = FORMATS[format]
  const reader = load()
  reader.catch(() => {})
  const bytes = source.bytes ?? (await readFile(url ?? '', { signal, ...(onProgress ? { onProgress } : {}) }))
  expectKind(bytes, name, kinds)
  const { parse } = await reader
  const resources = new Resources({ url, assets, signal })
  try {
    const parsed = await parse(bytes, { resources, renderer, decoders, signal, options })
    await resources.settled()
    if (isEmpty(parsed.object)) {
      disposeObject(parsed.object)
      throw new Error(`nothing to draw: it is empty, or not ${name}`)
    }
    return new Model(parsed, resources.missing)
  } catch (error) {
    signal.throwIfAborted()
    throw explained(error, name)
  } finally {
    resources.dispose()
  }
}

/** What a loader says, as far as it says something to a person. */
function explained(error: unknown, format: string): Error {
  if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError) {
    return new Error(`cut off, damaged, or not ${format}`, { cause: error })
  }
  const message = error instanceof Error ? error.message : String(error)
  const missing = /Failed to load buffer "(.*)"/.exec(message)?.[1]
  const plain = missing ? `${fileName(missing)} could not be loaded` : message.replace(/^THREE\.\w+: */, '')
  return new Error(plain, { cause: error })
}
