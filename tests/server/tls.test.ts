import { connect } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { localAddresses } from '../../server/addresses.ts'
import { createAuthority } from '../../server/tls/authority.ts'
import { issueLeaf } from '../../server/tls/leaf.ts'
import { tlsOptions } from '../../server/tls/serverIdentity.ts'
import { issueClientCertificate } from '../support/server/clientCertificate.ts'
import { getOverTls, startTlsServer } from '../support/server/tlsSocket.ts'

const authority = await createAuthority('test', new Date())
const leaf = await issueLeaf(authority, localAddresses(), new Date())
const clientAuthority = await createAuthority('clients', new Date())
const open = tlsOptions({ ...leaf, clientAuthority: null })
const mutual = tlsOptions({ ...leaf, clientAuthority: clientAuthority.cert })

describe('a client that trusts the authority', () => {
  test.each(['localhost', '127.0.0.1'])('accepts the certificate for %s', async (host) => {
    const port = await startTlsServer(open)
    expect(await getOverTls(host, port, { ca: authority.cert })).toBe('hello stranger')
  })

  test('accepts the certificate for ::1', async (context) => {
    const port = await startTlsServer(open, '::1').catch((error: Error & { code?: string }) => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return null
      throw error
    })
    if (port === null) return context.skip('this machine has no IPv6')
    expect(await getOverTls('::1', port, { ca: authority.cert })).toBe('hello stranger')
  })

  test('refuses it for a name that it does not carry', async () => {
    const port = await startTlsServer(open)
    const elsewhere = getOverTls('127.0.0.1', port, { ca: authority.cert, servername: 'evil.example' })
    await expect(elsewhere).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })
})

test('a client that does not trust the authority refuses the certificate', async () => {
  const port = await startTlsServer(open)
  await expect(getOverTls('127.0.0.1', port, {})).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
})

describe('TLS versions', () => {
  const protocolOf = (port: number, version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
    new Promise<string | null>((resolve, reject) => {
      const socket = connect({
        host: '127.0.0.1',
        port,
        ca: authority.cert,
        minVersion: version,
        maxVersion: version,
        ciphers: 'DEFAULT@SECLEVEL=0', // lets this client offer 1.1 at all
      })
      socket.on('error', reject)
      socket.on('secureConnect', () => {
        resolve(socket.getProtocol())
        socket.destroy()
      })
    })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s is spoken', async (version) => {
    expect(await protocolOf(await startTlsServer(open), version)).toBe(version)
  })

  test('TLSv1.1 is refused by the server', async () => {
    await expect(protocolOf(await startTlsServer(open), 'TLSv1.1')).rejects.toMatchObject({
      code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    })
  })
})

describe('mutual TLS', () => {
  test('a certificate of the client authority gets in, by name', async () => {
    const port = await startTlsServer(mutual)
    const client = await issueClientCertificate(clientAuthority, 'headset-1')
    expect(await getOverTls('127.0.0.1', port, { ca: authority.cert, ...client })).toBe('hello headset-1')
  })

  test('no certificate is refused', async () => {
    const port = await startTlsServer(mutual)
    await expect(getOverTls('127.0.0.1', port, { ca: authority.cert })).rejects.toMatchObject({
      code: expect.stringMatching(/CERTIFICATE_REQUIRED|ECONNRESET/),
    })
  })

  test('a certificate of another authority, even of the one that signed the server, is refused', async () => {
    const port = await startTlsServer(mutual)
    const client = await issueClientCertificate(authority, 'stranger')
    await expect(getOverTls('127.0.0.1', port, { ca: authority.cert, ...client })).rejects.toThrow()
  })
})
