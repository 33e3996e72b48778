import { useMemo, useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import type { Client } from '../Client.ts'
import { lazyPart } from '../page/lazyPart.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { GuiPanel } from './gui/GuiPanel.tsx'
import { NoticeLines } from './gui/NoticeLines.tsx'
import { HtmlContext } from './html/HtmlContext.ts'
import { HtmlPane } from './html/HtmlPane.tsx'
import { LoadingLine } from './LoadingLine.tsx'
import { ProblemList } from './ProblemList.tsx'
import { XRButtons } from './XRButtons.tsx'

const StatsLine = lazyPart(async () => ({ default: (await import('./gui/StatsLine.tsx')).StatsLine }))

/** Draws what lies over the stage: what is wrong, controls, HTML of the scene, and the way into the headset. */
export const showOverlay = (element: HTMLElement, client: Client): void =>
  createRoot(element).render(<Overlay client={client} />)

function Overlay({ client }: { client: Client }) {
  const { address, scene, emit, xr, connectionState, status, gui } = client
  const connection = useSyncExternalStore(connectionState.subscribe, connectionState.get)
  const html = useMemo(() => ({ scene, gui, emit }), [scene, gui, emit])
  return (
    <HtmlContext value={html}>
      <div className="overlay">
        <div className="corner">
          <ConnectionBanner state={connection.state} wasOpen={connection.wasOpen} retry={() => client.retry()} />
          {address.stats && <StatsLine status={status} />}
          <LoadingLine loading={scene.loading} />
          <ProblemList problems={scene.problems} />
          <NoticeLines notices={status.notices} />
          <HtmlPane />
        </div>
        <GuiPanel gui={gui} />
        <div className="corner">{!address.hideXRButton && <XRButtons entry={xr} />}</div>
      </div>
    </HtmlContext>
  )
}
