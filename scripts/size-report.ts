// What a visitor downloads: the scripts of the built page, raw, gzipped and as Brotli, those before the first frame and those later.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Download, downloadsOf } from './downloads.ts'

const root = fileURLToPath(new URL('../dist/client', import.meta.url))
const downloads = downloadsOf(root)
const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(8)
const total = (list: readonly Download[], field: 'raw' | 'gzip' | 'brotli') =>
  list.reduce((sum, entry) => sum + entry[field], 0)
const folderSize = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => {
    const stats = statSync(join(folder, name))
    return sum + (stats.isDirectory() ? folderSize(join(folder, name)) : stats.size)
  }, 0)

console.log(`${'kB raw'.padStart(8)} ${'gzip'.padStart(8)} ${'brotli'.padStart(8)}`)
for (const { name, raw, gzip, brotli, isFirst } of downloads)
  console.log(`${kB(raw)} ${kB(gzip)} ${kB(brotli)}  ${isFirst ? 'first ' : 'later '} ${name}`)
const first = downloads.filter(({ isFirst }) => isFirst)
console.log(
  `${kB(total(first, 'raw'))} ${kB(total(first, 'gzip'))} ${kB(total(first, 'brotli'))}  before the first frame`,
)
console.log(`${kB(folderSize(root))} ${' '.repeat(17)}  everything, input models included`)
