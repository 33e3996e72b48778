import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react'
import { type ResolvedProps, resolveProps, type Slot, sceneDeclaration } from '../../protocol/index.ts'
import type { MeshBatches } from '../nodes/batches/MeshBatches.ts'
import type { GeometryCache } from '../nodes/GeometryCache.ts'
import type { LoadImage } from '../nodes/textures.ts'
import type { CameraRegistry } from './CameraRegistry.ts'
import type { Emit } from './emit.ts'
import type { LiveScene } from './LiveScene.ts'
import type { MountQueue } from './MountQueue.ts'
import type { SceneLook } from './SceneLook.ts'
import type { HudNeeds, StageNeeds } from './StageNeeds.ts'

/** What every view of one stage shares. */
export interface SceneServices {
  readonly scene: LiveScene
  readonly emit: Emit
  readonly cameras: CameraRegistry
  readonly geometries: GeometryCache
  readonly batches: MeshBatches
  readonly mounting: MountQueue
  readonly look: SceneLook
  readonly loadImage: LoadImage
  /** The key of the `ViewportHud` that all this is inside of. */
  readonly hud?: string
}

export const SceneContext = createContext<SceneServices | null>(null)

/** The services of the stage that this component stands on. Throws outside of one: that is a mistake in the program. */
export function useScene(): SceneServices {
  const services = useContext(SceneContext)
  if (!services) throw new Error('This component must be inside a <Stage> or a <SceneProvider>')
  return services
}

/** A number that grows with each change of the node that needs React. */
export function useNodeVersion(key: string): number {
  const { scene } = useScene()
  const subscribe = useCallback((listener: () => void) => scene.subscribeNode(key, listener), [scene, key])
  return useSyncExternalStore(subscribe, () => scene.version(key))
}

/** The keys in one of the root's lists. */
export function useSlot(slot: Slot): readonly string[] {
  const { scene } = useScene()
  const subscribe = useCallback((listener: () => void) => scene.subscribeSlot(slot, listener), [scene, slot])
  return useSyncExternalStore(subscribe, () => scene.slotKeys(slot))
}

export type ResolvedSceneProps = ResolvedProps<typeof sceneDeclaration.props>

/** The props of the scene itself: checked, defaults filled in. */
export function useSceneProps(): ResolvedSceneProps {
  const { scene } = useScene()
  const written = useSyncExternalStore(scene.subscribeSceneProps, () => scene.sceneProps)
  return useMemo(() => resolveProps(sceneDeclaration, written).props, [written])
}

const NOTHING: HudNeeds = { camera: undefined, hasLight: false }

/** What the graph brings of the things that every view needs; see {@link StageNeeds}. Inside a `ViewportHud`, for it. */
export function useStageNeeds(): Partial<StageNeeds> & HudNeeds {
  const { scene, hud } = useScene()
  return useSyncExternalStore(scene.subscribeNeeds, () =>
    hud === undefined ? scene.needs : (scene.needs.huds.get(hud) ?? NOTHING),
  )
}
