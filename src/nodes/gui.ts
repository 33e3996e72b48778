import type { ReactNode } from 'react'

/** Controls are no objects of the scene: the page and the panel in the headset show them; see src/ui/gui. */
export const control = { component: ({ children }: { children: ReactNode }) => children }
