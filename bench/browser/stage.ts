import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { certificateFolder, startOurs } from '../support/servers.ts'
import { launch } from './launch.ts'

/** The folder of the bare page, once it has been built. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../dist/bench/page', import.meta.url))
/** The same of the bare page with a headset. */
export const HEADSET_PAGE_FOLDER = fileURLToPath(new URL('../../dist/bench/xr-page', import.meta.url))

export interface BrowserStage {
  readonly browser: Browser
  readonly certsFolder: string
  [Symbol.asyncDispose](): Promise<void>
}

/** What a case in the browser needs: bare pages and probes, built; a certificate; and a browser. */
export async function openStage(): Promise<BrowserStage> {
  for (const config of ['./vite.config.ts', '../xr-delay/page/vite.config.ts']) {
    const configFile = fileURLToPath(new URL(config, import.meta.url))
    for (const mode of ['production', 'probe']) await build({ configFile, mode, logLevel: 'warn' })
  }
  const certificates = await certificateFolder()
  await (await startOurs(certificates.folder, () => {}))[Symbol.asyncDispose]() // makes the certificate
  const browser = await launch()
  return {
    browser,
    certsFolder: certificates.folder,
    async [Symbol.asyncDispose]() {
      await browser.close()
      await certificates[Symbol.asyncDispose]()
    },
  }
}
