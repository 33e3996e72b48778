import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import type { Material, WebXRManager } from 'three'
import type { ViewProps } from '../../nodes/View.ts'
import { featureState } from '../sessionReport.ts'
import { useFeature } from '../useFeature.ts'
import { useXRFrame } from '../useXRFrame.ts'

/** Depth that comes to the processor would have to be copied to the graphics card each frame; three.js does not. */
const ON_CPU = 'this browser gives it in a form that cannot be drawn (cpu-optimized)'

/** three.js draws the room's depth before everything else in every session that has it; this says whether it shall. */
export function DepthSensingView({ node, props, report, children }: ViewProps<'DepthSensing'>) {
  const manager = useThree((state) => state.gl.xr)
  const feature = useFeature('depth-sensing', node.key, report)
  const { occlusion } = props

  useXRFrame({
    report: (problem) => report('frame', problem),
    frame({ session }) {
      // `depthUsage` may only be read where depth was granted.
      const isGranted = featureState(session, 'depth-sensing') === 'granted'
      if (isGranted && session.depthUsage !== 'gpu-optimized') feature.fail(ON_CPU)
      occlude(manager, occlusion)
    },
    interrupted() {},
  })
  useEffect(() => () => occlude(manager, false), [manager])
  return children
}

function occlude(manager: WebXRManager, isOccluding: boolean): void {
  const depth = manager.getDepthSensingMesh()
  if (!depth) return
  depth.visible = isOccluding
  // Its shader says nothing of colours, and what is not said may come out as anything.
  ;(depth.material as Material).colorWrite = false
}
