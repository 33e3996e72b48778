import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { Gui } from './Gui.ts'

const GuiGroups = lazy(() => import('./GuiGroups.tsx'))

/** The controls that the scene declares, at the edge of the page. Nothing without any. */
export function GuiPanel({ gui }: { gui: Gui }) {
  const groups = useSyncExternalStore(gui.subscribe, gui.groups, gui.groups)
  const onPanel = groups.filter(({ isInline }) => !isInline)
  if (onPanel.length === 0) return null
  return (
    <Suspense fallback={null}>
      <GuiGroups groups={onPanel} gui={gui} />
    </Suspense>
  )
}
