import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** A browser that renders without a GPU and, whatever a page does, reaches nothing but servers of this machine. */
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
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  })

/** A page that says what it complained about and whom it asked for something. */
export interface WatchedPage {
  page: Page
  context: BrowserContext
  /** Errors of the page: uncaught ones, and those on its console. */
  errors: string[]
  /** The same with the warnings on its console. */
  complaints: string[]
  /** Every URL that was asked for, those of workers and sockets included. */
  requests: string[]
  /** Those that were meant for another machine, each told once. */
  takeForeign(): string[]
}

export async function openPage(
  browser: Browser,
  url: string,
  size = { width: 640, height: 360 },
  prepare?: (page: Page) => Promise<void>,
): Promise<WatchedPage> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: size })
  const errors: string[] = []
  const complaints: string[] = []
  const requests: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  context.on('page', (opened) => opened.on('websocket', (socket) => requests.push(socket.url())))
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    errors.push(`${error.message}\n${error.stack}`)
    complaints.push(error.message)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await prepare?.(page)
  await page.goto(url)
  let told = 0
  return {
    page,
    context,
    errors,
    complaints,
    requests,
    takeForeign() {
      const news = requests.slice(told)
      told = requests.length
      return foreignRequests(news)
    },
  }
}

const LOOPBACK = ['127.0.0.1', 'localhost']

/** The requests that left this machine, or with a port the server under test. */
export const foreignRequests = (requests: readonly string[], port?: number): string[] =>
  requests.filter((url) => {
    const { protocol, hostname, port: askedPort } = new URL(url)
    if (protocol === 'blob:' || protocol === 'data:') return false
    return !LOOPBACK.includes(hostname) || (port !== undefined && askedPort !== String(port))
  })
