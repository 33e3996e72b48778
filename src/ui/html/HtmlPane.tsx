import { lazy, Suspense, useCallback, useMemo, useSyncExternalStore } from 'react'
import { isGuiTag } from '../gui/controls.ts'
import { HtmlContext, type HtmlServices } from './HtmlContext.ts'

const HtmlNodes = lazy(() => import('./HtmlNodes.tsx'))

/** The HTML that the scene brings, over its picture. Nothing without any; controls by themselves are on the panel. */
export function HtmlPane({ scene, gui, emit }: HtmlServices) {
  const subscribe = useCallback((listener: () => void) => scene.subscribeSlot('htmlChildren', listener), [scene])
  const read = () => scene.slotKeys('htmlChildren')
  const keys = useSyncExternalStore(subscribe, read, read)
  const services = useMemo(() => ({ scene, gui, emit }), [scene, gui, emit])
  const shown = keys.filter((key) => !isGuiTag(scene.graph.get(key)?.tag ?? ''))
  if (shown.length === 0) return null
  return (
    <HtmlContext value={services}>
      <Suspense fallback={null}>
        <HtmlNodes keys={shown} />
      </Suspense>
    </HtmlContext>
  )
}
