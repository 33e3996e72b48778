import { isRecord, NODE_TYPES, type NodePatch, ProtocolError, type RawPixels } from '../../protocol/index.ts'
import { encodePngSync } from './encodePng.ts'

/** The props of each node type that may hold raw pixels. */
const PICTURE_PROPS: ReadonlyMap<string, readonly string[]> = new Map([
  [NODE_TYPES.Image.tag, ['rgb', 'src', 'alpha']],
  [NODE_TYPES.ImageBackground.tag, ['src', 'alphaSrc', 'depthSrc']],
])

/** Whether a node of that type may hold raw pixels. */
export const mayHoldPictures = (tag: string): boolean => PICTURE_PROPS.has(tag)

const isRaw = (value: unknown): value is RawPixels => isRecord(value) && ArrayBuffer.isView(value.data)

/**
 * A node, with what is below it, in which raw pixels have become PNGs; the same node where there were none. `tagOf` is
 * asked for the type of a patch that does not say it.
 */
export function encodeRawPictures<N extends NodePatch | string>(
  node: N,
  tagOf: (key: string) => string | undefined,
): N {
  if (typeof node === 'string') return node
  const written = node as NodePatch
  let encoded: NodePatch | undefined
  for (const name of PICTURE_PROPS.get(written.tag ?? tagOf(written.key) ?? '') ?? []) {
    const value = written[name]
    if (isRaw(value)) encoded = { ...(encoded ?? written), [name]: encodedFor(written, name, value) }
  }
  const { children } = written
  if (Array.isArray(children)) {
    const inside = children.map((child) => encodeRawPictures(child, tagOf))
    if (inside.some((child, index) => child !== children[index])) {
      encoded = { ...(encoded ?? written), children: inside }
    }
  }
  return (encoded ?? node) as N
}

function encodedFor({ tag = 'node', key }: NodePatch, name: string, pixels: RawPixels): Uint8Array {
  try {
    return encodePngSync(pixels)
  } catch (cause) {
    const why = (cause as Error).message
    throw new ProtocolError('INVALID_NODE', `${tag} ${JSON.stringify(key)}: ${name}: ${why}`, { cause })
  }
}
