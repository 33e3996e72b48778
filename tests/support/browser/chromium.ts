import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** A browser in which nothing but the page under test talks to anybody, and that renders without a GPU. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** A page that says what it complained about and whom it asked for something. */
export interface WatchedPage {
  page: Page
  context: BrowserContext
  /** Errors of the page: uncaught ones, and those on its console. */
  errors: string[]
  /** Every URL that was asked for, sockets included. */
  requests: string[]
}

export async function openPage(
  browser: Browser,
  url: string,
  size = { width: 640, height: 360 },
  prepare?: (page: Page) => Promise<void>,
): Promise<WatchedPage> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: size })
  const page = await context.newPage()
  const errors: string[] = []
  const requests: string[] = []
  page.on('pageerror', (error) => errors.push(`${error.message}\n${error.stack}`))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('request', (request) => requests.push(request.url()))
  page.on('websocket', (socket) => requests.push(socket.url()))
  await prepare?.(page)
  await page.goto(url)
  return { page, context, errors, requests }
}

/** The requests that left the origin under test. */
export const foreignRequests = (requests: readonly string[], port: number): string[] =>
  requests.filter((url) => {
    const { protocol, host } = new URL(url)
    if (protocol === 'blob:' || protocol === 'data:') return false
    return host !== `127.0.0.1:${port}` && host !== `localhost:${port}`
  })
