import { useThree } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useMemo } from 'react'
import { useScene } from '../../scene/context.ts'
import { playbackOf } from '../animation/Playback.ts'
import type { ViewProps } from '../View.ts'
import { TimelineBar } from './TimelineBar.ts'

/** A slider with a button to play, over the lower edge of the view. */
export default function TimelineControls({ node, props, children, report }: ViewProps<'TimelineControls'>) {
  const { scene, emit } = useScene()
  const { key } = node
  const gl = useThree((state) => state.gl)
  const bar = useMemo(() => {
    const madeAt = performance.now()
    let last = madeAt
    return new TimelineBar((step, time) => {
      const now = performance.now()
      const value = { step, elapsedTime: (now - madeAt) / 1000, delta: (now - last) / 1000 }
      last = now
      playbackOf(scene).seek(time)
      emit({ etype: 'TIMELINE_STEP', key, value, capturedAt: Date.now() })
    })
  }, [scene, emit, key])
  const { start, end, stepSize, play, fps, loop } = props
  const isEmpty = end <= start || stepSize <= 0
  useEffect(() => report('range', isEmpty ? 'end must be above start, and stepSize above 0' : null), [report, isEmpty])
  // Not while rendering: what is rendered and thrown away again would leave a bar behind.
  useLayoutEffect(() => bar.show(gl.domElement.parentElement ?? document.body), [bar, gl])
  useLayoutEffect(() => {
    if (!isEmpty) bar.configure({ start, end, stepSize, fps, loop })
  }, [bar, start, end, stepSize, fps, loop, isEmpty])
  useLayoutEffect(() => bar.play(play && !isEmpty), [bar, play, isEmpty])
  return children
}
