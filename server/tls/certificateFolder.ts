import { join } from 'node:path'
import { type LocalAddresses, localAddresses } from '../addresses.ts'
import { type Authority, createAuthority, faultOfAuthority } from './authority.ts'
import { faultOfLeaf, issueLeaf, type Leaf } from './leaf.ts'
import { openPrivateFolder, readIfReadable, setAside, writeWhole } from './privateFolder.ts'

/** The server's own certificates in PEM. `renewed` is null when they were kept, or a sentence that says what was made and why. */
export interface KeptCertificates {
  readonly cert: string
  readonly key: string
  readonly ca: string
  readonly renewed: string | null
}

const publicMode = 0o644
const secretMode = 0o600

/**
 * Keeps a local authority (ca.pem, ca-key.pem) and a server certificate (cert.pem, key.pem) in a folder, and makes only
 * what is gone, damaged, expired or, for the server certificate, not fit for this machine's present addresses. The
 * authority stays as long as it can, because somebody installed it by hand in a headset. A file that is replaced and was
 * not issued by this authority stays beside it as `<name>.replaced`.
 *
 * @throws VuerError `FOLDER_UNUSABLE`, `FILE_UNWRITABLE`
 */
export async function ensureCertificates(
  folder: string,
  options: { addresses?: LocalAddresses; now?: Date } = {},
): Promise<KeptCertificates> {
  const { addresses = localAddresses(), now = new Date() } = options
  await openPrivateFolder(folder)
  const authority = await ensureAuthority(folder, addresses.hostName, now)
  const leaf = await ensureLeaf(folder, authority.value, addresses, now)
  const renewed = [authority.renewed, leaf.renewed].filter((sentence) => sentence !== null).join(' ')
  return { ...leaf.value, ca: authority.value.cert, renewed: renewed === '' ? null : renewed }
}

interface Ensured<Value> {
  value: Value
  renewed: string | null
}

async function ensureAuthority(folder: string, hostName: string, now: Date): Promise<Ensured<Authority>> {
  const certPath = join(folder, 'ca.pem')
  const keyPath = join(folder, 'ca-key.pem')
  const [cert, key] = await Promise.all([readIfReadable(certPath), readIfReadable(keyPath)])
  const fault = faultOfAuthority(cert, key, now)
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
  addresses: LocalAddresses,
  now: Date,
): Promise<Ensured<Leaf>> {
  const certPath = join(folder, 'cert.pem')
  const keyPath = join(folder, 'key.pem')
  const [cert, key] = await Promise.all([readIfReadable(certPath), readIfReadable(keyPath)])
  const outcome = faultOfLeaf({ cert, key }, authority, addresses, now)
  if (outcome === null && cert !== null && key !== null) return { value: { cert, key }, renewed: null }
  const value = await issueLeaf(authority, addresses, now)
  if (outcome?.ours !== true) await Promise.all([setAside(certPath), setAside(keyPath)])
  await writeWhole(keyPath, value.key, secretMode)
  await writeWhole(certPath, value.cert, publicMode)
  return { value, renewed: `A new certificate was made: "${certPath}" ${outcome?.fault}.` }
}
