import 'reflect-metadata'
import { ExtendedKeyUsage, ExtendedKeyUsageExtension, X509Certificate, X509CertificateGenerator } from '@peculiar/x509'
import type { Authority } from '../../../server/tls/authority.ts'
import { generateKeyPair, importSigningKey, privateKeyPem, signingAlgorithm } from '../../../server/tls/keyPair.ts'

/** A certificate of one hour that lets a client in where `authority` is the client authority. PEM. */
export async function issueClientCertificate(
  authority: Authority,
  commonName: string,
): Promise<{ cert: string; key: string }> {
  const keys = await generateKeyPair()
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [commonName] }],
    issuer: new X509Certificate(authority.cert).subjectName,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm,
    publicKey: keys.publicKey,
    signingKey: await importSigningKey(authority.key),
    extensions: [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])],
  })
  return { cert: certificate.toString('pem'), key: privateKeyPem(keys.privateKey) }
}
