import { useEffect, useMemo } from 'react'
import type { ViewProps } from '../View.ts'
import { Polyline } from './Polyline.ts'

/** What the line shows comes from the live props alone: nothing of it goes through React. */
export default function LineView({ node, objectRef, children, report }: ViewProps<'Line'>) {
  const { tag } = node
  const line = useMemo(() => new Polyline(tag), [tag])
  line.onProblem = (problem) => report('colors', problem)
  useEffect(() => () => line.dispose(), [line])
  return (
    <primitive object={line} ref={objectRef}>
      {children}
    </primitive>
  )
}
