import { flushSync } from '@react-three/fiber'
import { type ReactNode, useEffect, useMemo } from 'react'
import { MeshBatches } from '../nodes/batches/MeshBatches.ts'
import { GeometryCache } from '../nodes/GeometryCache.ts'
import { PictureDecoder } from '../nodes/PictureDecoder.ts'
import { type LoadImage, loadImageWith } from '../nodes/textures.ts'
import { CameraRegistry } from './CameraRegistry.ts'
import { SceneContext } from './context.ts'
import type { Emit } from './emit.ts'
import type { LiveScene } from './LiveScene.ts'
import { MountQueue } from './MountQueue.ts'
import { SceneLook } from './SceneLook.ts'

export interface SceneProviderProps {
  scene: LiveScene
  emit: Emit
  /** The cameras that can be grabbed from; whoever takes pictures passes its own. */
  cameras?: CameraRegistry | undefined
  loadImage?: LoadImage | undefined
  children?: ReactNode
}

/** Gives views what they share. {@link Stage} has one; tests without a canvas use it by itself. */
export function SceneProvider({ scene, emit, cameras, loadImage: givenLoadImage, children }: SceneProviderProps) {
  const geometries = useMemo(() => new GeometryCache(), [])
  useEffect(() => () => geometries.dispose(), [geometries])
  const batches = useMemo(() => new MeshBatches(), [])
  useEffect(() => () => batches.dispose(), [batches])
  const mounting = useMemo(() => new MountQueue(flushSync), [])
  useEffect(() => () => mounting.dispose(), [mounting])
  const ownCameras = useMemo(() => cameras ?? new CameraRegistry(), [cameras])
  const decoder = useMemo(() => new PictureDecoder(), [])
  useEffect(() => () => decoder.dispose(), [decoder])
  const loadImage = useMemo(() => givenLoadImage ?? loadImageWith(decoder), [givenLoadImage, decoder])
  const look = useMemo(() => new SceneLook(), [])
  const services = useMemo(
    () => ({ scene, emit, cameras: ownCameras, geometries, batches, mounting, look, loadImage }),
    [scene, emit, ownCameras, geometries, batches, mounting, look, loadImage],
  )
  return <SceneContext value={services}>{children}</SceneContext>
}
