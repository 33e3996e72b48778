import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LocalAddresses } from '../../server/addresses.ts'
import { createAuthority } from '../../server/tls/authority.ts'
import { issueLeaf } from '../../server/tls/leaf.ts'
import { type IdentityFiles, loadIdentity, resolveIdentity } from '../../server/tls/serverIdentity.ts'
import { temporaryFolder } from '../support/server/temporaryFolder.ts'

const addresses: LocalAddresses = { ipv4: [], ipv6: [], hostName: 'robot' }
const authority = await createAuthority('robot', new Date())
const leaf = await issueLeaf(authority, addresses, new Date())

async function userFiles() {
  const folder = await temporaryFolder()
  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  return {
    folder,
    put,
    cert: await put('mine.pem', leaf.cert),
    key: await put('mine-key.pem', leaf.key),
    caCert: await put('clients.pem', authority.cert),
  }
}

function refusalOf(files: IdentityFiles, now?: Date) {
  try {
    loadIdentity(files, now)
  } catch (error) {
    return error
  }
  throw new Error('was accepted')
}

describe('the files of the user', () => {
  test('are read, with the fingerprint that browsers show', async () => {
    const { cert, key } = await userFiles()
    const fingerprint = new X509Certificate(leaf.cert).fingerprint256
    expect(loadIdentity({ cert, key })).toEqual({ ...leaf, fingerprint })
  })

  test('may be a chain, with a bundle of client authorities', async () => {
    const { put, key } = await userFiles()
    const cert = await put('chain.pem', leaf.cert + authority.cert)
    const caCert = await put('bundle.pem', `# ours\n${authority.cert}${(await createAuthority('b', new Date())).cert}`)
    const identity = loadIdentity({ cert, key, caCert })
    expect(identity.cert).toBe(leaf.cert + authority.cert)
    expect(identity.clientCa).toBe(await readFile(caCert, 'utf8'))
  })

  test('cert without key, and key without cert, are refused in one sentence', async () => {
    const { cert, key } = await userFiles()
    const code = 'TLS_OPTIONS_INCOMPLETE'
    expect(refusalOf({ cert })).toMatchObject({ code, message: expect.stringMatching(/^cert was given without key/) })
    expect(refusalOf({ key })).toMatchObject({ code, message: expect.stringMatching(/^key was given without cert/) })
  })

  test.each([
    ['cert', 'TLS_FILE_UNREADABLE'],
    ['key', 'TLS_FILE_UNREADABLE'],
    ['caCert', 'TLS_FILE_UNREADABLE'],
  ] as const)('a missing %s is named', async (option, code) => {
    const { folder, cert, key } = await userFiles()
    const path = join(folder, 'nowhere.pem')
    const message = `${option} "${path}" does not exist: give the path of a PEM file.`
    expect(refusalOf({ cert, key, [option]: path })).toMatchObject({ code, message, cause: { code: 'ENOENT' } })
    expect(refusalOf({ cert, key, [option]: folder })).toMatchObject({
      code,
      message: expect.stringContaining('folder'),
    })
  })

  test.each([
    ['cert', 'TLS_CERT_INVALID', 'not a certificate in PEM'],
    ['key', 'TLS_KEY_INVALID', 'not a private key in PEM'],
    ['caCert', 'TLS_CA_CERT_INVALID', 'not a certificate in PEM'],
  ] as const)('a %s that is something else is named', async (option, code, what) => {
    const { put, cert, key } = await userFiles()
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
    const swapped = option === 'key' ? leaf.cert : leaf.key
    for (const text of ['', 'hello', broken, swapped]) {
      const path = await put('wrong.pem', text)
      const message = expect.stringContaining(`${option} "${path}" is ${what}`)
      expect(refusalOf({ cert, key, [option]: path })).toMatchObject({ code, message })
    }
  })

  test('one bad certificate in a bundle is enough to refuse it', async () => {
    const { put, cert, key } = await userFiles()
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
    const caCert = await put('bundle.pem', authority.cert + broken)
    expect(refusalOf({ cert, key, caCert })).toMatchObject({ code: 'TLS_CA_CERT_INVALID' })
  })

  test('a key of another certificate is refused with both names', async () => {
    const { put, cert } = await userFiles()
    const key = await put('other.pem', authority.key)
    const message = expect.stringContaining(`key "${key}" does not belong to cert "${cert}"`)
    expect(refusalOf({ cert, key })).toMatchObject({ code: 'TLS_KEY_MISMATCH', message })
  })

  test('a key with a passphrase is refused with the way out', async () => {
    const { put, cert } = await userFiles()
    const locked = createPrivateKey(leaf.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    })
    const key = await put('locked.pem', locked.toString())
    const message = expect.stringContaining('passphrase')
    expect(refusalOf({ cert, key })).toMatchObject({ code: 'TLS_KEY_INVALID', message })
  })

  test('an expired certificate, and one that is not yet valid, are refused', async () => {
    const { cert, key } = await userFiles()
    expect(refusalOf({ cert, key }, new Date('2099-01-01'))).toMatchObject({ code: 'TLS_CERT_EXPIRED' })
    expect(refusalOf({ cert, key }, new Date('2001-01-01'))).toMatchObject({ code: 'TLS_CERT_NOT_YET_VALID' })
  })
})

describe('resolveIdentity', () => {
  test('makes certificates at first and keeps them afterwards', async () => {
    const certsFolder = join(await temporaryFolder(), 'certs')
    const made = await resolveIdentity({ certsFolder })
    expect(made).toMatchObject({ source: 'made', clientAuthority: null, renewed: expect.stringContaining('was made') })
    expect(made.fingerprint256).toBe(new X509Certificate(made.cert).fingerprint256)
    expect(made.authority).toBe(await readFile(join(certsFolder, 'ca.pem'), 'utf8'))
    expect(await resolveIdentity({ certsFolder })).toEqual({ ...made, source: 'kept', renewed: null })
  })

  test('with files of the user nothing is made and no authority is handed out', async () => {
    const { folder, cert, key, caCert } = await userFiles()
    const certsFolder = join(folder, 'certs')
    const identity = await resolveIdentity({ cert, key, caCert, certsFolder })
    expect(identity).toMatchObject({ source: 'files', authority: null, clientAuthority: authority.cert })
    await expect(readFile(join(certsFolder, 'ca.pem'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('caCert alone asks clients for certificates and lets the server make its own', async () => {
    const { folder, caCert } = await userFiles()
    const identity = await resolveIdentity({ caCert, certsFolder: join(folder, 'certs') })
    expect(identity).toMatchObject({ source: 'made', clientAuthority: authority.cert })
  })

  test('a wrong caCert is refused before anything is made', async () => {
    const { folder } = await userFiles()
    const certsFolder = join(folder, 'certs')
    const refused = resolveIdentity({ caCert: join(folder, 'nowhere.pem'), certsFolder })
    await expect(refused).rejects.toMatchObject({ code: 'TLS_FILE_UNREADABLE' })
    await expect(readFile(join(certsFolder, 'ca.pem'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
