import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ServerOptions } from 'node:https'
import { VuerError } from '../errors.ts'
import { ensureCertificates } from './certificateFolder.ts'

/** What the server shows to those who connect, and what it asks of them. All certificates are PEM text. */
export interface Identity {
  readonly cert: string
  readonly key: string
  /** The authority to hand out at /ca.crt; null when the certificate was not made here. */
  readonly authority: string | null
  /** When set, only clients with a certificate of this authority get in (mutual TLS). */
  readonly clientAuthority: string | null
  /** SHA-256 of the server certificate, `AB:CD:…`, as browsers show it. */
  readonly fingerprint256: string
  readonly source: 'files' | 'made' | 'kept'
  /** What was made anew and why, for the log; null unless `source` is `made`. */
  readonly renewed: string | null
}

/** Paths of PEM files. `cert` and `key` go together. */
export interface IdentityFiles {
  readonly cert?: string | undefined
  readonly key?: string | undefined
  readonly caCert?: string | undefined
}

/**
 * Reads and checks the user's own certificate before anything listens.
 *
 * @throws VuerError that names the file and says what to do: `TLS_OPTIONS_INCOMPLETE`, `TLS_FILE_UNREADABLE`,
 * `TLS_CERT_INVALID`, `TLS_KEY_INVALID`, `TLS_KEY_MISMATCH`, `TLS_CERT_EXPIRED`, `TLS_CERT_NOT_YET_VALID`,
 * `TLS_CA_CERT_INVALID`
 */
export function loadIdentity(
  files: IdentityFiles,
  now: Date = new Date(),
): { cert: string; key: string; clientCa?: string; fingerprint: string } {
  if (files.cert === undefined || files.key === undefined) {
    const [given, missing] = files.cert === undefined ? ['key', 'cert'] : ['cert', 'key']
    throw new VuerError(
      'TLS_OPTIONS_INCOMPLETE',
      `${given} was given without ${missing}: give both, or neither to have a certificate made.`,
    )
  }
  const cert = readPem('cert', files.cert)
  const key = readPem('key', files.key)
  const certificate = parseCertificate('TLS_CERT_INVALID', 'cert', files.cert, cert)
  if (!certificate.checkPrivateKey(parseKey(files.key, key))) {
    throw new VuerError(
      'TLS_KEY_MISMATCH',
      `key "${files.key}" does not belong to cert "${files.cert}": give the key that this certificate was made with.`,
    )
  }
  if (Date.parse(certificate.validTo) <= now.getTime()) {
    throw new VuerError(
      'TLS_CERT_EXPIRED',
      `cert "${files.cert}" expired on ${certificate.validTo}: renew it, or give no cert to have one made.`,
    )
  }
  if (Date.parse(certificate.validFrom) > now.getTime()) {
    throw new VuerError(
      'TLS_CERT_NOT_YET_VALID',
      `cert "${files.cert}" is valid only from ${certificate.validFrom}: check the clock of this machine.`,
    )
  }
  const clientCa = readClientAuthority(files.caCert)
  return { cert, key, fingerprint: certificate.fingerprint256, ...(clientCa === null ? {} : { clientCa }) }
}

/**
 * The identity to serve with: the user's own files when `cert` and `key` are given, otherwise certificates that are made
 * once and kept in `certsFolder`. `caCert` turns on mutual TLS with either.
 *
 * @throws VuerError as {@link loadIdentity} and `ensureCertificates` do
 */
export async function resolveIdentity(options: IdentityFiles & { readonly certsFolder: string }): Promise<Identity> {
  if (options.cert !== undefined || options.key !== undefined) {
    const { cert, key, clientCa, fingerprint } = loadIdentity(options)
    const clientAuthority = clientCa ?? null
    return { cert, key, authority: null, clientAuthority, fingerprint256: fingerprint, source: 'files', renewed: null }
  }
  const clientAuthority = readClientAuthority(options.caCert)
  const { cert, key, ca, renewed } = await ensureCertificates(options.certsFolder)
  const { fingerprint256 } = new X509Certificate(cert)
  return { cert, key, authority: ca, clientAuthority, fingerprint256, source: renewed ? 'made' : 'kept', renewed }
}

/** Options for `https.createServer`: TLS 1.2 or newer, and client certificates demanded when `clientAuthority` is set. */
export function tlsOptions(identity: Pick<Identity, 'cert' | 'key' | 'clientAuthority'>): ServerOptions {
  const { cert, key, clientAuthority } = identity
  const base: ServerOptions = { cert, key, minVersion: 'TLSv1.2' }
  if (clientAuthority === null) return base
  return { ...base, ca: clientAuthority, requestCert: true, rejectUnauthorized: true }
}

function readPem(option: 'cert' | 'key' | 'caCert', path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null
    const what = code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : 'cannot be read'
    throw new VuerError('TLS_FILE_UNREADABLE', `${option} "${path}" ${what}: give the path of a PEM file.`, { cause })
  }
}

function parseCertificate(code: string, option: 'cert' | 'caCert', path: string, pem: string): X509Certificate {
  try {
    if (!pem.includes('-----BEGIN ')) throw new Error('no PEM block')
    return new X509Certificate(pem)
  } catch (cause) {
    throw new VuerError(
      code,
      `${option} "${path}" is not a certificate in PEM: it must hold a block "-----BEGIN CERTIFICATE-----".`,
      { cause },
    )
  }
}

function parseKey(path: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    const encrypted = /ENCRYPTED/.test(pem)
    throw new VuerError(
      'TLS_KEY_INVALID',
      encrypted
        ? `key "${path}" is protected by a passphrase: give a copy without one (openssl pkey -in … -out …).`
        : `key "${path}" is not a private key in PEM: it must hold a block "-----BEGIN PRIVATE KEY-----".`,
      { cause },
    )
  }
}

function readClientAuthority(path: string | undefined): string | null {
  if (path === undefined) return null
  const pem = readPem('caCert', path)
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [pem]
  for (const block of blocks) parseCertificate('TLS_CA_CERT_INVALID', 'caCert', path, block)
  return pem
}
