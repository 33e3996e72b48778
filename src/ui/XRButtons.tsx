import type { SessionReport } from '../xr/sessionReport.ts'
import type { XRMode } from '../xr/support.ts'
import { useXRSession } from '../xr/useXRSession.ts'
import type { Availability, XREntry } from '../xr/XREntry.ts'
import './xrButtons.css'

/** "Enter VR" and "Enter AR" where the device offers them; otherwise one quiet sentence that says why not. */
export function XRButtons({ entry, hideXRButton = false }: { entry: XREntry; hideXRButton?: boolean }) {
  const { vr, ar, reason, session, error, wanted, report } = useXRSession(entry)
  if (hideXRButton) return null
  return (
    <div className="xr-buttons">
      {session === null ? (
        <>
          {!(wanted === 'immersive-ar' && ar === 'ready') && (
            <EnterButton entry={entry} mode="immersive-vr" availability={vr} label="Enter VR" />
          )}
          {!(wanted === 'immersive-vr' && vr === 'ready') && (
            <EnterButton entry={entry} mode="immersive-ar" availability={ar} label="Enter AR" />
          )}
        </>
      ) : (
        <button type="button" className="xr-button" onClick={() => void entry.exit()}>
          {session === 'immersive-vr' ? 'Leave VR' : 'Leave AR'}
        </button>
      )}
      {report && (
        <p className="xr-note" role="note">
          {sentenceOf(report)}
        </p>
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

/** What a session got and did not get. The names are WebXR's own, by which they are found in the browser's settings. */
function sentenceOf({ mode, granted, refused }: SessionReport): string {
  const what = mode === 'immersive-vr' ? 'VR' : 'AR'
  if (!granted) return `${what}: this browser does not say which features it granted.`
  const isSpecial = (name: string) => !OURS.has(name)
  const got = granted.filter(isSpecial)
  const missing = refused.filter(isSpecial)
  return `${what} has ${got.join(', ') || 'no special features'}.${missing.length > 0 ? ` It did not get ${missing.join(', ')}.` : ''}`
}

/** Asked for or given in every session, whatever the scene is. */
const OURS: ReadonlySet<string> = new Set(['viewer', 'local', 'local-floor', 'layers'])
