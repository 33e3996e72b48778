import { join } from 'node:path'
import { reportOf } from '../tls/certificateReport.ts'
import { type Check, failed, ok, warning } from './Check.ts'
import type { DoctorEnvironment, PortState } from './DoctorEnvironment.ts'

/** Where page and socket are tried: on the server that runs already, or on one of the doctor's own. */
export type Trial =
  | { readonly on: 'running' }
  | { readonly on: 'port'; readonly port: number }
  | { readonly on: 'nothing' }

/** Who has the port, and where that leaves us. */
export async function checkPort(environment: DoctorEnvironment): Promise<{ check: Check; trial: Trial }> {
  const { port, host, freePort } = environment.options
  const state = await environment.portState()
  const called = `Port ${port}`
  switch (state.kind) {
    case 'free': {
      const sentence = port === 0 ? 'Any free port is taken.' : `${called} is free.`
      return { check: ok('Port', sentence), trial: { on: 'port', port } }
    }
    case 'forbidden':
      return {
        check: failed('Port', `${called} needs more rights.`, 'Choose one above 1023, such as --port 8012.'),
        trial: { on: 'port', port: 0 },
      }
    case 'noSuchHost':
      return {
        check: failed('Port', `"${host}" is no address of this machine.`, 'Mend --host, or leave it out.'),
        trial: { on: 'nothing' },
      }
    case 'taken': {
      if (await isOurs(environment, state)) {
        return { check: ok('Port', `${called}: your server runs there, and is looked at.`), trial: { on: 'running' } }
      }
      const found = freePort ? warning : failed
      const check = state.isVuerXr
        ? found(
            'Port',
            `${called} is taken by a vuer-xr server with another certificate.`,
            'Give the flags that it was started with, start it again if its certificate was renewed, or choose another --port.',
          )
        : found(
            'Port',
            `${called} is taken by another program.`,
            `Choose another --port, or --free-port. Who has it: ${whoHas(environment.platform, port)}`,
          )
      return { check, trial: { on: 'port', port: 0 } }
    }
    default:
      return state satisfies never
  }
}

async function isOurs(
  { options, readFile }: DoctorEnvironment,
  state: PortState & { kind: 'taken' },
): Promise<boolean> {
  const path = options.cert ?? join(options.certsFolder, 'cert.pem')
  const pem = await readFile(path)
  try {
    return pem !== null && reportOf(pem, path).fingerprint256 === state.fingerprint256
  } catch {
    return false
  }
}

const whoHas = (platform: NodeJS.Platform, port: number): string =>
  platform === 'win32'
    ? `Get-NetTCPConnection -LocalPort ${port} -State Listen`
    : platform === 'darwin'
      ? `lsof -nP -iTCP:${port} -sTCP:LISTEN`
      : `ss -ltnp 'sport = :${port}'`
