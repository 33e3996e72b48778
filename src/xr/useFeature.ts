import { useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import { useScene } from '../scene/context.ts'
import { FeatureWatch, type NeededFeature } from './FeatureWatch.ts'
import { newSessionsOf } from './newSessions.ts'

/** Watches whether sessions have what a node needs, and tells the page and the script when one has not. */
export function useFeature(
  feature: NeededFeature,
  key: string,
  report: (about: string, problem: string | null) => void,
): FeatureWatch {
  const { scene, emit } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const watch = useMemo(
    () =>
      new FeatureWatch(feature, (missing) => {
        report('feature', missing?.message ?? null)
        if (missing) emit({ etype: 'FEATURE_MISSING', key, value: missing, capturedAt: Date.now() })
      }),
    [feature, key, report, emit],
  )
  useEffect(() => {
    const onStart = () => {
      const session = manager.getSession()
      if (session) watch.start(session)
    }
    const onEnd = () => watch.end()
    manager.addEventListener('sessionstart', onStart)
    manager.addEventListener('sessionend', onEnd)
    if (manager.isPresenting) onStart()
    return () => {
      manager.removeEventListener('sessionstart', onStart)
      manager.removeEventListener('sessionend', onEnd)
      watch.end()
    }
  }, [manager, watch])
  useEffect(() => newSessionsOf(scene).subscribe(() => watch.again()), [scene, watch])
  return watch
}
