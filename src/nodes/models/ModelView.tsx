import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useMemo } from 'react'
import type { AnimationClip } from 'three'
import type { ModelTag } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'
import type { PropsOf, ViewProps } from '../View.ts'
import { fileName } from './Assets.ts'
import type { BoneOptions, FormatName } from './formats.ts'
import type { ModelSource } from './loadModel.ts'
import { disposeInstance, type Model } from './Model.ts'
import { modelCacheOf } from './ModelCache.ts'
import { ModelLook } from './ModelLook.ts'
import type { Drawing, ModelRoot } from './ModelRoot.ts'
import { fullUrl } from './Resources.ts'
import { useLook, useModel } from './useModel.tsx'

const FORMAT_OF_TAG: Readonly<Record<ModelTag, FormatName>> = {
  Glb: 'gltf',
  Gltf: 'gltf',
  Obj: 'obj',
  Stl: 'stl',
  Ply: 'ply',
  Pcd: 'pcd',
  Dae: 'dae',
  Fbx: 'fbx',
  Bvh: 'bvh',
}

/** One view for all models that are one file with what it refers to. */
export default function ModelView({ node, props, objectRef, children, report }: ViewProps<ModelTag>) {
  const { scene } = useScene()
  const renderer = useThree((state) => state.gl)
  const cache = modelCacheOf(scene)
  const tag = node.tag as ModelTag
  const { text } = props
  const textBytes = useMemo(() => (text === undefined ? undefined : new TextEncoder().encode(text)), [text])
  const source = sourceOf(tag, props, textBytes)
  const wanted = source && {
    id: cache.idOf(source),
    name: source.bytes ? `${source.bytes.byteLength} bytes` : fileName(source.url ?? ''),
    acquire: () => cache.acquire(source, renderer),
  }
  const { root, value: model, marker } = useModel(node, wanted, tag === 'Pcd' ? drawCloud : draw, report)
  useLook(node.key, root, props, report)

  const missing = model && model.missing.length > 0 ? `could not be loaded: ${model.missing.join(', ')}` : null
  const clip = clipOf(model, props)
  const noClip = model && 'animationIndex' in props && !clip && props.animationIndex > 0
  const problem = noClip ? `animationIndex: the file has ${model.animations.length} animations` : null
  useEffect(() => {
    report('assets', missing)
    report('animationIndex', problem)
    return () => {
      report('assets', null)
      report('animationIndex', null)
    }
  }, [report, missing, problem])

  return (
    <primitive object={root} ref={objectRef}>
      {clip && 'playAnimation' in props && props.playAnimation && (
        <Player root={root} clip={clip} speed={props.animationSpeed} />
      )}
      {marker}
      {children}
    </primitive>
  )
}

function draw(model: Model, pointSize = 0.005): Drawing {
  const content = model.instantiate()
  return { content, look: new ModelLook(content, { pointSize }), dispose: () => disposeInstance(content) }
}

const drawCloud = (model: Model): Drawing => draw(model, 0.0015)

function sourceOf(tag: ModelTag, props: PropsOf<ModelTag>, textBytes: Uint8Array | undefined): ModelSource | undefined {
  const { src, buff, assets } = props
  const format = FORMAT_OF_TAG[tag]
  const options = {
    mtl: 'mtl' in props ? props.mtl : undefined,
    bones: bonesOf(tag, props),
  }
  // Relative paths in bytes start from the address, if there is one too.
  const bytes = buff ?? textBytes
  if (bytes) return { format, bytes, url: src ? fullUrl(src) : undefined, assets, options }
  return src ? { format, url: fullUrl(src), assets, options } : undefined
}

function bonesOf(tag: ModelTag, props: PropsOf<ModelTag>): BoneOptions | undefined {
  if (tag === 'Fbx' && 'jointColor' in props && props.frame) {
    const { boneRadius: radius, jointColor: color, frameScale: frameLength } = props
    return { shape: 'capsule', radius, color, frameLength }
  }
  if (tag !== 'Bvh' || !('skeletonColor' in props)) return undefined
  const { bone: shape, boneRadius: radius, skeletonColor: color, showFrames, frameScale } = props
  return { shape, radius, color, frameLength: showFrames ? frameScale : 0 }
}

function clipOf(model: Model | undefined, props: PropsOf<ModelTag>): AnimationClip | undefined {
  return 'animationIndex' in props ? model?.animations[props.animationIndex] : undefined
}

/** A page that was at rest does not make up for the time. */
const LONGEST_STEP = 0.1

function Player({ root, clip, speed }: { root: ModelRoot; clip: AnimationClip; speed: number }) {
  const { scene } = useScene()
  useEffect(() => scene.invalidate(), [scene])
  useFrame((_, delta) => {
    root.play(clip, Math.min(delta, LONGEST_STEP) * speed)
    scene.invalidate()
  })
  return null
}
