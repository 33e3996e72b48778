import { X509Certificate } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LocalAddresses } from '../../server/addresses.ts'
import { createAuthority } from '../../server/tls/authority.ts'
import { ensureCertificates } from '../../server/tls/certificateFolder.ts'
import { addExtraNames } from '../../server/tls/extraNames.ts'
import { issueLeaf } from '../../server/tls/leaf.ts'
import { temporaryFolder } from '../support/server/temporaryFolder.ts'
import { withoutSuperuser } from '../support/server/withoutSuperuser.ts'

const dayMs = 24 * 60 * 60 * 1000
const now = new Date('2026-03-01T12:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * dayMs)
const addresses: LocalAddresses = {
  ipv4: ['192.168.7.20', '127.0.0.1'],
  ipv6: ['fd00::7:20', 'fe80::1', '::1'],
  hostName: 'Robot',
}
const first = { addresses, now }

async function madeFolder() {
  const folder = join(await temporaryFolder(), 'certs')
  const made = await ensureCertificates(folder, first)
  return { folder, made, path: (name: string) => join(folder, name) }
}

describe('what is made at first', () => {
  test('a new folder gets the four files and a .gitignore, with private keys that only the owner can read', async () => {
    const { folder, made } = await madeFolder()
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'ca-key.pem', 'ca.pem', 'cert.pem', 'key.pem'])
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('*\n')
    for (const name of ['ca-key.pem', 'key.pem']) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    expect(made.cert).toBe(await readFile(join(folder, 'cert.pem'), 'utf8'))
    expect(made.key).toBe(await readFile(join(folder, 'key.pem'), 'utf8'))
    expect(made.ca).toBe(await readFile(join(folder, 'ca.pem'), 'utf8'))
    expect(made.renewed).toContain('ca.pem" is gone')
  })

  test('a folder that is there already gets no .gitignore', async () => {
    const folder = await temporaryFolder()
    await ensureCertificates(folder, first)
    expect(await readdir(folder)).not.toContain('.gitignore')
  })

  test('the authority may sign, lives ten years, and signed the leaf', async () => {
    const { made } = await madeFolder()
    const authority = new X509Certificate(made.ca)
    const leaf = new X509Certificate(made.cert)
    expect(authority.ca).toBe(true)
    expect(authority.subject).toContain('Robot')
    expect(Date.parse(authority.validTo) - now.getTime()).toBeGreaterThan(3650 * dayMs)
    expect(leaf.ca).toBe(false)
    expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey)).toBe(true)
  })

  test('the leaf is for servers, lives at most 397 days, and names every host name and address', async () => {
    const leaf = new X509Certificate((await madeFolder()).made.cert)
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']) // serverAuth; Node calls the extended key usage keyUsage
    expect(Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)).toBe(397 * dayMs)
    for (const name of ['localhost', 'robot', 'robot.local']) expect(leaf.checkHost(name)).toBe(name)
    for (const address of ['192.168.7.20', '127.0.0.1', 'fd00::7:20', '::1'])
      expect(leaf.checkIP(address)).toBe(address)
    expect(leaf.checkIP('192.168.7.21')).toBeUndefined()
  })

  test('link-local addresses are left out: no browser opens them, and each container brings another', async () => {
    const { folder, made } = await madeFolder()
    expect(new X509Certificate(made.cert).checkIP('fe80::1')).toBeUndefined()
    const another = { ...addresses, ipv6: [...addresses.ipv6, 'fe80::2'] }
    expect((await ensureCertificates(folder, { addresses: another, now })).renewed).toBeNull()
  })

  test('a host name that is no DNS name is left out; one with a dot gets no .local', async () => {
    const named = async (hostName: string) => {
      const { cert } = await ensureCertificates(await temporaryFolder(), { addresses: { ...addresses, hostName }, now })
      return new X509Certificate(cert).subjectAltName?.split(', ').filter((name) => name.startsWith('DNS:'))
    }
    expect(await named('Ada’s Mac')).toEqual(['DNS:localhost'])
    expect(await named('arm.lab.example')).toEqual(['DNS:localhost', 'DNS:arm.lab.example'])
  })

  test('a folder that cannot be made is an error that names it', async () => {
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    await expect(ensureCertificates(join(file, 'certs'), first)).rejects.toMatchObject({
      code: 'FOLDER_UNUSABLE',
      message: expect.stringContaining(file),
    })
  })
})

describe('what is kept', () => {
  test('the same addresses: everything is kept', async () => {
    const { folder, made } = await madeFolder()
    expect(await ensureCertificates(folder, first)).toEqual({ ...made, renewed: null })
  })

  test('an address that went away: everything is kept', async () => {
    const { folder, made } = await madeFolder()
    const fewer = { ...addresses, ipv4: ['127.0.0.1'] }
    expect(await ensureCertificates(folder, { addresses: fewer, now })).toEqual({ ...made, renewed: null })
  })

  test('a clock that is set back years: everything is kept', async () => {
    const { folder, made } = await madeFolder()
    const wrong = new Date('1970-01-02T00:00:00Z')
    expect(await ensureCertificates(folder, { addresses, now: wrong })).toEqual({ ...made, renewed: null })
  })

  test('a leaf that ends with its authority is not made again and again', async () => {
    const { folder } = await madeFolder()
    const nearTheEnd = { addresses, now: later(3640) }
    expect((await ensureCertificates(folder, nearTheEnd)).renewed).toContain('has expired')
    expect((await ensureCertificates(folder, nearTheEnd)).renewed).toBeNull()
  })
})

describe('when only the leaf is made anew', () => {
  const cases: Array<[string, string, (path: (name: string) => string) => Promise<typeof first>]> = [
    ['a new address', 'does not name 10.0.0.9', async () => ({ addresses: { ...addresses, ipv4: ['10.0.0.9'] }, now })],
    [
      'a new IPv6 address',
      'does not name fd00::9',
      async () => ({ addresses: { ...addresses, ipv6: ['fd00::9'] }, now }),
    ],
    ['a new host name', 'does not name arm', async () => ({ addresses: { ...addresses, hostName: 'arm' }, now })],
    ['less than 30 days left', 'expires within 30 days', async () => ({ addresses, now: later(370) })],
    ['expired', 'has expired', async () => ({ addresses, now: later(400) })],
    ['cert.pem gone', 'is gone', async (path) => rm(path('cert.pem')).then(() => first)],
    ['key.pem gone', 'is gone', async (path) => rm(path('key.pem')).then(() => first)],
    ['cert.pem damaged', 'is damaged', async (path) => writeFile(path('cert.pem'), 'x').then(() => first)],
    ['key.pem damaged', 'is damaged', async (path) => writeFile(path('key.pem'), 'x').then(() => first)],
    [
      'the key of another certificate',
      'does not belong to its key',
      async (path) => writeFile(path('key.pem'), await readFile(path('ca-key.pem'))).then(() => first),
    ],
    [
      'the signature of another authority',
      'was not signed by the authority',
      async (path) => {
        const stranger = await issueLeaf(await createAuthority('elsewhere', now), addresses, now)
        await writeFile(path('cert.pem'), stranger.cert)
        await writeFile(path('key.pem'), stranger.key)
        return first
      },
    ],
  ]

  test.each(cases)('%s', async (_name, reason, change) => {
    const { folder, made, path } = await madeFolder()
    const options = await change(path)
    const next = await ensureCertificates(folder, options)
    expect(next.renewed).toContain(reason)
    expect(next.ca).toBe(made.ca)
    expect(next.cert).not.toBe(made.cert)
    expect(new X509Certificate(next.cert).verify(new X509Certificate(made.ca).publicKey)).toBe(true)
    expect((await ensureCertificates(folder, options)).renewed).toBeNull()
  })

  test('a certificate that somebody else put there stays as .replaced; our own old one does not', async () => {
    const { folder, path } = await madeFolder()
    await ensureCertificates(folder, { addresses, now: later(400) })
    expect((await readdir(folder)).filter((name) => name.endsWith('.replaced'))).toEqual([])
    await writeFile(path('cert.pem'), 'theirs')
    await ensureCertificates(folder, first)
    expect(await readFile(path('cert.pem.replaced'), 'utf8')).toBe('theirs')
  })

  test('no temporary file stays behind', async () => {
    const { folder } = await madeFolder()
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('when the authority is made anew, and the leaf with it', () => {
  const cases: Array<[string, string, (path: (name: string) => string) => Promise<typeof first>]> = [
    ['ca.pem gone', 'is gone', async (path) => rm(path('ca.pem')).then(() => first)],
    ['ca-key.pem gone', 'is gone', async (path) => rm(path('ca-key.pem')).then(() => first)],
    ['ca.pem damaged', 'is damaged', async (path) => writeFile(path('ca.pem'), 'x').then(() => first)],
    [
      'a leaf in its place',
      'is not a certificate authority',
      async (path) => writeFile(path('ca.pem'), await readFile(path('cert.pem'))).then(() => first),
    ],
    [
      'the key of another',
      'does not belong to its key',
      async (path) => writeFile(path('ca-key.pem'), await readFile(path('key.pem'))).then(() => first),
    ],
    ['expired', 'has expired', async () => ({ addresses, now: later(3700) })],
  ]

  test.each(cases)('%s', async (_name, reason, change) => {
    const { folder, made, path } = await madeFolder()
    const options = await change(path)
    const next = await ensureCertificates(folder, options)
    expect(next.renewed).toContain(reason)
    expect(next.ca).not.toBe(made.ca)
    expect(new X509Certificate(next.cert).verify(new X509Certificate(next.ca).publicKey)).toBe(true)
    expect((await ensureCertificates(folder, options)).renewed).toBeNull()
  })

  test('a key that cannot be read counts as gone', async () => {
    const { folder, path } = await madeFolder()
    await chmod(path('key.pem'), 0o000)
    const { renewed } = await withoutSuperuser(folder, () => ensureCertificates(folder, first))
    expect(renewed).toContain('cannot be read')
  })

  test('a folder in the place of a file is put aside', async () => {
    const { folder, path } = await madeFolder()
    await rm(path('cert.pem'))
    await mkdir(path('cert.pem'))
    expect((await ensureCertificates(folder, first)).renewed).toContain('is gone or cannot be read')
  })
})

describe('names that were asked for', () => {
  test('are in the certificate, and in those that follow', async () => {
    const { folder } = await madeFolder()
    await addExtraNames(folder, ['Robot.Lab.example', '10.0.0.5'])
    const { cert, renewed } = await ensureCertificates(folder, first)
    expect(renewed).toContain('does not name robot.lab.example, which was asked for')
    const leaf = new X509Certificate(cert)
    expect([leaf.checkHost('robot.lab.example'), leaf.checkIP('10.0.0.5')]).toEqual(['robot.lab.example', '10.0.0.5'])
    await addExtraNames(folder, ['arm.lab.example', '10.0.0.5'])
    const next = new X509Certificate((await ensureCertificates(folder, first)).cert)
    expect([next.checkHost('robot.lab.example'), next.checkHost('arm.lab.example')]).not.toContain(undefined)
    expect(await readFile(join(folder, 'names'), 'utf8')).toBe('robot.lab.example\n10.0.0.5\narm.lab.example\n')
    expect((await ensureCertificates(folder, first)).renewed).toBeNull()
  })

  test('a file that holds something else is refused with its line, and nothing is made', async () => {
    const { folder, made } = await madeFolder()
    await writeFile(join(folder, 'names'), 'robot.lab.example\nhttps://robot\n')
    await expect(ensureCertificates(folder, first)).rejects.toMatchObject({
      code: 'NAMES_INVALID',
      message: `"${join(folder, 'names')}" line 2: expected an IP address or a host name, got "https://robot"`,
    })
    expect(await readFile(join(folder, 'cert.pem'), 'utf8')).toBe(made.cert)
  })
})

describe('what is renewed on purpose', () => {
  test('the certificate alone: the authority stays, and nothing is put aside', async () => {
    const { folder, made } = await madeFolder()
    const next = await ensureCertificates(folder, { ...first, renew: 'certificate' })
    expect(next.renewed).toBe(`A new certificate was made: "${join(folder, 'cert.pem')}" was to be made anew.`)
    expect([next.ca === made.ca, next.cert === made.cert, next.key === made.key]).toEqual([true, false, false])
    expect((await readdir(folder)).filter((name) => name.endsWith('.replaced'))).toEqual([])
  })

  test('the authority as well: the certificate is of the new one, and the old ones are put aside', async () => {
    const { folder, made } = await madeFolder()
    const next = await ensureCertificates(folder, { ...first, renew: 'authority' })
    expect(next.ca).not.toBe(made.ca)
    expect(new X509Certificate(next.cert).checkIssued(new X509Certificate(next.ca))).toBe(true)
    expect(await readFile(join(folder, 'ca.pem.replaced'), 'utf8')).toBe(made.ca)
    expect((await ensureCertificates(folder, first)).renewed).toBeNull()
  })
})
