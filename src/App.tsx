import { useSyncExternalStore } from 'react'
import type { Client } from './Client.ts'
import { GrabView } from './calls/GrabView.tsx'
import { Stage } from './scene/Stage.tsx'
import { ConnectionBanner } from './ui/ConnectionBanner.tsx'
import { ProblemList } from './ui/ProblemList.tsx'
import { XRButtons } from './ui/XRButtons.tsx'
import { XRSlot } from './xr/XRSlot.tsx'

/** The page: the stage, and what lies over it. */
export function App({ client }: { client: Client }) {
  const { address, scene, cameras, emit, grabRender, xr, connectionState } = client
  const connection = useSyncExternalStore(connectionState.subscribe, connectionState.get)
  return (
    <>
      <div className="stage">
        <Stage scene={scene} cameras={cameras} emit={emit}>
          <GrabView grabRender={grabRender} />
          <XRSlot entry={xr} />
        </Stage>
      </div>
      {!address.hideUI && (
        <div className="overlay">
          <div className="corner">
            <ConnectionBanner state={connection.state} wasOpen={connection.wasOpen} retry={() => client.retry()} />
            <ProblemList problems={scene.problems} />
          </div>
          <div className="corner">{!address.hideXRButton && <XRButtons entry={xr} />}</div>
        </div>
      )}
    </>
  )
}
