#!/usr/bin/env node
import { parseCommandLine } from './commandLine.ts'
import { demonstration } from './demo.ts'
import { VuerError } from './errors.ts'
import { Vuer } from './Vuer.ts'
import { version } from './version.ts'

/** The command: serves the demonstration until it is interrupted. Exit code 2 says that a word of the command was wrong. */
async function main(): Promise<void> {
  const command = parseCommandLine(process.argv.slice(2))
  switch (command.kind) {
    case 'help':
      process.stdout.write(command.text)
      return
    case 'version':
      process.stdout.write(`${version}\n`)
      return
    case 'error':
      fail(command.message, 2)
      return
    case 'run':
      break
    default:
      command satisfies never
      return
  }
  const { token, ...options } = command.options
  const app = new Vuer({ ...options, ...(token ? {} : { token: false }) })
  app.spawn(demonstration)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void app.close().then(() => process.exit(0)))
  }
  await app.start()
}

function fail(message: string, code: number): void {
  process.stderr.write(`vuer-xr: ${message}\n`)
  process.exitCode = code
}

/** Files and values that the command line named: their errors are the user's to mend, in one sentence. */
const isMistake = (code: string) => code === 'INVALID_OPTION' || code.startsWith('TLS_')

main().catch((error: unknown) => {
  if (error instanceof VuerError) fail(error.message, isMistake(error.code) ? 2 : 1)
  else throw error
})
