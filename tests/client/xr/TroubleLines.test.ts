import { expect, test } from 'vitest'
import { ProblemList } from '../../../src/scene/ProblemList.ts'
import { wrap } from '../../../src/xr/drawNotice.ts'
import { TroubleLines } from '../../../src/xr/TroubleLines.ts'

function trouble() {
  const problems = new ProblemList()
  return { problems, lines: new TroubleLines(problems) }
}

test('while nothing is wrong there is nothing to read', () => {
  expect(trouble().lines.at(0)).toEqual([])
})

test('a broken connection is told for as long as it is broken', () => {
  const { lines } = trouble()
  lines.connection = 'Connection lost.'
  expect(lines.at(0)).toEqual(['Connection lost.'])
  expect(lines.at(600_000)).toEqual(['Connection lost.'])
  lines.connection = null
  expect(lines.at(600_001)).toEqual([])
})

test('a problem is told for eight seconds, and again when a session begins', () => {
  const { problems, lines } = trouble()
  lines.at(0)
  problems.report('robot', 'view', 'Box "robot": too many')
  expect(lines.at(1000)).toEqual(['Box "robot": too many'])
  expect(lines.at(8999)).toEqual(['Box "robot": too many'])
  expect(lines.at(9000)).toEqual([])
  lines.begin()
  expect(lines.at(20_000)).toEqual(['Box "robot": too many'])
})

test('a problem that is solved goes at once, and is news when it comes back', () => {
  const { problems, lines } = trouble()
  problems.report('robot', 'view', 'broken')
  lines.at(0)
  problems.report('robot', 'view', null)
  expect(lines.at(100)).toEqual([])
  problems.report('robot', 'view', 'broken')
  expect(lines.at(60_000)).toEqual(['broken'])
})

test('of many problems the newest three are told, below the connection', () => {
  const { problems, lines } = trouble()
  lines.connection = 'Connection lost.'
  for (let count = 1; count <= 5; count += 1) problems.report(`node ${count}`, 'view', `problem ${count}`)
  expect(lines.at(0)).toEqual(['Connection lost.', 'problem 5', 'problem 4', 'problem 3', 'and 2 more, on the page'])
})

test('the list is the same one until something changes, so that nothing is drawn anew', () => {
  const { problems, lines } = trouble()
  problems.report('a', 'view', 'broken')
  expect(lines.at(0)).toBe(lines.at(1000))
})

test('lines break at words, and within words that are too long', () => {
  const measure = (text: string) => text.length
  expect(wrap(['one two three', 'four\nfive'], 8, measure)).toEqual(['one two', 'three', 'four', 'five'])
  expect(wrap(['abcdefghijkl xyz'], 5, measure)).toEqual(['abcde', 'fghij', 'kl', 'xyz'])
  expect(wrap([''], 5, measure)).toEqual([''])
  expect(
    wrap(
      Array.from({ length: 30 }, () => 'line'),
      20,
      measure,
    ),
  ).toHaveLength(10)
})
