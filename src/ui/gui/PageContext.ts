import { createContext } from 'react'
import type { Gui } from './Gui.ts'
import type { PageStatus } from './PageStatus.ts'

/** What of the page is shown in the headset too. */
export interface PageServices {
  readonly gui: Gui
  readonly status: PageStatus
}

/** `null` on a stage without a page around it. */
export const PageContext = createContext<PageServices | null>(null)
