import 'reflect-metadata' // @peculiar/x509 fails at import without it
import { X509Certificate as NodeCertificate } from 'node:crypto'
import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509'
import { isLinkLocal, isLoopback, type LocalAddresses } from '../addresses.ts'
import { VuerError } from '../errors.ts'
import { dayMs } from './authority.ts'

/** What a certificate says, for people. */
export interface CertificateReport {
  readonly subject: string
  readonly issuer: string
  /** Host names and IP addresses for which it may be shown. */
  readonly names: readonly string[]
  readonly validFrom: Date
  readonly validTo: Date
  /** SHA-256, `AB:CD:…`, as browsers show it. */
  readonly fingerprint256: string
}

/**
 * Reads the first certificate of a PEM text.
 *
 * @throws VuerError `TLS_CERT_INVALID`, with the name of the file
 */
export function reportOf(pem: string, path: string): CertificateReport {
  const certificate = parse(pem, path)
  const alternatives = new X509Certificate(certificate.raw).getExtension(SubjectAlternativeNameExtension)
  return {
    subject: onOneLine(certificate.subject),
    issuer: onOneLine(certificate.issuer),
    names: (alternatives?.names.items ?? []).map(({ value }) => value),
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
    fingerprint256: certificate.fingerprint256,
  }
}

/** The report as lines of a table, with `fit` as the last: whether the certificate can be used here. */
export function formatReport(report: CertificateReport, now: Date, fit: string): string {
  const rows = [
    ['Subject', report.subject],
    ...(report.names.length > 0 ? [['Names', report.names.join(', ')]] : []),
    ['Valid', `${dateOf(report.validFrom)} to ${dateOf(report.validTo)} (${remaining(report, now)})`],
    ['Issuer', report.issuer === report.subject ? 'itself' : report.issuer],
    ['SHA-256', report.fingerprint256],
    ['Fits', fit],
  ]
  return rows.map(([label, text]) => `  ${label?.padEnd(7)}  ${text}\n`).join('')
}

/** How long a certificate is valid still, in words. */
export function remaining({ validFrom, validTo }: CertificateReport, now: Date): string {
  if (validFrom > now) return 'not yet valid'
  const days = Math.floor((validTo.getTime() - now.getTime()) / dayMs)
  return validTo <= now ? 'expired' : days === 1 ? '1 day left' : `${days} days left`
}

/** Which addresses of this machine a page cannot be opened under without a warning; loopback and link-local ones aside. */
export function unnamedAddresses(pem: string, path: string, { ipv4, ipv6 }: LocalAddresses): string[] {
  const certificate = parse(pem, path)
  return [...ipv4, ...ipv6].filter(
    (address) => !isLoopback(address) && !isLinkLocal(address) && certificate.checkIP(address) === undefined,
  )
}

function parse(pem: string, path: string): NodeCertificate {
  try {
    return new NodeCertificate(pem)
  } catch (cause) {
    throw new VuerError('TLS_CERT_INVALID', `"${path}" is not a certificate in PEM`, { cause })
  }
}

const dateOf = (date: Date): string => date.toISOString().slice(0, 10)
const onOneLine = (name: string): string => name.replaceAll('\n', ', ')
