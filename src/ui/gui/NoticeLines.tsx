import { useSyncExternalStore } from 'react'
import type { NoticeList } from './NoticeList.ts'
import './gui.css'

/** What the script says to the person. It goes by itself, or at a click. */
export function NoticeLines({ notices }: { notices: NoticeList }) {
  const all = useSyncExternalStore(notices.subscribe, notices.all, notices.all)
  return (
    <div className="notices" role="log" aria-label="Messages of the script">
      {all.map(({ id, text, level }) => (
        <p key={id} className="notice" data-level={level} role={level === 'error' ? 'alert' : undefined}>
          <span>{text}</span>
          <button type="button" aria-label="Close this message" onClick={() => notices.remove(id)}>
            ×
          </button>
        </p>
      ))}
    </div>
  )
}
