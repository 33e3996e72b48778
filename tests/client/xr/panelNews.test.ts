import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ProblemList } from '../../../src/scene/ProblemList.ts'
import { PageStatus } from '../../../src/ui/gui/PageStatus.ts'
import { News } from '../../../src/xr/panel/News.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function someNews() {
  const problems = new ProblemList()
  const status = new PageStatus(problems, () => undefined)
  const news = new News(status)
  return { problems, status, news, texts: (timeMs: number) => news.rows(timeMs).map(({ text }) => text) }
}

test('while nothing is wrong and nobody says anything there is nothing to read', () => {
  const { texts, status } = someNews()
  expect(texts(0)).toEqual([])
  status.link.set({ status: 'watching' })
  expect(texts(0)).toEqual([])
})

test('a broken connection is told for as long as it is broken', () => {
  const { texts, status, news } = someNews()
  status.link.set({ status: 'reconnecting', since: 0 })
  expect(texts(0)).toEqual(['Connection lost. The scene stays as it was; reconnecting …'])
  expect(texts(600_000)).toHaveLength(1)
  expect(news.rows(600_000)[0]!.level).toBe('warning')
  status.link.set({ status: 'connected' })
  expect(texts(600_001)).toEqual([])
})

test('a connection that never was, or has ended for good, is told with what is to be expected', () => {
  const { texts, status, news } = someNews()
  status.link.set({ status: 'connecting', hasFailed: false })
  expect(texts(0)).toEqual(['Connecting …'])
  status.link.set({ status: 'connecting', hasFailed: true })
  expect(texts(0)).toEqual(['The server cannot be reached. Trying again …'])
  status.link.set({ status: 'ended', reason: 'The script has ended.' })
  expect(news.rows(0)).toMatchObject([{ text: 'The script has ended.', level: 'error' }])
})

test('a problem is told for eight seconds, and again when a session begins', () => {
  const { problems, texts, news } = someNews()
  texts(0)
  problems.report('robot', 'view', 'Box "robot": too many')
  expect(texts(1000)).toEqual(['Box "robot": too many'])
  expect(texts(8999)).toEqual(['Box "robot": too many'])
  expect(texts(9000)).toEqual([])
  news.begin()
  expect(texts(20_000)).toEqual(['Box "robot": too many'])
})

test('a problem that is solved goes at once, and is news when it comes back', () => {
  const { problems, texts } = someNews()
  problems.report('robot', 'view', 'broken')
  texts(0)
  problems.report('robot', 'view', null)
  expect(texts(100)).toEqual([])
  problems.report('robot', 'view', 'broken')
  expect(texts(60_000)).toEqual(['broken'])
})

test('each of two problems of one node has its own time', () => {
  const { problems, texts } = someNews()
  problems.report('robot', 'view', 'broken')
  texts(0)
  problems.report('robot', 'map', 'no such texture')
  expect(texts(7000)).toEqual(['no such texture', 'broken'])
  expect(texts(9000)).toEqual(['no such texture'])
})

test('what the script says comes before problems, the newest first, and of all of it three are told', () => {
  const { problems, status, texts } = someNews()
  status.link.set({ status: 'reconnecting', since: 0 })
  for (let count = 1; count <= 3; count += 1) problems.report(`node ${count}`, 'view', `problem ${count}`)
  for (const text of ['Move on', 'Stop']) status.notices.add({ text, level: 'info', forMs: 1000 })
  expect(texts(0).slice(1)).toEqual(['Stop', 'Move on', 'problem 3', 'and 2 more, on the page'])
  vi.advanceTimersByTime(1000)
  expect(texts(1000).slice(1)).toEqual(['problem 3', 'problem 2', 'problem 1'])
})

test('the list is the same one until something changes, so that nothing is drawn anew', () => {
  const { problems, news, status } = someNews()
  problems.report('a', 'view', 'broken')
  expect(news.rows(0)).toBe(news.rows(1000))
  const before = news.rows(1000)
  status.link.set({ status: 'reconnecting', since: 0 })
  expect(news.rows(1000)).not.toBe(before)
})
