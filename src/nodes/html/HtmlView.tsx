import { Html } from '@react-three/drei'
import { useFrame } from '@react-three/fiber'
import { type SyntheticEvent, use, useRef } from 'react'
import { type Camera, type Group, type Object3D, Vector3 } from 'three'
import { readHtmlAttributes } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'
import { ViewBoundary } from '../../scene/ViewBoundary.tsx'
import { HtmlContext } from '../../ui/html/HtmlContext.ts'
import { HtmlNode } from '../../ui/html/HtmlNode.tsx'
import { useBoth } from '../useBoth.ts'
import type { ViewProps } from '../View.ts'
import '../../ui/html/html.css'

const place = new Vector3()

/** In pixels of the canvas, of which a HUD is a rectangle. */
function placeInHud(
  object: Object3D,
  camera: Camera,
  size: { left?: number; top?: number; width: number; height: number },
) {
  const { left = 0, top = 0, width, height } = size
  place.setFromMatrixPosition(object.matrixWorld).project(camera)
  return [left + ((place.x + 1) * width) / 2, top + ((1 - place.y) * height) / 2]
}

/** HTML that stays with its node on the screen. What is inside the node are elements of the page, and no objects. */
export default function HtmlView({ node, props, objectRef, report }: ViewProps<'Html'>) {
  const page = use(HtmlContext)
  const { hud } = useScene()
  const root = useRef<Group>(null)
  const box = useRef<HTMLDivElement>(null)
  const ref = useBoth(root, objectRef)
  useFrame(() => {
    if (box.current && root.current) box.current.style.visibility = isShown(root.current) ? '' : 'hidden'
  })
  // Without a page around the canvas, the place is all that there is.
  if (!page) return <group ref={ref} />
  const { style, className, title } = readHtmlAttributes('div', {
    style: props.style,
    className: props.className,
    title: props.title,
  }).attributes as { style?: Record<string, string>; className?: string; title?: string }
  const { center, transform, sprite, distanceFactor, occlude, fullscreen, prepend, pointerEvents } = props
  return (
    <group ref={ref}>
      <Html
        // What it hangs on is made anew only with these.
        key={`${transform} ${prepend}`}
        center={center}
        transform={transform}
        sprite={sprite}
        fullscreen={fullscreen}
        prepend={prepend}
        pointerEvents={pointerEvents}
        zIndexRange={props.zIndexRange}
        {...(distanceFactor === undefined ? {} : { distanceFactor })}
        {...(occlude === false ? {} : { occlude: true })}
        {...(hud === undefined ? {} : { calculatePosition: placeInHud })}
        style={pointerEvents === 'none' ? { pointerEvents } : {}}
      >
        <HtmlContext value={page}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps to itself what is done inside it. */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same. */}
          <div
            ref={box}
            className={`html html-placed ${className ?? ''}`}
            {...(style ? { style } : {})}
            {...(title === undefined ? {} : { title })}
            // What is pressed here is not the scene behind it.
            onPointerDown={keep}
            onPointerUp={keep}
            onClick={keep}
            onWheel={keep}
          >
            <ViewBoundary
              version={page.scene.version(node.key)}
              fallback={() => null}
              onOutcome={(error) => report('html', error?.message ?? null)}
            >
              {node.children.map((key) => (
                <HtmlNode key={key} nodeKey={key} />
              ))}
            </ViewBoundary>
          </div>
        </HtmlContext>
      </Html>
    </group>
  )
}

const keep = (event: SyntheticEvent) => event.stopPropagation()

function isShown(object: Object3D): boolean {
  for (let at: Object3D | null = object; at; at = at.parent) if (!at.visible) return false
  return true
}
