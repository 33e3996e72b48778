import { createPortal, useThree } from '@react-three/fiber'
import { Fragment, useEffect } from 'react'
import type { WebGLRenderer } from 'three'
import { useScene } from '../../scene/context.ts'
import { NodeMarker } from '../../scene/NodeMarker.tsx'
import type { PropsOf, ViewProps } from '../View.ts'
import { fileName } from './Assets.ts'
import { textOf } from './bytes.ts'
import { expectKind } from './fileKind.ts'
import { soleLease } from './LeaseCache.ts'
import { loadRobot } from './loadRobot.ts'
import { type ModelCache, modelCacheOf } from './ModelCache.ts'
import type { Drawing } from './ModelRoot.ts'
import { fullUrl } from './Resources.ts'
import type { Robot } from './Robot.ts'
import { RobotLook } from './RobotLook.ts'
import { useJointDrag } from './useJointDrag.ts'
import { useLook, useModel } from './useModel.tsx'

/** So many missing meshes have labels of their own; of more, one label says how many. */
const MOST_LABELS = 3

/** A robot: its joints move without React. */
export default function UrdfView({ node, props, objectRef, children, report }: ViewProps<'Urdf'>) {
  const { scene } = useScene()
  const renderer = useThree((state) => state.gl)
  const cache = modelCacheOf(scene)
  const { root, value: robot, marker } = useModel(node, wantedOf(props, cache, renderer), draw, report)
  useLook(node.key, root, props, report)
  const handlers = useJointDrag(node.key, robot, props)

  const missing = robot?.missing ?? []
  const unknown = robot?.unknownJoints(props.jointValues ?? {}) ?? []
  const missingText = missing.join('; ') || null
  const unknownText = unknown.length > 0 ? `jointValues: the robot has no joint ${quoted(unknown)}` : null
  useEffect(() => {
    report('meshes', missingText)
    report('joints', unknownText)
    return () => {
      report('meshes', null)
      report('joints', null)
    }
  }, [report, missingText, unknownText])

  const gaps = robot?.gaps ?? []
  const [first] = gaps
  return (
    <primitive object={root} ref={objectRef} {...handlers}>
      {gaps.length <= MOST_LABELS
        ? gaps.map(({ place, reason }) => (
            <Fragment key={place.uuid}>{createPortal(<NodeMarker lines={[reason]} isSmall />, place)}</Fragment>
          ))
        : first && <NodeMarker lines={[first.reason, `and ${gaps.length - 1} more meshes`]} isSmall />}
      {marker}
      {children}
    </primitive>
  )
}

const quoted = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(', ')

const draw = (robot: Robot): Drawing => ({ content: robot.object, look: new RobotLook(robot), dispose() {} })

function wantedOf(props: PropsOf<'Urdf'>, cache: ModelCache, renderer: WebGLRenderer) {
  const { src, text, buff, assets, packages, workingPath, parseVisual, parseCollision, fetchOptions } = props
  if (!src && text === undefined && !buff) return undefined
  const address = src ? fullUrl(src) : undefined
  const url = workingPath === undefined ? address : fullUrl(workingPath.endsWith('/') ? workingPath : `${workingPath}/`)
  const isFetched = !buff && text === undefined
  const acquire = () =>
    soleLease<Robot>(async (signal, onProgress) => {
      const file = isFetched ? cache.acquireFile(address ?? '', fetchOptions) : undefined
      signal.addEventListener('abort', () => file?.release(), { once: true })
      try {
        const bytes = buff ?? (await file?.value)?.bytes
        if (bytes) expectKind(bytes, 'a URDF', ['an XML file'])
        const written = bytes ? textOf(bytes) : (text ?? '')
        const source = { text: written, url, assets, packages, parseVisual, parseCollision }
        return await loadRobot(source, { cache, renderer }, signal, onProgress)
      } finally {
        file?.release()
      }
    })
  const parts = [
    address,
    buff ? cache.nameOf(buff) : text,
    url,
    assets ? cache.nameOf(assets) : '',
    JSON.stringify([packages, parseVisual, parseCollision, fetchOptions]),
  ]
  const name = isFetched ? fileName(address ?? '') : 'robot'
  return { id: parts.join('\n'), name, acquire }
}
