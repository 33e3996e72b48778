import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage } from '../support/browser/chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** What a page asks for on the way from here, and how it ends. */
const ATTEMPTS: readonly [name: string, url: string, ask: (page: Page, url: string) => Promise<unknown>][] = [
  ['a name', 'https://cdn.jsdelivr.net/npm/three', (page, url) => page.evaluate((to) => fetch(to), url)],
  ['an address', 'http://192.0.2.1/three', (page, url) => page.evaluate((to) => fetch(to), url)],
  [
    'a socket',
    'wss://cdn.jsdelivr.net/socket',
    (page, url) =>
      page.evaluate(
        (to) =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(to)
            socket.onopen = resolve
            socket.onerror = () => reject(new Error('refused'))
          }),
        url,
      ),
  ],
  [
    'a worker',
    'https://cdn.jsdelivr.net/npm/worker',
    (page, url) =>
      page.evaluate(
        (to) =>
          new Promise((resolve, reject) => {
            const text = `fetch(${JSON.stringify(to)}).then(() => postMessage(true), () => postMessage(false))`
            const worker = new Worker(URL.createObjectURL(new Blob([text])))
            worker.onmessage = ({ data }) => (data ? resolve(data) : reject(new Error('refused')))
          }),
        url,
      ),
  ],
]

describe('the browser of the tests', () => {
  it.each(ATTEMPTS)('reaches nobody else, and tells who was asked: %s', async (_name, url, ask) => {
    // A page without our policy, which would refuse some of these by itself.
    const server = createServer((_request, response) =>
      response.setHeader('Content-Type', 'text/html').end('<p>a page'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const watched = await openPage(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    expect(watched.takeForeign()).toEqual([])
    const failed: (string | undefined)[] = []
    watched.context.on('requestfailed', (request) => failed.push(request.failure()?.errorText))
    await expect(ask(watched.page, url)).rejects.toThrow()
    await expect.poll(() => watched.takeForeign()).toEqual([url])
    // The browser knows no such machine: it is not for want of a network that nobody answers. Sockets do not say why.
    if (url.startsWith('http')) await expect.poll(() => failed).toEqual(['net::ERR_NAME_NOT_RESOLVED'])
    await watched.context.close()
    server.close()
  })
})
