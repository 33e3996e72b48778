/** What a controller feels like when it touches something, and when it takes hold. Milliseconds. */
const TICKS = { hover: { strength: 0.15, durationMs: 12 }, grab: { strength: 0.45, durationMs: 30 } } as const

/** Vibrates once, where there is something that can. */
export function pulse(source: XRInputSource | undefined, strength: number, durationMs: number): void {
  // Not every browser has the list, and some answer with a rejection when the session is covered.
  const [actuator] = source?.gamepad?.hapticActuators ?? []
  const done = actuator?.pulse?.(strength, durationMs) as Promise<unknown> | undefined
  done?.catch?.(() => {})
}

export const tick = (source: XRInputSource | undefined, kind: keyof typeof TICKS): void =>
  pulse(source, TICKS[kind].strength, TICKS[kind].durationMs)
