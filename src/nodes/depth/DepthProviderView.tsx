import { useMemo } from 'react'
import type { ViewProps } from '../View.ts'
import { DetailContext } from './DetailContext.ts'

export default function DepthProviderView({ props, objectRef, children }: ViewProps<'DepthPointCloudProvider'>) {
  const { frustumCulling, cullingMargin, lod } = props
  const written = JSON.stringify(lod)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `written` stands for `lod`, which is checked anew each time
  const detail = useMemo(() => ({ frustumCulling, cullingMargin, lod }), [frustumCulling, cullingMargin, written])
  return (
    <group ref={objectRef}>
      <DetailContext value={detail}>{children}</DetailContext>
    </group>
  )
}
