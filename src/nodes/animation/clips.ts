import { AnimationClip, type KeyframeTrack, QuaternionKeyframeTrack, VectorKeyframeTrack } from 'three'
import { type GraphNode, NODE_TYPES, resolveProps, type SceneGraph } from '../../../protocol/index.ts'

/** Clips and what is wrong with their tracks, by key: a wrong track is left out. */
export interface ReadClips {
  clips: AnimationClip[]
  problems: Map<string, string>
}

/** The clips among the children of a node, in their order. */
export function readClips(graph: SceneGraph, parent: GraphNode): ReadClips {
  const problems = new Map<string, string>()
  const clips: AnimationClip[] = []
  for (const node of childrenOf(graph, parent)) {
    if (node.tag !== 'AnimationClip') continue
    const { props } = resolveProps<typeof NODE_TYPES.AnimationClip.props>(NODE_TYPES.AnimationClip, node.props)
    const tracks: KeyframeTrack[] = []
    for (const child of childrenOf(graph, node)) {
      const track = readTrack(child)
      if (typeof track === 'string') problems.set(child.key, track)
      else if (track) tracks.push(track)
    }
    clips.push(new AnimationClip(props.name ?? node.key, props.duration ?? -1, tracks))
  }
  return { clips, problems }
}

const childrenOf = (graph: SceneGraph, node: GraphNode): GraphNode[] =>
  node.children.flatMap((key) => graph.get(key) ?? [])

/** A track, what is wrong with it, or nothing where the node is none. */
function readTrack(node: GraphNode): KeyframeTrack | string | undefined {
  const isVector = node.tag === 'VectorTrack'
  if (!isVector && node.tag !== 'QuaternionTrack') return undefined
  const type = isVector ? NODE_TYPES.VectorTrack : NODE_TYPES.QuaternionTrack
  const { props, problems } = resolveProps<typeof NODE_TYPES.VectorTrack.props>(
    type as typeof NODE_TYPES.VectorTrack,
    node.props,
  )
  // What is wrong by itself is said by the check of props; here nothing is moved by a default.
  if (problems.length > 0) return undefined
  const values = Array.from(props.values as ArrayLike<number | ArrayLike<number>>).flatMap((value) =>
    typeof value === 'number' ? value : Array.from(value),
  )
  const size = isVector ? 3 : 4
  if (values.length !== props.times.length * size) {
    return `values: expected ${size} numbers for each of ${props.times.length} times, got ${values.length}`
  }
  const Track = isVector ? VectorKeyframeTrack : QuaternionKeyframeTrack
  return new Track(props.name, Array.from(props.times), values)
}
