import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import type { FeatureMissing } from '../../protocol/index.ts'
import { useScene } from '../scene/context.ts'
import { featureState } from './sessionReport.ts'

/** Tells the page and the script, session by session, when a node does not get the feature that it needs. */
export function useNeededFeature(
  feature: string,
  what: string,
  key: string,
  report: (about: string, problem: string | null) => void,
): void {
  const { emit } = useScene()
  const manager = useThree((state) => state.gl.xr)
  useEffect(() => {
    const look = () => {
      const session = manager.getSession()
      const missing = session && missingOf(session, feature, what)
      report('feature', missing?.message ?? null)
      if (missing) emit({ etype: 'FEATURE_MISSING', key, value: missing, capturedAt: Date.now() })
    }
    const forget = () => report('feature', null)
    manager.addEventListener('sessionstart', look)
    manager.addEventListener('sessionend', forget)
    if (manager.getSession()) look()
    return () => {
      manager.removeEventListener('sessionstart', look)
      manager.removeEventListener('sessionend', forget)
      forget()
    }
  }, [manager, feature, what, key, report, emit])
}

function missingOf(session: XRSession, feature: string, what: string): FeatureMissing | null {
  const state = featureState(session, feature)
  if (state === 'late') {
    const message = `this session began without ${what}; leave and enter again`
    return { feature, reason: 'late', message }
  }
  if (state === 'refused') {
    const message = `device or browser did not give ${what} to this session (${feature})`
    return { feature, reason: 'refused', message }
  }
  return null
}
