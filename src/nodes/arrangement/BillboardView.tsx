import { Billboard } from '@react-three/drei'
import type { Group } from 'three'
import type { ViewProps } from '../View.ts'

export default function BillboardView({ props, objectRef, children }: ViewProps<'Billboard'>) {
  const { follow, lockX, lockY, lockZ } = props
  return (
    <Billboard ref={objectRef as (group: Group | null) => void} {...{ follow, lockX, lockY, lockZ }}>
      {children}
    </Billboard>
  )
}
