import { useEffect, useMemo } from 'react'
import type { ViewProps } from '../View.ts'
import { HandAxes } from './HandAxes.ts'

/** What is shown comes from the live props alone. */
export default function HandAxesView({ objectRef, children }: ViewProps<'HandsView'>) {
  const hands = useMemo(() => new HandAxes(), [])
  useEffect(() => () => hands.dispose(), [hands])
  return (
    <primitive object={hands} ref={objectRef}>
      {children}
    </primitive>
  )
}
