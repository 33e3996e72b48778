import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { localAddresses } from '../addresses.ts'
import { VuerError } from '../errors.ts'
import { resolveOptions } from '../options.ts'
import { faultOfAuthority } from '../tls/authority.ts'
import { ensureCertificates } from '../tls/certificateFolder.ts'
import { formatReport, reportOf, unnamedAddresses } from '../tls/certificateReport.ts'
import { addExtraNames, readExtraNames } from '../tls/extraNames.ts'
import { faultOfLeaf } from '../tls/leaf.ts'
import { readIfReadable } from '../tls/privateFolder.ts'
import type { CertificateFlags } from './certificateCommands.ts'

/** `vuer-xr cert make`: what is there and fits stays. */
export async function certMake({ folder = keptFolder(), names = [] }: CertificateFlags): Promise<number> {
  const isFirst = !existsSync(join(folder, 'ca.pem'))
  await addExtraNames(folder, names)
  const { renewed } = await ensureCertificates(folder)
  if (isFirst) print(`An authority and a certificate were made in "${folder}".\n`)
  else print(`${renewed ?? 'There is one that fits; "vuer-xr cert renew" makes it anew.'}\n`)
  const hosts = names.filter((name) => isIP(name) === 0)
  if (hosts.length > 0)
    print(`Start the server with --known-hosts ${hosts.join(',')}, so that pages may connect there.\n`)
  return showFolder(folder)
}

/** `vuer-xr cert renew`. A server that runs goes on with the old one until it is started again. */
export async function certRenew({ folder = keptFolder(), authority = false }: CertificateFlags): Promise<number> {
  const { renewed } = await ensureCertificates(folder, { renew: authority ? 'authority' : 'certificate' })
  print(`${renewed}\nA server that runs must be started again to use it.\n`)
  return showFolder(folder)
}

/** `vuer-xr cert show`: a file, or what a folder keeps. */
export async function certShow({ folder, cert }: CertificateFlags): Promise<number> {
  const file = cert ?? (folder === undefined ? resolveOptions().cert : undefined)
  return file === undefined ? showFolder(folder ?? keptFolder()) : showFile(file)
}

async function showFolder(folder: string): Promise<number> {
  const now = new Date()
  const [caPath, caKeyPath, leafPath, keyPath] = ['ca.pem', 'ca-key.pem', 'cert.pem', 'key.pem'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  const [ca, caKey, leaf, key] = await Promise.all([caPath, caKeyPath, leafPath, keyPath].map(readIfReadable))
  if (!ca || !leaf) {
    throw new VuerError('CERT_MISSING', `"${folder}" holds no certificate of a server: "vuer-xr cert make" makes one`)
  }
  const machine = { ...localAddresses(), extraNames: await readExtraNames(folder) }
  const leafFault = faultOfLeaf({ cert: leaf, key: key ?? null }, { cert: ca, key: caKey ?? '' }, machine, now)
  printCertificate(leafPath, leaf, leafFault?.fault ?? null, now)
  printCertificate(caPath, ca, faultOfAuthority(ca, caKey ?? null, now), now)
  return 0
}

function showFile(path: string): number {
  const now = new Date()
  let pem: string
  try {
    pem = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new VuerError('TLS_FILE_UNREADABLE', `"${path}" cannot be read: give the path of a PEM file`, { cause })
  }
  const unnamed = unnamedAddresses(pem, path, localAddresses())
  const fault = unnamed.length === 0 ? null : `does not name ${unnamed.join(', ')}, which this machine has now`
  printCertificate(path, pem, fault, now)
  return 0
}

function printCertificate(path: string, pem: string, fault: string | null, now: Date): void {
  const fit = fault === null ? 'yes' : `no: it ${fault}`
  print(`\n${path}\n${formatReport(reportOf(pem, path), now, fit)}`)
}

const keptFolder = (): string => resolveOptions().certsFolder
const print = (text: string): void => void process.stdout.write(text)
