import { useThree } from '@react-three/fiber'
import { useEffect, useMemo, useRef } from 'react'
import { type Group, Matrix4, Vector3 } from 'three'
import { useBoth } from '../../nodes/useBoth.ts'
import type { ViewProps } from '../../nodes/View.ts'
import { useScene } from '../../scene/context.ts'
import { originOf } from '../interaction/Origin.ts'
import { newSessionsOf } from '../newSessions.ts'
import { isLive } from '../tracking.ts'
import { useFeature } from '../useFeature.ts'
import { useXRFrame } from '../useXRFrame.ts'
import { RoomAnchor } from './RoomAnchor.ts'

/** Two groups: the outer one is where the node was placed, the inner one where the device says that this is. */
export function AnchorView({ node, props, objectRef, report, children }: ViewProps<'Anchor'>) {
  const { key } = node
  const { scene, emit } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const feature = useFeature('anchors', key, report)
  const placed = useRef<Group>(null)
  const held = useRef<Group>(null)
  const placedRef = useBoth(placed, objectRef)
  const placement = useMemo(() => new Placement(), [])
  const anchor = useMemo(
    () =>
      new RoomAnchor((value) =>
        emit({ etype: 'ANCHOR', key, value: originOf(scene).stamp(value), capturedAt: Date.now() }),
      ),
    [scene, emit, key],
  )
  const { persist, handle = null } = props

  useEffect(() => {
    anchor.onFailure = (detail) => feature.fail(detail)
    anchor.onWorking = () => feature.works()
  }, [anchor, feature])
  useEffect(() => anchor.wish({ persist, handle }), [anchor, persist, handle])
  useEffect(() => () => anchor.dispose(), [anchor])
  useEffect(() => newSessionsOf(scene).subscribe(() => anchor.again()), [scene, anchor])

  useXRFrame({
    report: (problem) => report('frame', problem),
    frame(frame, space) {
      const [outer, inner] = [placed.current, held.current]
      if (!outer || !inner) return
      if (!isLive(frame.session)) {
        anchor.interrupt()
        return
      }
      outer.updateWorldMatrix(true, false)
      // A parent that moves takes nobody away from a place that the device keeps; a new placement does.
      if (placement.follow(outer.matrix, performance.now()) && handle === null) anchor.renew()
      const isStill = handle !== null || placement.isStill(performance.now())
      const { matrix: worldFromReference } = originOf(scene)
      referenceFromPlace.copy(worldFromReference).invert().multiply(outer.matrixWorld)
      if (feature.isUsable && isStill) anchor.frame(frame, space, referenceFromPlace)
      if (anchor.state === 'held') follow(inner, outer, worldFromReference, anchor.matrix)
      else rest(inner)
      inner.visible = anchor.state === 'free' || anchor.tracking !== 'absent'
    },
    interrupted() {
      anchor.interrupt()
      if (manager.isPresenting) return
      anchor.end()
      if (!held.current) return
      rest(held.current)
      held.current.visible = true
    },
  })

  return (
    <group ref={placedRef}>
      <group ref={held}>{children}</group>
    </group>
  )
}

/** Puts what is in the inner group where the device says, in the size that its placement gives it. */
function follow(inner: Group, outer: Group, worldFromReference: Matrix4, pose: Float32Array): void {
  size.setFromMatrixScale(outer.matrixWorld)
  outerFromInner
    .copy(outer.matrixWorld)
    .invert()
    .multiply(worldFromReference)
    .multiply(referenceFromAnchor.fromArray(pose))
    .scale(size)
    .decompose(inner.position, inner.quaternion, inner.scale)
}

/** Puts what is in the inner group where the node was placed. */
function rest({ position, quaternion, scale }: Group): void {
  position.set(0, 0, 0)
  quaternion.identity()
  scale.set(1, 1, 1)
}
const size = new Vector3()
const outerFromInner = new Matrix4()
const referenceFromPlace = new Matrix4()
const referenceFromAnchor = new Matrix4()

/** A node that a script moves all the time is anchored when it has come to rest. Milliseconds. */
const REST_MS = 250

/** Where the node was placed last, and since when. */
class Placement {
  readonly #last = new Matrix4()
  #sinceMs: number | undefined

  /** True if it is another placement than before. */
  follow(matrix: Matrix4, timeMs: number): boolean {
    const isFirst = this.#sinceMs === undefined
    if (!isFirst && this.#last.equals(matrix)) return false
    this.#last.copy(matrix)
    this.#sinceMs = isFirst ? Number.NEGATIVE_INFINITY : timeMs
    return !isFirst
  }

  isStill(timeMs: number): boolean {
    return this.#sinceMs !== undefined && timeMs - this.#sinceMs >= REST_MS
  }
}
