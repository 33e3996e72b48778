export const COUNT = 1_000_000

/** Two clouds that are shown in turn. */
export const clouds = [0, 1].map((shift) => ({
  vertices: Float32Array.from({ length: 3 * COUNT }, (_, index) => Math.sin(index * 0.001 + shift)),
  colors: Uint8Array.from({ length: 3 * COUNT }, (_, index) => index + 100 * shift),
}))

const ROUNDS = 30

/** Milliseconds that one call takes. */
export async function timed(show: (cloud: number) => void): Promise<{ milliseconds: number }> {
  for (let round = 0; round < 4; round += 1) show(round % 2)
  const start = performance.now()
  for (let round = 0; round < ROUNDS; round += 1) show(round % 2)
  return { milliseconds: (performance.now() - start) / ROUNDS }
}
