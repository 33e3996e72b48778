// `npm run dev`: Vite serves the client with hot reload, and the server beside it speaks the socket. Words after `--` are
// those of the command: `npm run dev -- serve robot.ts`.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const port = process.env.VUER_PORT ?? '8012'
const children = [
  spawn(process.execPath, ['--import', 'tsx', '--watch', 'server/cli/main.ts', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, VUER_HOST: '127.0.0.1', VUER_PORT: port },
  }),
  spawn('npx', ['vite'], { stdio: 'inherit', env: { ...process.env, VUER_PORT: port } }),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
for (const child of children)
  child.on('exit', (code) => {
    stop()
    process.exitCode ??= code ?? 0
  })
