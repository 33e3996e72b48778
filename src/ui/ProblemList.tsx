import { useState, useSyncExternalStore } from 'react'
import type { ProblemList as Problems } from '../scene/ProblemList.ts'

/** What of the scene could not be drawn, and why. Closed until somebody wants to know. */
export function ProblemList({ problems }: { problems: Problems }) {
  const all = useSyncExternalStore(problems.subscribe, () => problems.all)
  const [isOpen, setOpen] = useState(false)
  if (all.size === 0) return null
  return (
    <section className="problems">
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {all.size === 1 ? '1 note on this scene' : `${all.size} notes on this scene`}
      </button>
      {isOpen && (
        <ul>
          {[...all].map(([about, message]) => (
            <li key={about}>{message}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
