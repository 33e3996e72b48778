import { quantile } from '../support/statistics.ts'

/** What one look at everything saw, since the look before. */
export interface Look {
  /** Since the start. */
  readonly seconds: number
  /** Bytes that page and server have in use, once garbage was collected. */
  readonly pageBytes: number
  readonly serverBytes: number
  readonly textures: number
  readonly framesPerSecond: number
  /** Milliseconds, medians: call to frame, frame of the headset to handler, question to picture. */
  readonly sceneDelay: number
  readonly handsDelay: number
  readonly grabTrip: number
}

/** The medians of the first third of all looks, or of the last. */
export function third(looks: readonly Look[], which: 'first' | 'last'): Record<keyof Look, number> {
  const length = Math.max(1, Math.floor(looks.length / 3))
  const some = which === 'first' ? looks.slice(0, length) : looks.slice(-length)
  const middle = (name: keyof Look) => quantile(some.map((look) => look[name]).filter(Number.isFinite), 0.5)
  return {
    seconds: middle('seconds'),
    pageBytes: middle('pageBytes'),
    serverBytes: middle('serverBytes'),
    textures: middle('textures'),
    framesPerSecond: middle('framesPerSecond'),
    sceneDelay: middle('sceneDelay'),
    handsDelay: middle('handsDelay'),
    grabTrip: middle('grabTrip'),
  }
}
