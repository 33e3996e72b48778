import { useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import { Color } from 'three'
import { setColor } from '../../nodes/colors.ts'
import { useScene } from '../../scene/context.ts'
import type { FeatureWatch } from '../FeatureWatch.ts'
import { newSessionsOf } from '../newSessions.ts'
import { isLive } from '../tracking.ts'
import { useXRFrame } from '../useXRFrame.ts'
import { DetectedSet } from './DetectedSet.ts'
import { RoomDrawing, type RoomLook } from './RoomDrawing.ts'
import { RoomUpdates } from './RoomUpdates.ts'
import type { RoomKind } from './roomKinds.ts'

export interface RoomProps extends Omit<RoomLook, 'color'> {
  color: string | number
  autoUpdate: boolean
}

/** One kind of detected thing: read each frame, drawn, and told to `send` when it changes. */
export function useRoom<Entity extends XRMesh | XRPlane, Told>(
  kind: RoomKind<Entity, Told>,
  feature: FeatureWatch,
  { color, opacity, wireframe, occluder, autoUpdate }: RoomProps,
  send: (told: Told[]) => void,
  report: (about: string, problem: string | null) => void,
) {
  const { scene } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const set = useMemo(() => new DetectedSet(kind), [kind])
  const drawing = useMemo(() => new RoomDrawing<Entity>(kind.shapeOf), [kind])
  const updates = useMemo(() => new RoomUpdates<Told>(send), [send])
  const tell = () => set.present.map((item) => kind.tell(item))

  useEffect(() => {
    const parsed = new Color()
    setColor(parsed, color, '#ffffff')
    drawing.look({ color: parsed, opacity, wireframe, occluder })
    scene.invalidate()
  }, [drawing, scene, color, opacity, wireframe, occluder])
  useEffect(() => () => drawing.dispose(), [drawing])
  useEffect(() => newSessionsOf(scene).subscribe(() => updates.again()), [scene, updates])

  useXRFrame({
    report: (problem) => report('frame', problem),
    frame(frame, space) {
      // Behind a system menu, a browser may keep its poses to itself; the room has not changed for that.
      if (!feature.isUsable || !isLive(frame.session)) return
      const timeMs = performance.now()
      if (!set.read(frame, space, timeMs)) feature.refused()
      drawing.show(set.present)
      if (autoUpdate) updates.frame(set.version, timeMs, tell)
    },
    interrupted() {
      if (manager.isPresenting) return
      set.clear()
      drawing.show([])
      updates.stop()
    },
  })
  return { object: drawing.group, tell }
}
