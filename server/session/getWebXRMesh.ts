import { type RoomMesh, readWebXRMeshAnswer, WebXRMesh } from '../../protocol/index.ts'
import type { Calls } from './Calls.ts'
import type { CallTiming } from './PendingCalls.ts'

/** The key of the node when nobody gave it another. */
const DEFAULT_KEY = WebXRMesh().key

/** Asks for the meshes of the room and reads the answer. */
export async function getWebXRMesh(
  calls: Calls,
  key: string | undefined = DEFAULT_KEY,
  timing: CallTiming,
): Promise<RoomMesh[]> {
  const { value } = await calls.ask({ etype: 'GET_WEBXR_MESH', key, data: {} }, timing)
  return readWebXRMeshAnswer(value).meshes
}
