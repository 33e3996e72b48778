import { Color, type Object3D } from 'three'
import { setColor } from './colors.ts'
import type { LiveApplier } from './View.ts'

/** A number that goes onto the object as it is; `undefined` is the default. */
export function liveNumber<O extends Object3D>(
  property: keyof O & string,
  fallback: number,
  { least = Number.NEGATIVE_INFINITY, onChange }: { least?: number; onChange?: (object: O) => void } = {},
): LiveApplier {
  return (object, value) => {
    const isGiven = typeof value === 'number' && !Number.isNaN(value) && value >= least
    const target = object as unknown as Record<string, unknown>
    const next = isGiven ? value : fallback
    if (target[property] !== next) {
      target[property] = next
      onChange?.(object as O)
    }
    return isGiven || value === undefined
  }
}

/** A colour that goes onto the object's colour of the same name. */
export function liveColor<O extends Object3D>(property: keyof O & string, fallback: string): LiveApplier {
  return (object, value) => {
    const color = (object as unknown as Record<string, unknown>)[property]
    return color instanceof Color ? setColor(color, value, fallback) : true
  }
}
