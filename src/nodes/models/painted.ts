import type { Object3D } from 'three'
import type { LiveApplier, RawProps } from '../View.ts'

/** Objects that know themselves how a prop is written onto them: their code is loaded when the first of them is. */
interface SelfPainted {
  paint(name: string, value: unknown, props: RawProps): boolean
}

/** Leaves a prop to the object. */
export const paintedBySelf =
  (name: string): LiveApplier =>
  (object, value, props) =>
    (object as Object3D & Partial<SelfPainted>).paint?.(name, value, props) ?? true
