import type { Page } from 'playwright-core'

/** Counts what the page asks of its graphics card and what it listens to, from before its first line. */
export const countOnPage = (page: Page) =>
  page.addInitScript(() => {
    const counts: Record<string, number> = {}
    const add = (name: string, change: number) => {
      counts[name] = (counts[name] ?? 0) + change
    }
    const things = ['Buffer', 'Texture', 'Framebuffer', 'Renderbuffer', 'VertexArray', 'Program', 'Sampler'] as const
    for (const thing of things) {
      const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
      const { [`create${thing}`]: create, [`delete${thing}`]: remove } = prototype
      const known = new WeakSet<object>()
      prototype[`create${thing}`] = function (...args) {
        const made = create!.apply(this, args) as object | null
        if (made) {
          known.add(made)
          add(thing, 1)
        }
        return made
      }
      prototype[`delete${thing}`] = function (...args) {
        const [given] = args as [object | null]
        if (given && known.delete(given)) add(thing, -1)
        return remove!.apply(this, args)
      }
    }
    for (const [name, target] of Object.entries({ window, document })) {
      const listening = new Map<string, Set<unknown>>()
      const { addEventListener, removeEventListener } = target
      const setOf = (type: string, options: unknown) => {
        const capture = typeof options === 'object' ? (options as AddEventListenerOptions | null)?.capture : options
        const at = `${type} ${Boolean(capture)}`
        const found = listening.get(at) ?? new Set()
        listening.set(at, found)
        return found
      }
      const forget = (type: string, listener: unknown, options: unknown) => {
        if (setOf(type, options).delete(listener)) add(`listeners of ${name}`, -1)
      }
      target.addEventListener = function (this: EventTarget, ...args: unknown[]) {
        const [type, listener, options] = args as [string, object | null, AddEventListenerOptions | undefined]
        if (listener && !setOf(type, options).has(listener)) {
          setOf(type, options).add(listener)
          add(`listeners of ${name}`, 1)
          options?.signal?.addEventListener('abort', () => forget(type, listener, options))
        }
        return addEventListener.apply(this ?? target, args as never)
      } as typeof addEventListener
      target.removeEventListener = function (this: EventTarget, ...args: unknown[]) {
        const [type, listener, options] = args as [string, unknown, unknown]
        forget(type, listener, options)
        return removeEventListener.apply(this ?? target, args as never)
      } as typeof removeEventListener
    }
    const timers = new Set<unknown>()
    const start = globalThis.setInterval.bind(globalThis)
    const stop = globalThis.clearInterval.bind(globalThis)
    Object.assign(globalThis, {
      setInterval: (...args: Parameters<typeof setInterval>) => {
        const timer = start(...args)
        timers.add(timer)
        add('timers', 1)
        return timer
      },
      clearInterval: (timer: number) => {
        if (timers.delete(timer)) add('timers', -1)
        stop(timer)
      },
      counted: () => ({ ...counts, elements: document.querySelectorAll('body *').length }),
    })
  })

/** What there is now, by kind. */
export const countsOf = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => (globalThis as unknown as { counted(): Record<string, number> }).counted())
