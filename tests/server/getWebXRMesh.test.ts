import { describe, expect, it } from 'vitest'
import { MemoryClient } from '../support/server/memoryClient.ts'

const opened = () => {
  const client = new MemoryClient().init()
  client.frames()
  return client
}
const answer = (client: MemoryClient, request: Record<string, unknown>, value: unknown) =>
  client.send({ etype: request.rtype, key: request.key, value })
const matrix = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 2, 3, 1)
const mesh = { vertices: new Float32Array(9), indices: Uint32Array.of(0, 1, 2), semanticLabel: 'table', matrix }

describe('getWebXRMesh', () => {
  it('[CA20] asks the node that is named, or the one that is usually there, and resolves with meshes', async () => {
    const client = opened()
    const waiting = client.session.getWebXRMesh()
    const [request] = client.frames()
    expect(request).toMatchObject({ etype: 'GET_WEBXR_MESH', key: 'webxr-mesh', data: {} })
    expect(request!.rtype).toBe(`GET_WEBXR_MESH_RESPONSE@${request!.uuid}`)
    answer(client, request!, { meshes: [mesh] })
    expect(await waiting).toEqual([{ ...mesh, tracking: 'unknown' }])

    const named = client.session.getWebXRMesh({ key: 'scan' })
    const [second] = client.frames()
    expect(second!.key).toBe('scan')
    answer(client, second!, { meshes: [] })
    expect(await named).toEqual([])
  })

  it('[CA20] says why there are none', async () => {
    const client = opened()
    const waiting = client.session.getWebXRMesh()
    const [request] = client.frames()
    answer(client, request!, { error: { code: 'FEATURE_MISSING', message: 'meshes of the room: there is none in VR' } })
    await expect(waiting).rejects.toMatchObject({
      code: 'FEATURE_MISSING',
      message: 'GET_WEBXR_MESH: meshes of the room: there is none in VR',
    })
  })

  it('[CA2] [CA21] does not wait for ever, nor take anything for meshes', async () => {
    const client = opened()
    await expect(client.session.getWebXRMesh({}, { ttlMs: 1 })).rejects.toMatchObject({ code: 'CALL_TIMED_OUT' })
    client.frames()
    const waiting = client.session.getWebXRMesh()
    const [request] = client.frames()
    answer(client, request!, { meshes: [{ ...mesh, indices: [7, 8, 9] }] })
    await expect(waiting).rejects.toThrow('GET_WEBXR_MESH: value.meshes[0]: expected indices of vertices that exist')
    client.session.close()
    await expect(client.session.getWebXRMesh()).rejects.toMatchObject({ code: 'SESSION_ENDED' })
  })
})
