import { useFrame } from '@react-three/fiber'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { Box3, type Group, Vector3 } from 'three'
import { useScene } from '../../scene/context.ts'
import { isUnder } from '../isUnder.ts'
import type { ViewProps } from '../View.ts'

/** After the props of the frame have been written, before anything reads where objects are. */
const AFTER_FLUSH = -900

const box = new Box3()
const size = new Vector3()
const middle = new Vector3()

/** drei’s `Center` measures once; here it follows what comes into it, is loaded in it or moves in it. */
export default function CenterView({ node, props, objectRef, children }: ViewProps<'Center'>) {
  const { key } = node
  const { scene } = useScene()
  const outer = useRef<Group>(null)
  const inner = useRef<Group>(null)
  const isDue = useRef(true)
  useLayoutEffect(() => {
    isDue.current = true
  })
  useEffect(() => {
    const remeasure = () => {
      isDue.current = true
      scene.invalidate()
    }
    const stopLoading = scene.loading.subscribe(remeasure)
    const stopOperations = scene.subscribeOperations(({ inserted, removed, structural, patched }) => {
      const touches = (changed: string) => changed !== key && isUnder(scene.graph, changed, key)
      if (removed.length > 0 || [...inserted, ...structural].some(touches) || patched.some((one) => touches(one.key)))
        remeasure()
    })
    return () => {
      stopLoading()
      stopOperations()
    }
  }, [scene, key])
  useFrame(() => {
    if (!isDue.current || !outer.current || !inner.current) return
    isDue.current = false
    // Measured as if the node stood at the origin of the world.
    outer.current.matrixWorld.identity()
    inner.current.position.set(0, 0, 0)
    inner.current.updateMatrixWorld(true)
    box.setFromObject(inner.current, props.precise)
    if (box.isEmpty()) return
    box.getSize(size)
    box.getCenter(middle)
    const { top, bottom, left, right, front, back } = props
    const x = left ? -size.x / 2 : right ? size.x / 2 : 0
    const y = top ? size.y / 2 : bottom ? -size.y / 2 : 0
    const z = front ? size.z / 2 : back ? -size.z / 2 : 0
    inner.current.position.set(
      props.disable || props.disableX ? 0 : x - middle.x,
      props.disable || props.disableY ? 0 : y - middle.y,
      props.disable || props.disableZ ? 0 : z - middle.z,
    )
  }, AFTER_FLUSH)
  return (
    <group ref={objectRef}>
      <group ref={outer}>
        <group ref={inner}>{children}</group>
      </group>
    </group>
  )
}
