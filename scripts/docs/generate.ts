// `npm run docs`: writes the generated pages. `npm run docs -- --check` fails if one of them is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pages } from './pages.ts'

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
const check = process.argv.includes('--check')
for (const [path, text] of Object.entries(pages())) {
  if (!check) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is stale: run "npm run docs".`)
    process.exitCode = 1
  }
}
