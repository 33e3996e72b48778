const FIRST_MS = 250
const LONGEST_MS = 1000

/**
 * How long to wait before attempt number `attempt` (1 is the first retry), in milliseconds. It doubles up to a second;
 * chance takes off up to half, so that many clients do not come back in one moment. `random` is from 0 to 1.
 */
export function backoffMs(attempt: number, random: number = Math.random()): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10))
  return full * (1 - random / 2)
}
