/** What is used of the events of Chromium's trace. Times are in microseconds. */
export interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly args?: {
    readonly name?: string
    readonly data?: { readonly frames?: readonly { readonly url: string; readonly processId?: number }[] }
  }
}

/** Of the trace: what a thread does between two looks at its queue, and who the threads are. */
export const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline']

/** How long each task of the main thread of the page at `url` took, in milliseconds, in the order of time. */
export function tasksOf(events: readonly TraceEvent[], url: string): number[] {
  const page = events
    .filter(({ name }) => name === 'TracingStartedInBrowser')
    .flatMap(({ args }) => args?.data?.frames ?? [])
    .find((frame) => frame.url.startsWith(url))
  if (!page) throw new Error(`the trace has no page at ${url}`)
  const isMain = (event: TraceEvent) =>
    event.name === 'thread_name' && event.args?.name === 'CrRendererMain' && event.pid === page.processId
  const main = events.find(isMain)
  if (!main) throw new Error(`the trace has no main thread of ${url}`)
  return events
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === main.pid && tid === main.tid)
    .sort((a, b) => a.ts - b.ts)
    .map(({ dur = 0 }) => dur / 1000)
}
