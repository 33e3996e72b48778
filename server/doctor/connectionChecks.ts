import { isIP } from 'node:net'
import { join } from 'node:path'
import { hostsOf } from '../banner.ts'
import { VuerError } from '../errors.ts'
import { asSentence, type Check, failed, note, ok, warning } from './Check.ts'
import type { DoctorEnvironment, TrialServer } from './DoctorEnvironment.ts'
import { addressesOf } from './machineChecks.ts'
import type { Trial } from './portCheck.ts'

/** Whether page, authority, socket and token work under every address that leads here. */
export async function* checkConnections(environment: DoctorEnvironment, trial: Trial): AsyncGenerator<Check> {
  if (trial.on === 'nothing') return
  if (environment.options.caCert !== undefined) {
    yield note(
      'Connections',
      'Page and socket were not tried: caCert lets in only clients with a certificate.',
      'Try it with such a client, or with --ca-cert left out.',
    )
    return
  }
  let server: TrialServer
  try {
    server = trial.on === 'running' ? await runningServer(environment) : await environment.startServer(trial.port)
  } catch (error) {
    if (!(error instanceof VuerError)) throw error
    yield failed(
      'Server',
      asSentence(`It cannot start: ${error.message}`),
      'Mend what the sentence names, and run the doctor again.',
    )
    return
  }
  try {
    const { loopback, lan } = hostsOf(environment.options.host ?? '::', addressesOf(environment))
    if (loopback !== null) yield* checkHost(environment, server, loopback, false)
    for (const host of lan) yield* checkHost(environment, server, host, true)
  } finally {
    await server.close()
  }
}

async function runningServer({ options, readFile }: DoctorEnvironment): Promise<TrialServer> {
  const kept = async () => (await readFile(join(options.certsFolder, 'token')))?.trim() ?? null
  return {
    port: options.port,
    token: options.token === false ? null : (options.token ?? (await kept())),
    authority: options.cert === undefined ? await readFile(join(options.certsFolder, 'ca.pem')) : null,
    async close() {},
  }
}

/** One line when everything works under that name, otherwise a line for each thing that does not. */
async function* checkHost(
  environment: DoctorEnvironment,
  server: TrialServer,
  host: string,
  needsToken: boolean,
): AsyncGenerator<Check> {
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${server.port}`
  const faults = [
    await pageFault(environment, server, host, authority),
    ...(server.authority === null ? [] : [await authorityFault(environment, server, host, authority)]),
    await socketFault(environment, server, host, authority),
    ...(needsToken && server.token !== null ? [await tokenFault(environment, host, authority)] : []),
  ].filter((fault) => fault !== null)
  yield* faults
  if (faults.length > 0) return
  const parts = ['page', ...(server.authority === null ? [] : ['authority']), 'socket']
  const rest = needsToken && server.token !== null ? ', and nobody gets in without the token' : ''
  yield ok(
    host,
    `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)} answer${rest}.`.replace(/^./, (c) => c.toUpperCase()),
  )
}

async function pageFault(
  { ask }: DoctorEnvironment,
  server: TrialServer,
  host: string,
  authority: string,
): Promise<Check | null> {
  const answer = await ask(`https://${authority}/`, server.authority)
  if (answer.kind === 'silence') {
    return failed(
      host,
      `https://${authority}/ does not answer: ${answer.reason}.`,
      'Look at --host, at the firewall, and whether the address is still this machine’s.',
    )
  }
  if (answer.status !== 200) {
    return failed(
      host,
      `https://${authority}/ answers ${answer.status}: ${answer.body.split('\n')[0]}`,
      answer.status === 503 ? 'Build the client: npm run build' : 'Look at the log of the server.',
    )
  }
  if (answer.distrust === null) return null
  return warning(
    host,
    `The certificate is not trusted for ${host}: ${answer.distrust}.`,
    server.authority === null
      ? 'A headset must trust its issuer, and the page must be opened under a name that it carries: see docs/https.md.'
      : 'Start the server again: its certificate is made anew for the present addresses.',
  )
}

async function authorityFault(
  { ask }: DoctorEnvironment,
  server: TrialServer,
  host: string,
  authority: string,
): Promise<Check | null> {
  const answer = await ask(`https://${authority}/ca.crt`, server.authority)
  if (answer.kind === 'answer' && answer.status === 200 && answer.body === server.authority) return null
  const what = answer.kind === 'silence' ? answer.reason : `it answers ${answer.status}, or hands out another one`
  return failed(
    host,
    `The authority cannot be downloaded from https://${authority}/ca.crt: ${what}.`,
    'Start the server again, from the folder that holds its certificates.',
  )
}

async function socketFault(
  { connect }: DoctorEnvironment,
  { token }: TrialServer,
  host: string,
  authority: string,
): Promise<Check | null> {
  const answer = await connect(
    `wss://${authority}/socket${token === null ? '' : `?token=${encodeURIComponent(token)}`}`,
  )
  if (answer.kind === 'hello') return null
  if (answer.kind === 'silence') {
    return failed(host, `The socket does not open: ${answer.reason}.`, 'A proxy in between must let WebSockets pass.')
  }
  const remedies: Record<number, string> = {
    4401: 'Start the server again: it uses another token than the one that is kept.',
    4403: `Add the name to knownHosts: --known-hosts ${host}`,
  }
  return failed(
    host,
    `The socket was closed with ${answer.code}${answer.reason === '' ? '' : `: ${answer.reason.replace(/\.$/, '')}`}.`,
    remedies[answer.code] ?? 'Look at the log of the server.',
  )
}

async function tokenFault({ connect }: DoctorEnvironment, host: string, authority: string): Promise<Check | null> {
  const answer = await connect(`wss://${authority}/socket`)
  if (answer.kind === 'closed' && answer.code === 4401) return null
  if (answer.kind === 'hello') {
    return failed(
      host,
      'The socket opens without the token: everybody who can reach the port gets in.',
      'A proxy on this machine must say whom it speaks for (X-Forwarded-For).',
    )
  }
  const what = answer.kind === 'silence' ? answer.reason : `closed with ${answer.code}`
  return warning(host, `Whether the token is asked for could not be seen: ${what}.`, 'Run the doctor again.')
}
