import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { downloadsOf } from '../../scripts/downloads.ts'

const BUILT = fileURLToPath(new URL('../../dist/client', import.meta.url))
const MOST_BYTES = 290_000

test('a visitor downloads at most 290 kB before the first frame', () => {
  const first = downloadsOf(BUILT).filter(({ isFirst }) => isFirst)
  const parts = first.map(({ name }) => name.replace(/-[^-]*$/, ''))
  expect(parts).toEqual(expect.arrayContaining(['early', 'three', 'react', 'index']))
  expect(first.reduce((sum, { gzip }) => sum + gzip, 0)).toBeLessThanOrEqual(MOST_BYTES)
})
