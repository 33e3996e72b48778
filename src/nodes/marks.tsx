import type { Object3D } from 'three'
import { isNumbers } from '../scene/placement.ts'
import { setColor } from './colors.ts'
import { lazyView } from './lazyView.tsx'
import type { ArrowMark } from './marks/ArrowMark.ts'
import type { BoxMark } from './marks/BoxMark.ts'
import type { GripperMark } from './marks/GripperMark.ts'
import type { HandAxes } from './marks/HandAxes.ts'
import { setOpacity } from './setOpacity.ts'
import type { LiveApplier, View } from './View.ts'

const load = () => import('./marks/views.tsx')
const GripperView = lazyView(async () => ({ default: (await load()).GripperView }))

const asArrow = (object: Object3D) => object as ArrowMark
export const arrow: View<'Arrow'> = {
  component: lazyView(async () => ({ default: (await load()).ArrowView })),
  live: {
    direction(object, value) {
      const isRight = isNumbers(value, 3)
      asArrow(object).point(isRight ? (value as number[]) : [1, 0, 0])
      return isRight || value === undefined
    },
    color: (object, value) => setColor(asArrow(object).material.color, value, 'red'),
    opacity: (object, value) => setOpacity(asArrow(object).material, value),
  },
}

const asGripper = (object: Object3D) => object as GripperMark
const gripperLook = (opacity: number) => ({
  pinchWidth: ((object, value) => {
    const isRight = typeof value === 'number' && value >= 0
    asGripper(object).open(isRight ? value : 0.04)
    return isRight || value === undefined
  }) as LiveApplier,
  color: ((object, value) => setColor(asGripper(object).material.color, value, '#f5a524')) as LiveApplier,
  opacity: ((object, value) => setOpacity(asGripper(object).material, value, opacity)) as LiveApplier,
})
export const gripper: View<'Gripper'> = {
  component: GripperView as unknown as View<'Gripper'>['component'],
  live: gripperLook(1),
}
export const skeletalGripper: View<'SkeletalGripper'> = {
  component: GripperView as unknown as View<'SkeletalGripper'>['component'],
  live: gripperLook(0.9),
}

/** Both corners at once; each is written as a list or as x, y and z. */
const span =
  (least: number, most: number): LiveApplier =>
  (object, _value, { min, max }) => {
    const [from, to] = [cornerOf(min, least), cornerOf(max, most)]
    if (!from || !to) return false
    ;(object as BoxMark).span(from, to)
    return true
  }

function cornerOf(value: unknown, fallback: number): readonly number[] | undefined {
  if (value === undefined) return [fallback, fallback, fallback]
  if (isNumbers(value, 3)) return value as number[]
  const { x, y, z } = (value ?? {}) as { x?: unknown; y?: unknown; z?: unknown }
  return isNumbers([x, y, z], 3) ? ([x, y, z] as number[]) : undefined
}

export const boundingBox: View<'BoundingBox'> = {
  component: lazyView(async () => ({ default: (await load()).BoundingBoxView })),
  live: {
    min: span(-0.5, 0.5),
    max: span(-0.5, 0.5),
    color: (object, value) => setColor((object as BoxMark).color, value, '#00ff00'),
  },
}

export const boundingBoxProvider: View<'BoundingBoxProvider'> = {
  component: lazyView(async () => ({ default: (await load()).BoundingBoxProviderView })),
}

export const bbox: View<'BBox'> = {
  component: lazyView(async () => ({ default: (await load()).BBoxView })),
  live: {
    min: span(-1, 1),
    max: span(-1, 1),
    color: (object, value) => setColor((object as BoxMark).color, value, '#ffffff'),
  },
}

const joints =
  (...sides: ('left' | 'right')[]): LiveApplier =>
  (object, value, { frameScale, ...hands }) => {
    const length = typeof frameScale === 'number' ? frameScale : 0.02
    const areRight = sides.map((side) => (object as HandAxes).show(side, hands[side], length))
    return sides.length > 1 ? value === undefined || typeof value === 'number' : areRight.every(Boolean)
  }
export const handsView: View<'HandsView'> = {
  component: lazyView(() => import('./marks/HandAxesView.tsx')),
  live: { left: joints('left'), right: joints('right'), frameScale: joints('left', 'right') },
}
