import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { interfaceAddresses } from '../addresses.ts'
import { silentLogger } from '../logger.ts'
import type { ResolvedOptions } from '../options.ts'
import { readIfReadable } from '../tls/privateFolder.ts'
import { Vuer } from '../Vuer.ts'
import type { DoctorEnvironment, TrialServer } from './DoctorEnvironment.ts'
import { probePage, probePort, probeSocket } from './probes.ts'

/** This machine, as the doctor sees it. */
export function realEnvironment(options: ResolvedOptions): DoctorEnvironment {
  return {
    options,
    nodeVersion: process.versions.node,
    platform: process.platform,
    now: new Date(),
    addresses: interfaceAddresses(),
    hostName: hostname(),
    readFile: readIfReadable,
    modeOf: (path) =>
      stat(path).then(
        ({ mode }) => mode & 0o777,
        () => null,
      ),
    isFolder: (path) =>
      stat(path).then(
        (stats) => stats.isDirectory(),
        () => false,
      ),
    portState: () => probePort(options.host, options.port),
    startServer: (port) => startTrial(options, port),
    ask: probePage,
    connect: (url) => probeSocket(url),
  }
}

/** Where nothing is kept yet, the trial keeps its certificates in a folder of its own, and leaves nothing behind. */
async function startTrial(options: ResolvedOptions, port: number): Promise<TrialServer> {
  const isKept = existsSync(join(options.certsFolder, 'ca.pem'))
  const certsFolder = isKept ? options.certsFolder : await mkdtemp(join(tmpdir(), 'vuer-xr-doctor-'))
  const tidy = async () => {
    if (!isKept) await rm(certsFolder, { recursive: true, force: true })
  }
  const app = new Vuer({ ...options, certsFolder, port, freePort: false, banner: false, logger: silentLogger })
  app.spawn(() => {})
  try {
    const address = await app.start()
    const kept = async (name: string) => (await readFile(join(certsFolder, name), 'utf8')).trim()
    return {
      port: address.port,
      token: options.token === false ? null : (options.token ?? (await kept('token'))),
      authority: options.cert === undefined ? await readFile(join(certsFolder, 'ca.pem'), 'utf8') : null,
      async close() {
        await app.close()
        await tidy()
      },
    }
  } catch (error) {
    await tidy()
    throw error
  }
}
