import { type Ref, useEffect, useLayoutEffect, useMemo } from 'react'
import { type Mesh, PlaneGeometry } from 'three'
import { NODE_TYPES, resolveProps } from '../../protocol/index.ts'
import { useScene } from '../scene/context.ts'
import { setColor } from './colors.ts'
import { useGeometry } from './GeometryCache.ts'
import { makeGridMaterial } from './gridMaterial.ts'
import type { PropsOf } from './View.ts'

/** What a grid looks like that nobody has described. */
export const defaultGridProps = (): PropsOf<'Grid'> => resolveProps(NODE_TYPES.Grid, {}).props

const makeSheet = () => new PlaneGeometry(1, 1).rotateX(-Math.PI / 2)
const ignorePointers = () => undefined

/** A sheet of lines in x and z. It lets pointers through. */
export function GridMesh({ props, ref }: { props: PropsOf<'Grid'>; ref?: Ref<Mesh> | undefined }) {
  const { scene } = useScene()
  const geometry = useGeometry('grid sheet', makeSheet)
  const material = useMemo(makeGridMaterial, [])
  useEffect(() => () => material.dispose(), [material])
  useLayoutEffect(() => {
    const { uniforms } = material
    uniforms.size!.value.set(props.width, props.height)
    uniforms.isEndless!.value = props.infiniteGrid
    uniforms.followsCamera!.value = props.followCamera
    uniforms.fadeDistance!.value = Math.max(props.fadeDistance, 0.01)
    uniforms.fadeStrength!.value = props.fadeStrength
    uniforms.cellSize!.value = props.cellSize
    uniforms.cellThickness!.value = props.cellThickness
    uniforms.sectionSize!.value = props.sectionSize
    uniforms.sectionThickness!.value = props.sectionThickness
    setColor(uniforms.cellColor!.value, props.cellColor, '#4a4d55')
    setColor(uniforms.sectionColor!.value, props.sectionColor, '#3f7fae')
    scene.invalidate()
  })
  return (
    <mesh ref={ref ?? null} geometry={geometry} material={material} frustumCulled={false} raycast={ignorePointers} />
  )
}
