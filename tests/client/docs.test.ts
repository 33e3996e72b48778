import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { pages } from '../../scripts/docs/pages.ts'

it.each(Object.entries(pages()))('%s says what the declarations say; `npm run docs` writes it anew', (path, text) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text)
})
