import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('../../../server/cli/main.ts', import.meta.url))
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** The command as a process of its own, from its source, in `folder`. It is ended with the test. */
export function startCommand(folder: string, words: readonly string[], environment: Record<string, string> = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('VUER_'))
  const child = spawn(process.execPath, ['--import', tsx, main, ...words], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const text = { out: '', err: '' }
  const watchers = new Set<() => void>()
  const read = (name: 'out' | 'err') => (data: string) => {
    text[name] += data
    for (const watcher of watchers) watcher()
  }
  child.stdout.setEncoding('utf8').on('data', read('out'))
  child.stderr.setEncoding('utf8').on('data', read('err'))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...text }))
  return {
    /** Exit code and everything that was printed. */
    ended,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** What the pattern finds on stdout; rejects when the process ends without it. */
    prints: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const watcher = () => {
          const found = pattern.exec(text.out)
          if (found === null) return
          watchers.delete(watcher)
          resolve(found)
        }
        watchers.add(watcher)
        watcher()
        void ended.then(() => reject(new Error(`it ended without ${pattern}:\n${text.out}\n${text.err}`)))
      }),
  }
}

/** The port in the printed address of a server that listens on 127.0.0.1. */
export const PRINTED_PORT = /https:\/\/127\.0\.0\.1:(\d+)\//
