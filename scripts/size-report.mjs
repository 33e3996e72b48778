// What a visitor downloads: the scripts of the built page, raw and gzipped, those before the first frame and those later.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('../dist/client', import.meta.url))
const html = readFileSync(join(root, 'index.html'), 'utf8')
const sizes = readdirSync(join(root, 'assets'))
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => {
    const bytes = readFileSync(join(root, 'assets', name))
    return { name, raw: bytes.length, gzip: gzipSync(bytes).length, initial: html.includes(name) }
  })
  .sort((a, b) => Number(b.initial) - Number(a.initial) || b.gzip - a.gzip)
const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(8)
const total = (list, field) => list.reduce((sum, entry) => sum + entry[field], 0)
const folderSize = (folder) =>
  readdirSync(folder).reduce((sum, name) => {
    const stats = statSync(join(folder, name))
    return sum + (stats.isDirectory() ? folderSize(join(folder, name)) : stats.size)
  }, 0)

console.log(`${'kB raw'.padStart(8)} ${'gzip'.padStart(8)}`)
for (const { name, raw, gzip, initial } of sizes)
  console.log(`${kB(raw)} ${kB(gzip)}  ${initial ? 'first ' : 'later '} ${name}`)
const initial = sizes.filter(({ initial }) => initial)
console.log(`${kB(total(initial, 'raw'))} ${kB(total(initial, 'gzip'))}  before the first frame`)
console.log(`${kB(folderSize(root))} ${' '.repeat(8)}  everything, input models included`)
