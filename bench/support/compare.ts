import { roundsOr } from './caseOptions.ts'

/** What one round of one contender measured: figures by name. */
export type Figures = Readonly<Record<string, number>>

/** One round from start to end. It sets up what it needs and takes it down again. */
export type Round = () => Promise<Figures>

export interface Comparison {
  /** None where nothing can be measured beside ours. */
  readonly reference: readonly Figures[]
  readonly ours: readonly Figures[]
}

/**
 * Runs both contenders in turn, so that whatever else the machine does falls on both. Who begins alternates. One round
 * of each goes before the measured ones where `warmUp` says so, for the compiler.
 */
export async function compare(
  reference: Round | null,
  ours: Round,
  { rounds = roundsOr(5), warmUp = true }: { rounds?: number; warmUp?: boolean } = {},
): Promise<Comparison> {
  if (warmUp) {
    await reference?.()
    await ours()
  }
  const figures = { reference: [] as Figures[], ours: [] as Figures[] }
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? (['reference', 'ours'] as const) : (['ours', 'reference'] as const)
    for (const name of order) {
      const measured = await (name === 'ours' ? ours : reference)?.()
      if (measured) figures[name].push(measured)
    }
  }
  return figures
}
