/** The rate of the display that is nearest to the wanted one; `undefined` where the device has no choice. */
export function nearestRate(rates: ArrayLike<number> | undefined, wanted: number): number | undefined {
  return Array.from(rates ?? []).reduce<number | undefined>(
    (best, rate) => (best === undefined || Math.abs(rate - wanted) < Math.abs(best - wanted) ? rate : best),
    undefined,
  )
}

/** Asks for the rate that is nearest to the wanted one. Never rejects: a display that stays as it is hurts nobody. */
export async function setFrameRate(session: XRSession, wanted: number | undefined): Promise<void> {
  if (wanted === undefined) return
  const rate = nearestRate(session.supportedFrameRates, wanted)
  if (rate === undefined || rate === session.frameRate) return
  await session.updateTargetFrameRate?.(rate).catch(() => {})
}
