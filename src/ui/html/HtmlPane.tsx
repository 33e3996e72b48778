import { useCallback, useSyncExternalStore } from 'react'
import { lazyPart } from '../../page/lazyPart.tsx'
import { isGuiTag } from '../gui/controls.ts'
import { useHtml } from './HtmlContext.ts'

const HtmlNodes = lazyPart(() => import('./HtmlNodes.tsx'))

/** The HTML that the scene brings, over its picture. Nothing without any; controls by themselves are on the panel. */
export function HtmlPane() {
  const { scene } = useHtml()
  const subscribe = useCallback((listener: () => void) => scene.subscribeSlot('htmlChildren', listener), [scene])
  const read = () => scene.slotKeys('htmlChildren')
  const keys = useSyncExternalStore(subscribe, read, read)
  const shown = keys.filter((key) => !isGuiTag(scene.graph.get(key)?.tag ?? ''))
  if (shown.length === 0) return null
  return <HtmlNodes keys={shown} />
}
