import type { XRMode } from '../xr/support.ts'
import { useXRSession } from '../xr/useXRSession.ts'
import type { Availability, XREntry } from '../xr/XREntry.ts'
import './xrButtons.css'

/** "Enter VR" and "Enter AR" where the device offers them; otherwise one quiet sentence that says why not. */
export function XRButtons({ entry, hideXRButton = false }: { entry: XREntry; hideXRButton?: boolean }) {
  const { vr, ar, reason, session, error } = useXRSession(entry)
  if (hideXRButton) return null
  return (
    <div className="xr-buttons">
      {session === null ? (
        <>
          <EnterButton entry={entry} mode="immersive-vr" availability={vr} label="Enter VR" />
          <EnterButton entry={entry} mode="immersive-ar" availability={ar} label="Enter AR" />
        </>
      ) : (
        <button type="button" className="xr-button" onClick={() => void entry.exit()}>
          {session === 'immersive-vr' ? 'Leave VR' : 'Leave AR'}
        </button>
      )}
      {(error ?? reason) && (
        <p className="xr-note" role="status">
          {error ?? reason}
        </p>
      )}
    </div>
  )
}

function EnterButton(props: { entry: XREntry; mode: XRMode; availability: Availability; label: string }) {
  const { entry, mode, availability, label } = props
  if (availability !== 'ready') return null
  return (
    <button type="button" className="xr-button" onClick={() => void entry.enter(mode)}>
      {label}
    </button>
  )
}
