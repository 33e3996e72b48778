/** What a client can do that not every client of this wire can: it says so in INIT. */
export interface ClientAbilities {
  /** After so many bytes of operations it says that it has them. */
  readonly confirmsBytes: number | undefined
  /** It reads updates and upserts whose nodes are columns. */
  readonly columns: boolean
}

export const NO_ABILITIES: ClientAbilities = { confirmsBytes: undefined, columns: false }

/** The most after which a client may confirm what it has. */
const MAX_CONFIRMS_BYTES = 16 * 1024 * 1024

/** Reads the value of INIT. What makes no sense counts as not said. */
export function readAbilities({ confirmsBytes, columns }: Record<string, unknown>): ClientAbilities {
  const isPossible =
    Number.isSafeInteger(confirmsBytes) &&
    (confirmsBytes as number) > 0 &&
    (confirmsBytes as number) <= MAX_CONFIRMS_BYTES
  return { confirmsBytes: isPossible ? (confirmsBytes as number) : undefined, columns: columns === true }
}
