import { join } from 'node:path'
import { type LocalAddresses, localAddresses } from '../addresses.ts'
import { writeWhole } from '../writeWhole.ts'
import { type Authority, createAuthority, faultOfAuthority } from './authority.ts'
import { readExtraNames } from './extraNames.ts'
import { faultOfLeaf, issueLeaf, type Leaf, type MachineNames } from './leaf.ts'
import { openPrivateFolder, readIfReadable, setAside } from './privateFolder.ts'

/** The server's own certificates in PEM. `renewed` is null when they were kept, or a sentence that says what was made and why. */
export interface KeptCertificates {
  readonly cert: string
  readonly key: string
  readonly ca: string
  readonly renewed: string | null
}

const wasUnwanted = 'was to be made anew'
const publicMode = 0o644
const secretMode = 0o600

/**
 * Keeps a local authority (ca.pem, ca-key.pem) and a server certificate (cert.pem, key.pem) in a folder, and makes only
 * what is gone, damaged, expired or, for the server certificate, not fit for this machine's present addresses. The
 * authority stays as long as it can, because somebody installed it by hand in a headset. A file that is replaced and was
 * not issued by this authority stays beside it as `<name>.replaced`. With `renew` the certificate is made anew in any case,
 * and the authority where that is asked for.
 *
 * @throws VuerError `FOLDER_UNUSABLE`, `FILE_UNWRITABLE`, `NAMES_INVALID`
 */
export async function ensureCertificates(
  folder: string,
  options: { addresses?: LocalAddresses; now?: Date; renew?: 'certificate' | 'authority' } = {},
): Promise<KeptCertificates> {
  const { addresses = localAddresses(), now = new Date(), renew } = options
  await openPrivateFolder(folder)
  const machine = { ...addresses, extraNames: await readExtraNames(folder) }
  const authority = await ensureAuthority(folder, machine.hostName, now, renew === 'authority')
  const leaf = await ensureLeaf(folder, authority.value, machine, now, renew !== undefined)
  const renewed = [authority.renewed, leaf.renewed].filter((sentence) => sentence !== null).join(' ')
  return { ...leaf.value, ca: authority.value.cert, renewed: renewed === '' ? null : renewed }
}

interface Ensured<Value> {
  value: Value
  renewed: string | null
}

async function ensureAuthority(
  folder: string,
  hostName: string,
  now: Date,
  isUnwanted: boolean,
): Promise<Ensured<Authority>> {
  const certPath = join(folder, 'ca.pem')
  const keyPath = join(folder, 'ca-key.pem')
  const [cert, key] = await Promise.all([readIfReadable(certPath), readIfReadable(keyPath)])
  const fault = faultOfAuthority(cert, key, now) ?? (isUnwanted ? wasUnwanted : null)
  if (fault === null && cert !== null && key !== null) return { value: { cert, key }, renewed: null }
  const value = await createAuthority(hostName, now)
  await Promise.all([setAside(certPath), setAside(keyPath)])
  await writeWhole(keyPath, value.key, secretMode)
  await writeWhole(certPath, value.cert, publicMode)
  return {
    value,
    renewed: `A new authority was made: "${certPath}" ${fault}; headsets that trusted the old one must install it.`,
  }
}

async function ensureLeaf(
  folder: string,
  authority: Authority,
  machine: MachineNames,
  now: Date,
  isUnwanted: boolean,
): Promise<Ensured<Leaf>> {
  const certPath = join(folder, 'cert.pem')
  const keyPath = join(folder, 'key.pem')
  const [cert, key] = await Promise.all([readIfReadable(certPath), readIfReadable(keyPath)])
  const outcome =
    faultOfLeaf({ cert, key }, authority, machine, now) ?? (isUnwanted ? { fault: wasUnwanted, ours: true } : null)
  if (outcome === null && cert !== null && key !== null) return { value: { cert, key }, renewed: null }
  const value = await issueLeaf(authority, machine, now)
  if (outcome?.ours !== true) await Promise.all([setAside(certPath), setAside(keyPath)])
  await writeWhole(keyPath, value.key, secretMode)
  await writeWhole(certPath, value.cert, publicMode)
  return { value, renewed: `A new certificate was made: "${certPath}" ${outcome?.fault}.` }
}
