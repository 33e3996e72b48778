import { join, relative, resolve, sep } from 'node:path'
import { VuerError } from '../errors.ts'
import { faultOfAuthority } from '../tls/authority.ts'
import { remaining, reportOf, unnamedAddresses } from '../tls/certificateReport.ts'
import { parseExtraNames } from '../tls/extraNames.ts'
import { faultOfLeaf } from '../tls/leaf.ts'
import { loadIdentity } from '../tls/serverIdentity.ts'
import { asSentence, type Check, failed, ok, warning } from './Check.ts'
import type { DoctorEnvironment } from './DoctorEnvironment.ts'
import { addressesOf } from './machineChecks.ts'

/** Validity, chain, key and names of the certificate that the server will show. */
export async function* checkCertificate(environment: DoctorEnvironment): AsyncGenerator<Check> {
  const { cert, key, certsFolder } = environment.options
  try {
    if (cert !== undefined || key !== undefined) yield ownCertificate(environment)
    else yield await keptCertificate(environment)
  } catch (error) {
    if (!(error instanceof VuerError)) throw error
    const remedy = 'Mend the file, or give neither cert nor key to have one made.'
    yield failed(
      'Certificate',
      asSentence(error.message),
      error.code === 'NAMES_INVALID' ? `Mend the file, or delete it: ${join(certsFolder, 'names')}` : remedy,
    )
  }
}

function ownCertificate(environment: DoctorEnvironment): Check {
  const { options, now } = environment
  const { cert = '', key, caCert } = options
  const { cert: pem } = loadIdentity({ cert: options.cert, key, caCert }, now)
  const unnamed = unnamedAddresses(pem, cert, addressesOf(environment))
  const report = reportOf(pem, cert)
  if (unnamed.length === 0) return ok('Certificate', `"${cert}" fits this machine, ${remaining(report, now)}.`)
  return warning(
    'Certificate',
    `"${cert}" does not name ${unnamed.join(', ')}: under such an address browsers warn, and Safari refuses the socket.`,
    `Open the page under a name that it carries (${report.names.join(', ')}), or have it issued again.`,
  )
}

async function keptCertificate(environment: DoctorEnvironment): Promise<Check> {
  const { options, now } = environment
  const path = (name: string) => join(options.certsFolder, name)
  const [ca, caKey, leaf, leafKey, names] = (await Promise.all(
    ['ca.pem', 'ca-key.pem', 'cert.pem', 'key.pem', 'names'].map((name) => environment.readFile(path(name))),
  )) as [string | null, string | null, string | null, string | null, string | null]
  if (ca === null && leaf === null) {
    return ok('Certificate', `There is none in "${options.certsFolder}" yet: the first start makes one.`)
  }
  const authorityFault = faultOfAuthority(ca, caKey, now)
  if (authorityFault !== null || ca === null || caKey === null) {
    return warning(
      'Authority',
      `"${path('ca.pem')}" ${authorityFault}: the next start makes a new one.`,
      'Start the server again. Headsets that trusted the old authority must install the new one.',
    )
  }
  const machine = { ...addressesOf(environment), extraNames: parseExtraNames(names ?? '', path('names')) }
  const fault = faultOfLeaf({ cert: leaf, key: leafKey }, { cert: ca, key: caKey }, machine, now)
  if (fault !== null || leaf === null) {
    return warning(
      'Certificate',
      `"${path('cert.pem')}" ${fault?.fault}: the next start makes a new one.`,
      'Start the server again. Headsets on which its warning was accepted warn once more.',
    )
  }
  return ok(
    'Certificate',
    `"${path('cert.pem')}" fits this machine, ${remaining(reportOf(leaf, path('cert.pem')), now)}.`,
  )
}

/** Secrets that others on this machine can read, and a token that is none. */
export async function* checkSecrets(environment: DoctorEnvironment): AsyncGenerator<Check> {
  const { token, viewerToken, cert, key, certsFolder } = environment.options
  if (token === false) {
    yield warning(
      'Token',
      'None is asked for: everybody who can reach the port gets in and may drive the robot.',
      'Start the server without --no-token, unless the network is yours alone.',
    )
  }
  const kept = (name: string) => join(certsFolder, name)
  const tokens = [
    ...(token === undefined ? ['token'] : []),
    ...(viewerToken === undefined ? ['viewer-token'] : []),
  ].map(kept)
  const keys = key ?? (cert === undefined ? [kept('key.pem'), kept('ca-key.pem')] : [])
  const faults = [
    ...(await Promise.all([...tokens, ...[keys].flat()].map((path) => modeFault(environment, path)))),
    ...(await Promise.all(tokens.map((path) => faultOfToken(environment, path)))),
  ].filter((fault) => fault !== null)
  yield* faults
  if (faults.length === 0) yield ok('Secrets', 'No other user of this machine can read tokens or private keys.')
}

async function modeFault({ platform, modeOf }: DoctorEnvironment, path: string): Promise<Check | null> {
  const mode = await modeOf(path)
  if (mode === null || platform === 'win32' || (mode & 0o077) === 0) return null
  return warning('Secrets', `"${path}" can be read by other users of this machine.`, `Run: chmod 600 ${path}`)
}

async function faultOfToken({ modeOf, readFile }: DoctorEnvironment, path: string): Promise<Check | null> {
  if ((await modeOf(path)) === null) return null // the first start makes it
  const text = await readFile(path)
  if (text !== null && /^([\x21-\x7e]{8,200})?$/.test(text.trim())) return null
  return failed(
    'Token',
    `"${path}" cannot be read, or is not a token.`,
    'Delete it to have a new one made, or write 8 to 200 characters without spaces into it.',
  )
}

export async function checkClient({ options, readFile }: DoctorEnvironment): Promise<Check> {
  if ((await readFile(join(options.clientRoot, 'index.html'))) !== null)
    return ok('Client', 'The viewer page is built.')
  return failed(
    'Client',
    `"${options.clientRoot}" holds no index.html: there is no page to show.`,
    'In the source tree run: npm run build. Otherwise install the package again, or mend clientRoot.',
  )
}

export async function* checkStaticRoots({ options, isFolder }: DoctorEnvironment): AsyncGenerator<Check> {
  for (const root of options.staticRoot) {
    if (!(await isFolder(root))) {
      yield failed('Static files', `"${root}" is no folder.`, 'Make it, or mend --static-root.')
    } else if (contains(root, options.certsFolder)) {
      yield warning(
        'Static files',
        `"${root}" contains "${options.certsFolder}", where tokens and private keys lie.`,
        'Serve a folder that holds nothing but what everybody may read.',
      )
    } else yield ok('Static files', `"${root}" is there.`)
  }
}

function contains(folder: string, inner: string): boolean {
  const path = relative(resolve(folder), resolve(inner))
  return path !== '..' && !path.startsWith(`..${sep}`)
}
