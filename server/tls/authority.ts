import 'reflect-metadata' // @peculiar/x509 fails at import without it
import { createPrivateKey, X509Certificate as NodeCertificate, randomBytes } from 'node:crypto'
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { generateKeyPair, privateKeyPem, signingAlgorithm } from './keyPair.ts'

/** A certificate authority of this machine, in PEM. Whoever trusts `cert` trusts all that `key` signs: keep it private. */
export interface Authority {
  readonly cert: string
  readonly key: string
}

export const dayMs = 24 * 60 * 60 * 1000
const lifetimeMs = 3652 * dayMs // ten years

/**
 * Makes a local certificate authority, valid for ten years. It may sign leaves only (path length 0). The name ends in
 * random digits: a headset that trusts several of them can tell them apart in its settings.
 */
export async function createAuthority(hostName: string, now: Date): Promise<Authority> {
  const keys = await generateKeyPair()
  const commonName = `vuer-xr authority ${hostName} ${randomBytes(3).toString('hex')}`.trim()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ O: ['vuer-xr'] }, { CN: [commonName.slice(0, 64)] }], // X.520 allows 64 characters
    notBefore: new Date(now.getTime() - dayMs), // a headset's clock may be behind
    notAfter: new Date(now.getTime() + lifetimeMs),
    signingAlgorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: `${certificate.toString('pem')}\n`, key: privateKeyPem(keys.privateKey) }
}

/**
 * Why a stored authority cannot be used any more, as the rest of a sentence, or null when it can. One that is not yet
 * valid is kept: then it is the clock of this machine that is wrong.
 */
export function faultOfAuthority(cert: string | null, key: string | null, now: Date): string | null {
  if (cert === null || key === null) return 'is gone or cannot be read'
  try {
    const certificate = new NodeCertificate(cert)
    const privateKey = createPrivateKey(key)
    if (!certificate.ca || !certificate.verify(certificate.publicKey)) return 'is not a certificate authority'
    if (!certificate.checkPrivateKey(privateKey)) return 'does not belong to its key'
    if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return 'has a key that is not EC P-256'
    if (Date.parse(certificate.validTo) <= now.getTime()) return 'has expired'
    return null
  } catch {
    return 'is damaged'
  }
}
