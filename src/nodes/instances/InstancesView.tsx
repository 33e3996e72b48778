import { useEffect, useLayoutEffect, useMemo } from 'react'
import { NODE_TYPES, resolveProps } from '../../../protocol/index.ts'
import { useGeometry } from '../GeometryCache.ts'
import { makeGeometry } from '../geometries.ts'
import { useClick } from '../interaction/clicks.ts'
import { useSurfaceMaterial } from '../useSurfaceMaterial.ts'
import type { ViewProps } from '../View.ts'
import { InstanceSet } from './InstanceSet.ts'

export default function InstancesView({ node, props, objectRef, children, report }: ViewProps<'Instances'>) {
  const { primitive } = props
  const instances = useMemo(() => new InstanceSet(), [])
  instances.onProblem = (problem) => report('instances', problem)
  const { props: shape, problems } = resolveProps(NODE_TYPES[primitive], { args: props.args })
  const problem = problems.join('; ') || null
  useEffect(() => report('args', problem && `${problem} (of ${primitive})`), [report, problem, primitive])
  const geometry = useGeometry(`${primitive} ${shape.args.join()}`, () => makeGeometry(primitive, shape.args))
  const material = useSurfaceMaterial(node.key, props, report)
  useLayoutEffect(() => instances.wear(geometry, material), [instances, geometry, material])
  useEffect(() => () => void instances.dispose(), [instances])
  return (
    <primitive
      object={instances}
      ref={objectRef}
      material={material}
      castShadow={props.castShadow}
      receiveShadow={props.receiveShadow}
      {...useClick(node.key)}
    >
      {children}
    </primitive>
  )
}
