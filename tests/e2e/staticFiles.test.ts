import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sharedBrowser } from '../support/browser/sharedBrowser.ts'
import { startServer } from '../support/server/socketClient.ts'
import { temporaryFolder } from '../support/server/temporaryFolder.ts'

const open = sharedBrowser()

const mark = 'document.documentElement.setAttribute("data-ran", "yes")'
const files = {
  'page.html': `<script>${mark}</script>`,
  'script.js': mark,
  'picture.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>${mark}</script></svg>`,
  'robot.urdf': `<robot xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${mark}</h:script></robot>`,
}

/** A server with files that would like to be pages, and with a page of its script. */
async function startWithFiles() {
  const staticRoot = await temporaryFolder()
  for (const [name, text] of Object.entries(files)) await writeFile(join(staticRoot, name), text)
  return startServer({ staticRoot }, (app) => {
    app.addRoute(
      '/page',
      () => '<script src="/page.js"></script><form method="post" action="/sent"><button>send</button></form>',
    )
    app.addRoute('/page.js', () => mark, { contentType: 'text/javascript' })
    app.addRoute('/sent', () => 'it came', { method: 'POST' })
  })
}

const hasRun = (page: Page) => page.evaluate(() => document.documentElement.hasAttribute('data-ran'))

describe('files in a real browser', () => {
  it.each(Object.keys(files))('%s runs nothing and has no origin when it is opened', async (name) => {
    await using server = await startWithFiles()
    const { page, context } = await open(`https://localhost:${server.port}/static/${name}`)
    expect(await hasRun(page)).toBe(false)
    expect(await page.evaluate(() => self.origin)).toBe('null')
    await context.close()
  })

  it('a page of ours can read them and show pictures, but not run them', async () => {
    await using server = await startWithFiles()
    const { page, context } = await open(`https://localhost:${server.port}/page`)
    expect(await hasRun(page)).toBe(true)
    const outcome = await page.evaluate(async () => {
      document.documentElement.removeAttribute('data-ran')
      const load = (element: HTMLScriptElement | HTMLImageElement, src: string) =>
        new Promise((resolve) => {
          element.onload = () => resolve('loaded')
          element.onerror = () => resolve('refused')
          element.src = src
          document.head.append(element)
        })
      const working = new Promise((resolve) => {
        const worker = new Worker('/static/script.js')
        worker.onerror = () => resolve('refused')
      })
      return {
        text: await fetch('/static/script.js').then((answer) => answer.text()),
        picture: await load(new Image(), '/static/picture.svg'),
        script: await load(document.createElement('script'), '/static/script.js'),
        worker: await working,
        elsewhere: await fetch('https://example.com').then(String, () => 'refused'),
      }
    })
    expect(outcome).toEqual({
      text: mark,
      picture: 'loaded',
      script: 'refused',
      worker: 'refused',
      elsewhere: 'refused',
    })
    expect(await hasRun(page)).toBe(false)
    await page.click('button')
    await page.waitForURL('**/sent')
    expect(await page.textContent('body')).toBe('it came')
    await context.close()
  })

  it('a page of another site on this machine can neither show them nor post anything', async () => {
    await using server = await startWithFiles()
    const { page, context } = await open('data:text/html,foreign')
    const outcome = await page.evaluate(async (origin) => {
      const picture = new Promise((resolve) => {
        const image = new Image()
        image.onload = () => resolve('loaded')
        image.onerror = () => resolve('refused')
        image.src = `${origin}/static/picture.svg`
      })
      const read = fetch(`${origin}/static/robot.urdf`).then(
        (answer) => answer.text(),
        () => 'refused',
      )
      return [await picture, await read]
    }, `https://localhost:${server.port}`)
    expect(outcome).toEqual(['refused', 'refused'])
    const form = `<form method="post" action="https://localhost:${server.port}/sent"><button>send</button></form>`
    await page.setContent(form)
    await page.click('button')
    await page.waitForURL('**/sent')
    expect(await page.textContent('body')).toContain('a page of another site')
    await context.close()
  })
})
