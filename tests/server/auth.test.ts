import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type AdmissionPolicy,
  type AdmissionRequest,
  admit,
  readOrCreateToken,
  tokensEqual,
} from '../../server/auth.ts'
import { temporaryFolder } from '../support/server/temporaryFolder.ts'
import { withoutSuperuser } from '../support/server/withoutSuperuser.ts'

const policy: AdmissionPolicy = { token: 'right-token', allowedOrigins: [], knownHosts: ['Robot'] }
const headset: AdmissionRequest = {
  remoteAddress: '192.168.7.33',
  url: '/ws?token=right-token',
  origin: 'https://192.168.7.20:8012',
  host: '192.168.7.20:8012',
}
const outcome = (request: Partial<AdmissionRequest>, change: Partial<AdmissionPolicy> = {}) => {
  const admission = admit({ ...headset, ...request }, { ...policy, ...change })
  return admission.ok ? 'ok' : admission.closeCode
}

describe('token', () => {
  test('the right one lets a headset in', () => {
    expect(outcome({})).toBe('ok')
  })

  test.each([
    ['missing', '/ws'],
    ['empty', '/ws?token='],
    ['wrong', '/ws?token=wrong'],
    ['longer', '/ws?token=right-token-'],
    ['in the path', '/ws/right-token'],
    ['second to a wrong one', '/ws?token=wrong&token=right-token'],
    ['in a URL that is none', '//'],
    ['without a URL', undefined],
  ])('%s is refused with 4401', (_name, url) => {
    expect(outcome({ url })).toBe(4401)
  })

  test('a token is read as URL text', () => {
    expect(outcome({ url: '/ws?token=a%2Bb%20c%26d' }, { token: 'a+b c&d' })).toBe('ok')
  })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'from %s none is needed, and a wrong one does no harm',
    (remoteAddress) => {
      expect(outcome({ remoteAddress, url: '/ws' })).toBe('ok')
      expect(outcome({ remoteAddress, url: '/ws?token=wrong' })).toBe('ok')
    },
  )

  test('an unknown peer counts as far away', () => {
    expect(outcome({ remoteAddress: undefined, url: '/ws' })).toBe(4401)
  })

  test('a policy without a token asks nobody', () => {
    expect(outcome({ url: '/ws' }, { token: null })).toBe('ok')
  })
})

describe('origin', () => {
  test('a program without Origin passes, and still needs the token', () => {
    expect(outcome({ origin: undefined })).toBe('ok')
    expect(outcome({ origin: undefined, url: '/ws' })).toBe(4401)
  })

  test.each([
    ['https://localhost:8012', 'localhost:8012'],
    ['https://[fd00::20]:8012', '[fd00::20]:8012'],
    ['https://arm.local:8012', 'arm.local:8012'],
    ['https://robot:8012', 'robot:8012'],
    ['https://robot:8012', 'ROBOT:8012'],
    ['https://robot', 'robot'],
    ['https://robot', 'robot:443'],
  ])('%s is our own page when Host is %s', (origin, host) => {
    expect(outcome({ origin, host })).toBe('ok')
  })

  test.each([
    ['another host', 'https://evil.example', '192.168.7.20:8012'],
    ['another port', 'https://192.168.7.20:9999', '192.168.7.20:8012'],
    ['the default port', 'https://192.168.7.20', '192.168.7.20:8012'],
    ['a name that ends alike', 'https://xlocalhost:8012', 'xlocalhost:8012'],
    ['a name that only holds .local', 'https://arm.local.evil.example:8012', 'arm.local.evil.example:8012'],
    ['DNS rebinding', 'https://evil.example:8012', 'evil.example:8012'],
    ['DNS rebinding to an address in the name', 'https://127.0.0.1.evil.example:8012', '127.0.0.1.evil.example:8012'],
    ['a sandboxed page', 'null', '192.168.7.20:8012'],
    ['a file', 'file://', ''],
    ['no Host header', 'https://192.168.7.20:8012', undefined],
    ['an empty Origin', '', '192.168.7.20:8012'],
  ])('%s is refused with 4403, also from this machine and without a token', (_name, origin, host) => {
    expect(outcome({ origin, host })).toBe(4403)
    expect(outcome({ origin, host, remoteAddress: '127.0.0.1' }, { token: null })).toBe(4403)
  })

  test('allowedOrigins lets exact origins in, or all with *', () => {
    const origin = 'https://vuer.ai'
    expect(outcome({ origin }, { allowedOrigins: [origin] })).toBe('ok')
    expect(outcome({ origin }, { allowedOrigins: ['*'] })).toBe('ok')
    expect(outcome({ origin: 'https://vuer.ai:444' }, { allowedOrigins: [origin] })).toBe(4403)
    expect(outcome({ origin: 'https://vuer.ai.evil.example' }, { allowedOrigins: [origin] })).toBe(4403)
  })
})

test('every reason fits a close frame, says what to do, and gives no token away', () => {
  const refusals: Array<Partial<AdmissionRequest>> = [
    { url: '/ws' },
    { url: '/ws?token=wrong' },
    { origin: `https://${'x'.repeat(200)}.example` },
    { origin: 'https://evil.example:8012', host: 'evil.example:8012' },
  ]
  for (const refusal of refusals) {
    const admission = admit({ ...headset, ...refusal }, policy)
    if (admission.ok) throw new Error('was let in')
    expect(Buffer.byteLength(admission.reason)).toBeLessThanOrEqual(120)
    expect(admission.reason).toMatch(/open|add/)
    expect(admission.reason).not.toContain('right-token')
  }
})

test('tokensEqual takes texts of any length', () => {
  expect(tokensEqual('a', 'a')).toBe(true)
  expect(tokensEqual('a', 'b')).toBe(false)
  expect(tokensEqual('a', 'ab')).toBe(false)
  expect(tokensEqual('', '')).toBe(true)
})

describe('readOrCreateToken', () => {
  test('makes a token that only the owner can read, and keeps it', async () => {
    const folder = join(await temporaryFolder(), 'certs')
    const token = await readOrCreateToken(folder)
    expect(token).toMatch(/^[\w-]{24}$/)
    expect((await stat(join(folder, 'token'))).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'token'])
    expect(await readOrCreateToken(folder)).toBe(token)
  })

  test('two folders get two tokens', async () => {
    expect(await readOrCreateToken(await temporaryFolder())).not.toBe(await readOrCreateToken(await temporaryFolder()))
  })

  test('takes a token written by hand, and makes one in place of an empty file', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'token'), 'my own token\n'.replaceAll(' ', '-'))
    expect(await readOrCreateToken(folder)).toBe('my-own-token')
    await writeFile(join(folder, 'token'), '')
    const token = await readOrCreateToken(folder)
    expect(await readFile(join(folder, 'token'), 'utf8')).toBe(`${token}\n`)
  })

  test.each(['short', 'with a space inside', 'two-of-them\ntwo-of-them', 'x'.repeat(201)])(
    'a file that holds %j is an error that names it and is not overwritten',
    async (text) => {
      const folder = await temporaryFolder()
      const path = join(folder, 'token')
      await writeFile(path, text)
      const refused = { code: 'TOKEN_INVALID', message: expect.stringContaining(path) }
      await expect(readOrCreateToken(folder)).rejects.toMatchObject(refused)
      expect(await readFile(path, 'utf8')).toBe(text)
    },
  )

  test('a file that cannot be read is an error', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'token'), 'long-enough')
    await chmod(join(folder, 'token'), 0o000)
    const reading = withoutSuperuser(folder, () => readOrCreateToken(folder))
    await expect(reading).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  })
})
