import { decodeFrame, isRecord, type Operation, ProtocolError } from '../../protocol/index.ts'

/**
 * Reads the `scene` of an address: base64 of a msgpack map of scene props, as Vuer's pages share scenes. URL-safe base64
 * and spaces that were once `+` are read too. Throws a {@link ProtocolError} with a sentence for the person.
 */
export function readSceneParameter(parameter: string): Operation & { op: 'set' } {
  let bytes: Uint8Array
  try {
    const base64 = parameter.replaceAll(' ', '+').replaceAll('-', '+').replaceAll('_', '/')
    bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch (cause) {
    throw new ProtocolError('INVALID_FRAME', 'The scene in this address is damaged: it is not base64.', { cause })
  }
  let scene: unknown
  try {
    scene = decodeFrame(bytes)
  } catch (cause) {
    const why = (cause as Error).message
    throw new ProtocolError('INVALID_FRAME', `The scene in this address is damaged: ${why}.`, { cause })
  }
  if (!isRecord(scene))
    throw new ProtocolError('INVALID_FRAME', 'The scene in this address is no scene, but something else.')
  // A shared scene is complete: one with an empty background means it, and gets no grid from the viewer.
  const grid = scene.grid ?? (Array.isArray(scene.bgChildren) ? false : undefined)
  return { op: 'set', scene: { ...scene, ...(grid === undefined ? {} : { grid }), tag: 'Scene' } }
}
