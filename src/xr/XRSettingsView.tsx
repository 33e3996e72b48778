import { useEffect } from 'react'
import type { ViewProps } from '../nodes/View.ts'
import { useScene } from '../scene/context.ts'
import { settingsChangesOf } from './sessionSettings.ts'

/** Draws nothing. Says that settings have changed, so that the page and a running session follow. */
export function XRSettingsView({ props }: ViewProps<'XRSettings'>) {
  const { scene } = useScene()
  const { mode, frameRate, foveation } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are what the change is about
  useEffect(() => {
    const changes = settingsChangesOf(scene)
    changes.notify()
    return () => changes.notify()
  }, [scene, mode, frameRate, foveation])
  return null
}
