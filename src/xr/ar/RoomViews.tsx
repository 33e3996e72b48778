import { useThree } from '@react-three/fiber'
import { useCallback, useEffect, useRef } from 'react'
import type { RoomMesh, RoomPlane } from '../../../protocol/index.ts'
import type { ViewProps } from '../../nodes/View.ts'
import { useScene } from '../../scene/context.ts'
import { originOf } from '../interaction/Origin.ts'
import { useFeature } from '../useFeature.ts'
import { InReferenceSpace } from './InReferenceSpace.tsx'
import { type MeshesNow, roomMeshAnswersOf } from './RoomMeshAnswers.ts'
import { MESHES, PLANES } from './roomKinds.ts'
import { useRoom } from './useRoom.ts'

/** The meshes of the room: drawn, told when they change, and answered when somebody asks. */
export function WebXRMeshView({ node, props, objectRef, report, children }: ViewProps<'WebXRMesh'>) {
  const { key } = node
  const { scene, emit } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const feature = useFeature('mesh-detection', key, report)
  const send = useCallback(
    (meshes: RoomMesh[]) =>
      emit({ etype: 'WEBXR_MESH_UPDATE', key, value: originOf(scene).stamp({ meshes }), capturedAt: Date.now() }),
    [scene, emit, key],
  )
  const { object, tell } = useRoom(MESHES, feature, props, send, report)

  const now = (): MeshesNow => {
    const error = (code: string, message: string) => ({ error: { code, message } })
    if (!manager.isPresenting) return error('NO_SESSION', 'nobody is in AR')
    if (feature.missing) return error('FEATURE_MISSING', feature.missing.message)
    return { meshes: tell() }
  }
  const newest = useRef(now)
  useEffect(() => {
    newest.current = now
  })
  useEffect(() => roomMeshAnswersOf(scene).register(key, () => newest.current()), [scene, key])

  return (
    <InReferenceSpace>
      <primitive object={object} ref={objectRef} />
      {children}
    </InReferenceSpace>
  )
}

/** The planes of the room: drawn, and told when they change. */
export function WebXRPlanesView({ node, props, objectRef, report, children }: ViewProps<'WebXRPlanes'>) {
  const { key } = node
  const { scene, emit } = useScene()
  const feature = useFeature('plane-detection', key, report)
  const send = useCallback(
    (planes: RoomPlane[]) =>
      emit({ etype: 'WEBXR_PLANES_UPDATE', key, value: originOf(scene).stamp({ planes }), capturedAt: Date.now() }),
    [scene, emit, key],
  )
  const { object } = useRoom(PLANES, feature, props, send, report)
  return (
    <InReferenceSpace>
      <primitive object={object} ref={objectRef} />
      {children}
    </InReferenceSpace>
  )
}
