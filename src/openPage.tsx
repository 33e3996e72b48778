import type { Client } from './Client.ts'
import { firstContents } from './page/firstContents.ts'
import { lazyPart } from './page/lazyPart.tsx'
import { openStage } from './scene/openStage.tsx'
import { SceneProvider } from './scene/SceneProvider.tsx'
import { StageContents } from './scene/StageContents.tsx'
import { FrameCounter } from './ui/gui/FrameCounter.tsx'
import { PageContext } from './ui/gui/PageContext.ts'
import { HtmlContext } from './ui/html/HtmlContext.ts'
import { XRSlot } from './xr/XRSlot.tsx'

// The first frame does not need it.
const GrabView = lazyPart(async () => ({ default: (await import('./calls/GrabView.tsx')).GrabView }))

/** The page: the stage, and what lies over it, which is loaded when the first picture is there. */
export function openPage(root: HTMLElement, client: Client): void {
  const { address, scene, cameras, emit, grabRender, xr, gui, status } = client
  const stage = document.createElement('div')
  stage.className = 'stage'
  const overlay = document.createElement('div')
  root.append(stage, overlay)
  openStage(
    stage,
    <HtmlContext value={{ scene, gui, emit }}>
      <SceneProvider scene={scene} cameras={cameras} emit={emit}>
        <StageContents>
          <GrabView grabRender={grabRender} />
          <FrameCounter frames={status.frames} />
          <PageContext value={client}>
            <XRSlot entry={xr} />
          </PageContext>
        </StageContents>
      </SceneProvider>
    </HtmlContext>,
    () => firstContents(client),
  )
  if (address.hideUI) return
  void client.firstPicture.then(async () => (await import('./ui/Overlay.tsx')).showOverlay(overlay, client))
}
