import { useEffect } from 'react'
import { lazyView } from './lazyView.tsx'
import type { View, ViewProps } from './View.ts'

/** HTML is no object of the scene: src/ui/html shows it on the page. Here it only says that it stands in the wrong list. */
function OnThePage({ report }: Pick<ViewProps, 'report'>) {
  useEffect(() => {
    report('place', 'it is shown in htmlChildren')
    return () => report('place', null)
  }, [report])
  return null
}
export const html = { component: OnThePage }

/** HTML at a place of the scene. Loaded when a scene has some. */
export const placedHtml: View<'Html'> = { component: lazyView(() => import('./html/HtmlView.tsx')) }
