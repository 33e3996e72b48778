import { useSyncExternalStore } from 'react'
import type { XREntry, XREntryState } from './XREntry.ts'

/** Everything the page shows about XR: what can be entered, what is running, what went wrong. */
export const useXRSession = (entry: XREntry): XREntryState => useSyncExternalStore(entry.subscribe, entry.getSnapshot)
