import { useFrame } from '@react-three/fiber'
import { createContext, type ReactNode, use, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react'
import { type AnimationAction, AnimationMixer, type Group, LoopOnce, LoopRepeat } from 'three'
import type { GraphNode } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'
import { useBoth } from '../useBoth.ts'
import type { ViewProps } from '../View.ts'
import { readClips } from './clips.ts'
import { playbackOf } from './Playback.ts'

/** After placements are written: what a track moves is moved by it. */
const AFTER_FLUSH = -950

/** Tells the animation above that a clip or a track of it is another one. */
const ClipChanged = createContext<(() => void) | null>(null)

/** Clips and tracks are read by what plays them. */
export function ClipData({ children }: { children: ReactNode }) {
  const changed = use(ClipChanged)
  useLayoutEffect(() => {
    changed?.()
    return () => changed?.()
  })
  return children
}

export function ThreeAnimate({ node, props, objectRef, report, children }: ViewProps<'ThreeAnimate'>) {
  const { scene } = useScene()
  const { play, speed, loop } = props
  const { ref, action, changed } = useAction(node, props.clipIndex, objectRef, report)
  useLayoutEffect(() => {
    if (!action) return
    action.paused = !play
    action.timeScale = speed
    action.setLoop(loop ? LoopRepeat : LoopOnce, Number.POSITIVE_INFINITY)
    action.clampWhenFinished = true
    scene.invalidate()
  }, [action, play, speed, loop, scene])
  useFrame((_state, delta) => {
    if (!action || action.paused) return
    action.getMixer().update(delta)
    scene.invalidate()
  }, AFTER_FLUSH)
  return (
    <group ref={ref}>
      <ClipChanged value={changed}>{children}</ClipChanged>
    </group>
  )
}

export function PlaybackAnimate({ node, props, objectRef, report, children }: ViewProps<'PlaybackAnimate'>) {
  const { scene } = useScene()
  const playback = playbackOf(scene)
  const { ref, action, changed } = useAction(node, props.clipIndex, objectRef, report)
  useEffect(() => playback.subscribe(() => scene.invalidate()), [playback, scene])
  useFrame(() => {
    if (!action) return
    const { duration } = action.getClip()
    // The end is the last picture, and not the first one again.
    action.time = Math.min(playback.time, duration)
    action.getMixer().update(0)
  }, AFTER_FLUSH)
  return (
    <group ref={ref}>
      <ClipChanged value={changed}>{children}</ClipChanged>
    </group>
  )
}

/** The action that plays one of the clips of a node on everything inside its group. */
function useAction(node: GraphNode, clipIndex: number, objectRef: ViewProps['objectRef'], report: ViewProps['report']) {
  const { scene } = useScene()
  const [version, changed] = useReducer((count: number) => count + 1, 0)
  const root = useRef<Group>(null)
  const [action, setAction] = useState<AnimationAction | null>(null)
  const told = useRef<readonly string[]>([])
  useLayoutEffect(
    () => () => {
      for (const key of told.current) scene.report(key, 'track', null)
      told.current = []
    },
    [scene],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the graph has other clips.
  useLayoutEffect(() => {
    if (!root.current) return
    const { clips, problems } = readClips(scene.graph, node)
    // What is still wrong is not told anew.
    for (const key of told.current) if (!problems.has(key)) scene.report(key, 'track', null)
    for (const [key, problem] of problems) scene.report(key, 'track', problem)
    told.current = [...problems.keys()]
    const clip = clips[clipIndex]
    report(
      'clipIndex',
      clip || clips.length === 0 ? null : `clipIndex: expected 0 to ${clips.length - 1}, got ${clipIndex}`,
    )
    const mixer = new AnimationMixer(root.current)
    const made = clip ? mixer.clipAction(clip).play() : null
    setAction(made)
    scene.invalidate()
    return () => {
      mixer.stopAllAction()
      if (clip) mixer.uncacheClip(clip)
    }
  }, [scene, node, clipIndex, version, report])
  return { ref: useBoth(root, objectRef), action, changed }
}
