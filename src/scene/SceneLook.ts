import type { Texture } from 'three'
import { Claims } from './Claims.ts'

/** Behind everything: a colour, or a picture around the scene or across the view. */
export type Background =
  | { readonly color: unknown }
  | {
      readonly texture: Texture
      readonly isAround: boolean
      /** From 0, sharp, to 1. */
      readonly blurriness: number
      readonly intensity: number
      /** Radians about x, y and z. */
      readonly rotation: readonly number[]
    }

/** A picture of the surroundings that lights the scene and is reflected in it. */
export interface Surroundings {
  readonly texture: Texture
  readonly intensity: number
  /** Radians about x, y and z. */
  readonly rotation: readonly number[]
}

/** Air that hides what is far: from one distance to another, or with a density. */
export type Air =
  | { readonly color: unknown; readonly near: number; readonly far: number }
  | { readonly color: unknown; readonly density: number }

/** What nodes say about the scene as a whole; {@link StageLook} shows it. */
export class SceneLook {
  readonly background = new Claims<Background>()
  readonly surroundings = new Claims<Surroundings>()
  readonly air = new Claims<Air>()
}
