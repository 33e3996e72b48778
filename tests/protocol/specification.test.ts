import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CLOSE_CODES, EVENTS } from '../../protocol/index.ts'

const specification = readFileSync(new URL('../../protocol/PROTOCOL.md', import.meta.url), 'utf8')
const rules = [...specification.matchAll(/^- \*\*([A-Z]{2}\d+)\*\* /gm)].map(([, rule]) => rule!)

const tests = new URL('../', import.meta.url)
const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((name) => /\.test\.tsx?$/.test(name))
const quoted = (name: string) =>
  [...readFileSync(new URL(name, tests), 'utf8').matchAll(/\[((?:FR|HS|OP|SG|AD|EV|CA|HB|RS|ND)\d+)\]/g)].map(
    ([, rule]) => rule!,
  )

/** Proved where the code is that keeps them: with a server, a client, or a view. */
const ELSEWHERE = /^(HS|HB|RS)|^(FR15|EV4|EV34|EV41|CA1|CA2|CA3|CA4|CA6|CA10|CA13|CA14|CA15|CA16|ND5)$/
/** Said in the words of other rules, which are proved. */
const SHAPES = new Set(['OP8', 'EV11'])

test('no two rules have one number', () => {
  expect(rules.length).toBeGreaterThan(100)
  expect(new Set(rules).size).toBe(rules.length)
})

test.each(files)('every rule that %s quotes exists', (name) => {
  expect(quoted(name).filter((rule) => !rules.includes(rule))).toEqual([])
})

test('every rule is proved somewhere', () => {
  const proved = new Set(files.flatMap(quoted))
  expect(rules.filter((rule) => !proved.has(rule) && !SHAPES.has(rule))).toEqual([])
})

test('every rule of the shared language is proved here', () => {
  const proved = new Set(files.filter((name) => name.startsWith('protocol')).flatMap(quoted))
  expect(rules.filter((rule) => !proved.has(rule) && !ELSEWHERE.test(rule) && !SHAPES.has(rule))).toEqual([])
})

test('[FR19] [EV11] the tables name what the code names, in its order', () => {
  const rowsOf = (pattern: RegExp) => [...specification.matchAll(pattern)].map(([, first, second]) => [first, second])
  expect(rowsOf(/^ {2}\| (\d{4}) +\| `(\w+)`/gm).sort()).toEqual(
    Object.entries(CLOSE_CODES)
      .map(([name, code]) => [String(code), name])
      .sort(),
  )
  expect(rowsOf(/^ {2}\| `(\w+)` +\| (sample|event) +\|/gm)).toEqual(
    Object.entries(EVENTS).map(([name, { kind }]) => [name, kind]),
  )
})
