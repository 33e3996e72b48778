import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import type { Emit } from '../../scene/emit.ts'
import type { LiveScene } from '../../scene/LiveScene.ts'
import type { Gui } from '../gui/Gui.ts'

/** What the scene’s HTML needs of the page. */
export interface HtmlServices {
  readonly scene: LiveScene
  readonly gui: Gui
  readonly emit: Emit
}

export const HtmlContext = createContext<HtmlServices | null>(null)

/** Throws outside of a {@link HtmlContext}: that is a mistake in the program. */
export function useHtml(): HtmlServices {
  const services = use(HtmlContext)
  if (!services) throw new Error('HTML of a scene must be inside a <HtmlContext>')
  return services
}

/** The node as it is now; the component is drawn again with each change of it. */
export function useHtmlNode(key: string) {
  const { scene } = useHtml()
  const subscribe = useCallback((listener: () => void) => scene.subscribeNode(key, listener), [scene, key])
  const version = () => scene.version(key)
  useSyncExternalStore(subscribe, version, version)
  return scene.graph.get(key)
}
