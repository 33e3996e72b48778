import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const examples = new URL('../../examples/', import.meta.url)
const named = (text: string) => [...text.matchAll(/^\| `([\w-]+)` /gm)].map((row) => row[1]!)
const existing = readdirSync(examples)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/^\d+-|\.ts$/g, ''))

it('every example is in the list, and what the list names exists', () => {
  const list = named(readFileSync(new URL('README.md', examples), 'utf8'))
  expect(list.toSorted()).toEqual(existing.toSorted())
})

it('the README names examples that exist', () => {
  const names = named(readFileSync(new URL('../../README.md', import.meta.url), 'utf8'))
  expect(names.length).toBeGreaterThan(0)
  expect(existing).toEqual(expect.arrayContaining(names))
})
