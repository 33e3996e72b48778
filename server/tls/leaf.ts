import 'reflect-metadata' // @peculiar/x509 fails at import without it
import { createPrivateKey, X509Certificate as NodeCertificate } from 'node:crypto'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { isLinkLocal, type LocalAddresses } from '../addresses.ts'
import { type Authority, dayMs } from './authority.ts'
import { generateKeyPair, importSigningKey, privateKeyPem, signingAlgorithm } from './keyPair.ts'

/** Browsers refuse server certificates that live for more than 398 days; we stay one below. */
const lifetimeMs = 397 * dayMs
const renewBeforeMs = 30 * dayMs

/** A server certificate and its private key, in PEM. */
export interface Leaf {
  readonly cert: string
  readonly key: string
}

/** What this machine is called, and what its certificate shall carry beside that. */
export interface MachineNames extends LocalAddresses {
  /** Host names and IP addresses that somebody asked for. */
  readonly extraNames?: readonly string[]
}

/**
 * The names that a certificate must carry: `localhost`, the host, `<host>.local`, every IP, and those asked for. Link-local
 * IPv6 addresses are left out: browsers cannot open them, and each container that starts brings another.
 */
export function namesFor(machine: MachineNames): { dns: string[]; ip: string[] } {
  const host = machine.hostName.toLowerCase()
  const extra = machine.extraNames ?? []
  const dns = new Set(['localhost'])
  // A computer's name may hold spaces or umlauts; such a name cannot be written as a DNS name.
  if (/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(host)) {
    dns.add(host)
    if (!host.includes('.') && host !== 'localhost') dns.add(`${host}.local`)
  }
  for (const name of extra) if (isIP(name) === 0) dns.add(name)
  const ip = new Set([
    '127.0.0.1',
    '::1',
    ...machine.ipv4,
    ...machine.ipv6,
    ...extra.filter((name) => isIP(name) !== 0),
  ])
  return { dns: [...dns], ip: [...ip].filter((address) => !isLinkLocal(address)) }
}

/**
 * Issues a server certificate for this machine's names and addresses, valid from yesterday (clocks differ) for 397 days
 * in all, never longer than its authority.
 */
export async function issueLeaf(authority: Authority, machine: MachineNames, now: Date): Promise<Leaf> {
  const issuer = new X509Certificate(authority.cert)
  const keys = await generateKeyPair()
  const { dns, ip } = namesFor(machine)
  const notBefore = new Date(now.getTime() - dayMs)
  const certificate = await X509CertificateGenerator.create({
    subject: [{ O: ['vuer-xr'] }, { CN: [(dns[1] ?? 'localhost').slice(0, 64)] }],
    issuer: issuer.subjectName,
    notBefore,
    notAfter: new Date(Math.min(notBefore.getTime() + lifetimeMs, issuer.notAfter.getTime())),
    signingAlgorithm,
    publicKey: keys.publicKey,
    signingKey: await importSigningKey(authority.key),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...dns.map((value) => ({ type: 'dns' as const, value })),
        ...ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { cert: `${certificate.toString('pem')}\n`, key: privateKeyPem(keys.privateKey) }
}

/**
 * Why a stored leaf must be made anew, as the rest of a sentence, or null when it can be kept. `ours` says whether it
 * was issued by this authority, and so may be replaced without a copy.
 */
export function faultOfLeaf(
  leaf: { cert: string | null; key: string | null },
  authority: Authority,
  machine: MachineNames,
  now: Date,
): { fault: string; ours: boolean } | null {
  const foreign = (fault: string) => ({ fault, ours: false })
  const outdated = (fault: string) => ({ fault, ours: true })
  if (leaf.cert === null || leaf.key === null) return foreign('is gone or cannot be read')
  try {
    const certificate = new NodeCertificate(leaf.cert)
    const issuer = new NodeCertificate(authority.cert)
    if (!certificate.checkPrivateKey(createPrivateKey(leaf.key))) return foreign('does not belong to its key')
    if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) {
      return foreign('was not signed by the authority beside it')
    }
    const endsAtMs = Date.parse(certificate.validTo)
    if (endsAtMs <= now.getTime()) return outdated('has expired')
    // One that already lives as long as its authority would only be made again with the same end.
    if (endsAtMs - now.getTime() < renewBeforeMs && endsAtMs < Date.parse(issuer.validTo)) {
      return outdated('expires within 30 days')
    }
    const [missing] = missingNames(certificate, machine)
    if (missing === undefined) return null
    const why = machine.extraNames?.includes(missing) ? 'which was asked for' : 'which this machine has now'
    return outdated(`does not name ${missing}, ${why}`)
  } catch {
    return foreign('is damaged')
  }
}

/** What {@link namesFor} asks for and the certificate does not carry. */
export function missingNames(certificate: NodeCertificate, machine: MachineNames): string[] {
  const named = new Set((certificate.subjectAltName ?? '').split(', '))
  const { dns, ip } = namesFor(machine)
  return [
    ...dns.filter((name) => !named.has(`DNS:${name}`)),
    ...ip.filter((address) => certificate.checkIP(address) === undefined),
  ]
}
