import { createContext } from 'react'
import type { DepthDetail } from './DepthCloud.ts'

/** How much of the clouds in here is drawn; without a provider, all. */
export const DetailContext = createContext<DepthDetail | undefined>(undefined)
