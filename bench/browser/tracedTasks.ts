import type { Browser, Page } from 'playwright-core'
import { CATEGORIES, type TraceEvent, tasksOf } from './tasks.ts'

/** How long each task of the page's main thread took while `work` went on, in milliseconds. */
export async function tracedTasks(browser: Browser, page: Page, work: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: CATEGORIES })
  let trace: Buffer
  try {
    await work()
  } finally {
    trace = await browser.stopTracing()
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  return tasksOf(traceEvents, page.url())
}
