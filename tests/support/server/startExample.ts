import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** An example, started by the command of the README. */
export async function startExample(name: string) {
  const port = await freePort()
  const child: ChildProcess = spawn('npm', ['run', '--silent', 'example', '--', name], {
    env: { ...process.env, VUER_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  const watchers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      output += data
      for (const watcher of watchers) watcher()
    })
  }
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return {
    url: `https://127.0.0.1:${port}/`,
    output: () => output,
    prints: (pattern: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const watcher = () => {
          if (!pattern.test(output)) return
          watchers.delete(watcher)
          resolve()
        }
        watchers.add(watcher)
        exited.then(() => reject(new Error(`${name} ended without printing ${pattern}:\n${output}`)))
        watcher()
      }),
    async [Symbol.asyncDispose]() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
      await exited
    },
  }
}
