import { useSyncExternalStore } from 'react'
import type { LoadingFile, LoadingList } from '../scene/LoadingList.ts'

/** One line about the models that are on their way; nothing while there are none. */
export function LoadingLine({ loading }: { loading: LoadingList }) {
  const files = useSyncExternalStore(loading.subscribe, () => loading.files)
  if (files.length === 0) return null
  return (
    <div className="status loading" role="status" aria-live="off" aria-label="Loading">
      <i /> {loadingText(files)}
    </div>
  )
}

/** `Loading arm.glb, 45 %`, or of several how many there are. Fifty nodes of one file are one file. */
export function loadingText(files: readonly LoadingFile[]): string {
  const byName = new Map(files.map((file) => [file.name, file]))
  const known = [...byName.values()].flatMap(({ fraction }) => fraction ?? [])
  const share = known.length > 0 ? `, ${Math.floor((100 * known.reduce((a, b) => a + b)) / known.length)} %` : ''
  const [first] = byName.keys()
  return `Loading ${byName.size > 1 ? `${byName.size} files` : first}${share}`
}
