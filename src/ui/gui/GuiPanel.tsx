import { useSyncExternalStore } from 'react'
import { lazyPart } from '../../page/lazyPart.tsx'
import type { Gui } from './Gui.ts'

const GuiGroups = lazyPart(() => import('./GuiGroups.tsx'))

/** The controls that the scene declares, at the edge of the page. Nothing without any. */
export function GuiPanel({ gui }: { gui: Gui }) {
  const groups = useSyncExternalStore(gui.subscribe, gui.groups, gui.groups)
  const onPanel = groups.filter(({ isInline }) => !isInline)
  if (onPanel.length === 0) return null
  return <GuiGroups groups={onPanel} gui={gui} />
}
