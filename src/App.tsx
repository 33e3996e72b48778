import { lazy, Suspense, useMemo, useSyncExternalStore } from 'react'
import type { Client } from './Client.ts'
import { Stage } from './scene/Stage.tsx'
import { ConnectionBanner } from './ui/ConnectionBanner.tsx'
import { FrameCounter } from './ui/gui/FrameCounter.tsx'
import { GuiPanel } from './ui/gui/GuiPanel.tsx'
import { NoticeLines } from './ui/gui/NoticeLines.tsx'
import { PageContext } from './ui/gui/PageContext.ts'
import { HtmlContext } from './ui/html/HtmlContext.ts'
import { HtmlPane } from './ui/html/HtmlPane.tsx'
import { LoadingLine } from './ui/LoadingLine.tsx'
import { ProblemList } from './ui/ProblemList.tsx'
import { XRButtons } from './ui/XRButtons.tsx'
import { XRSlot } from './xr/XRSlot.tsx'

// The first frame needs none of them.
const GrabView = lazy(async () => ({ default: (await import('./calls/GrabView.tsx')).GrabView }))
const StatsLine = lazy(async () => ({ default: (await import('./ui/gui/StatsLine.tsx')).StatsLine }))

/** The page: the stage, and what lies over it. */
export function App({ client }: { client: Client }) {
  const { address, scene, cameras, emit, grabRender, xr, connectionState, status, gui } = client
  const connection = useSyncExternalStore(connectionState.subscribe, connectionState.get)
  const html = useMemo(() => ({ scene, gui, emit }), [scene, gui, emit])
  return (
    <HtmlContext value={html}>
      <div className="stage">
        <Stage scene={scene} cameras={cameras} emit={emit}>
          <Suspense>
            <GrabView grabRender={grabRender} />
          </Suspense>
          <FrameCounter frames={status.frames} />
          <PageContext value={client}>
            <XRSlot entry={xr} />
          </PageContext>
        </Stage>
      </div>
      {!address.hideUI && (
        <div className="overlay">
          <div className="corner">
            <ConnectionBanner state={connection.state} wasOpen={connection.wasOpen} retry={() => client.retry()} />
            <Suspense>{address.stats && <StatsLine status={status} />}</Suspense>
            <LoadingLine loading={scene.loading} />
            <ProblemList problems={scene.problems} />
            <NoticeLines notices={status.notices} />
            <HtmlPane />
          </div>
          <GuiPanel gui={gui} />
          <div className="corner">{!address.hideXRButton && <XRButtons entry={xr} />}</div>
        </div>
      )}
    </HtmlContext>
  )
}
