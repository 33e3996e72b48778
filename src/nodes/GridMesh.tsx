import { type Ref, useEffect, useLayoutEffect, useMemo } from 'react'
import { type Mesh, PlaneGeometry } from 'three'
import { NODE_TYPES, resolveProps } from '../../protocol/index.ts'
import { useScene } from '../scene/context.ts'
import { setColor } from './colors.ts'
import { useGeometry } from './GeometryCache.ts'
import { GridSheet } from './GridSheet.ts'
import { makeGridMaterial } from './gridMaterial.ts'
import type { ClickHandlers } from './interaction/clicks.ts'
import type { PropsOf } from './View.ts'

/** What a grid looks like that nobody has described. */
export const defaultGridProps = (): PropsOf<'Grid'> => resolveProps(NODE_TYPES.Grid, {}).props

const makeSheet = () => new PlaneGeometry(1, 1).rotateX(-Math.PI / 2)

interface GridMeshProps {
  readonly props: PropsOf<'Grid'>
  readonly ref?: Ref<Mesh> | undefined
  /** Who hears of clicks, where rays meet it. */
  readonly clicks?: ClickHandlers
}

/** A sheet of lines in x and z. It lets pointers through, unless its props say that rays meet it. */
export function GridMesh({ props, ref, clicks }: GridMeshProps) {
  const { scene } = useScene()
  const geometry = useGeometry('grid sheet', makeSheet)
  const sheet = useMemo(() => new GridSheet(geometry, makeGridMaterial()), [geometry])
  const { material } = sheet
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
    sheet.reach = props.enableRaycast ? reachOf(props) : undefined
    scene.invalidate()
  })
  return (
    <primitive object={sheet} ref={ref ?? null} frustumCulled={false} {...(props.enableRaycast ? clicks : undefined)} />
  )
}

/** From the middle to the edges. */
function reachOf({ infiniteGrid, followCamera, fadeDistance, width, height }: PropsOf<'Grid'>): [number, number] {
  if (!infiniteGrid) return [width / 2, height / 2]
  const reach = followCamera ? Number.POSITIVE_INFINITY : fadeDistance
  return [reach, reach]
}
