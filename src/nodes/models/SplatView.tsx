import { useThree } from '@react-three/fiber'
import { type PackedSplats, SplatMesh } from '@sparkjsdev/spark'
import { useEffect, useLayoutEffect } from 'react'
import { Group } from 'three'
import type { SplatTag } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'
import type { PropsOf, ViewProps } from '../View.ts'
import { fileName } from './Assets.ts'
import { loadSplats } from './loadSplats.ts'
import { modelCacheOf } from './ModelCache.ts'
import type { Drawing } from './ModelRoot.ts'
import { fullUrl } from './Resources.ts'
import { retainSpark } from './SparkStage.ts'
import { SplatLook, type SplatWay } from './SplatLook.ts'
import { useModel } from './useModel.tsx'

/** Gaussian splats, drawn by Spark. */
export default function SplatView({ node, props, objectRef, children, report }: ViewProps<SplatTag>) {
  const { scene } = useScene()
  const renderer = useThree((state) => state.gl)
  const stage = useThree((state) => state.scene)
  const cache = modelCacheOf(scene)
  useEffect(() => retainSpark(stage, renderer, () => scene.invalidate()), [stage, renderer, scene])
  const { src, buff: bytes, flipCoords } = props
  const url = src ? fullUrl(src) : undefined
  const wanted = (bytes || url) && {
    id: `${bytes ? cache.nameOf(bytes) : url} ${flipCoords}`,
    name: bytes ? `${bytes.byteLength} bytes` : fileName(url ?? ''),
    acquire: () =>
      cache.acquireOther(`splats\n${bytes ? cache.nameOf(bytes) : ''}\n${url}`, (signal, progress) =>
        loadSplats({ bytes, url }, signal, progress),
      ),
  }
  const { root, marker } = useModel(node, wanted || undefined, flipCoords ? drawFlipped : drawPlain, report)
  useLayoutEffect(() => {
    if (!(root.look instanceof SplatLook)) return
    const notes = root.look.show(wayOf(props))
    report('marks', notes.length > 0 ? notes.join('; ') : null)
    scene.invalidate()
  })
  useEffect(() => () => report('marks', null), [report])
  return (
    <primitive object={root} ref={objectRef}>
      {marker}
      {children}
    </primitive>
  )
}

function wayOf({ render, minDepth, maxDepth, clipEnabled, ...props }: PropsOf<SplatTag>): SplatWay {
  const clip = {
    min: [props.clipMinX, props.clipMinY, props.clipMinZ],
    max: [props.clipMaxX, props.clipMaxY, props.clipMaxZ],
  }
  const { showCenterPoints: centers, showEllipsoids: ellipsoids } = props
  return { render, minDepth, maxDepth, clip: clipEnabled ? clip : undefined, centers, ellipsoids }
}

function draw(packedSplats: PackedSplats, turnX = 0): Drawing {
  const content = new SplatMesh({ packedSplats })
  const dispose = () => {
    // The splats are shared, and belong to the cache.
    delete content.packedSplats
    delete content.splats
    content.dispose()
  }
  return { content, look: new SplatLook(content, packedSplats, { turnX }), dispose }
}

const drawPlain = (packedSplats: PackedSplats): Drawing => draw(packedSplats)

function drawFlipped(packedSplats: PackedSplats): Drawing {
  const drawing = draw(packedSplats, Math.PI)
  const content = new Group()
  content.rotation.x = Math.PI
  content.add(drawing.content)
  return { ...drawing, content }
}
