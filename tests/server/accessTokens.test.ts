import { chmod, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Role } from '../../protocol/index.ts'
import { AccessTokens, type AccessTokensOptions } from '../../server/auth/AccessTokens.ts'
import { TokenFile } from '../../server/auth/TokenFile.ts'
import type { Logger } from '../../server/logger.ts'
import { temporaryFolder } from '../support/server/temporaryFolder.ts'
import { withoutSuperuser } from '../support/server/withoutSuperuser.ts'

/** Tokens whose files are looked at every few milliseconds, and a promise of each withdrawal. */
async function open(options: Partial<AccessTokensOptions> = {}) {
  const folder = options.folder ?? join(await temporaryFolder(), 'certs')
  const warnings: string[] = []
  const logger: Logger = { debug() {}, info() {}, error() {}, warn: (text) => warnings.push(text) }
  const withdrawn: Role[] = []
  const waiting: ((role: Role) => void)[] = []
  const tokens = await AccessTokens.open({
    folder,
    logger,
    pollMs: 5,
    onWithdrawn(role) {
      const next = waiting.shift()
      if (next) next(role)
      else withdrawn.push(role)
    },
    ...options,
  })
  onTestFinished(() => tokens.close())
  const nextWithdrawn = () => {
    const role = withdrawn.shift()
    return role ? Promise.resolve(role) : new Promise<Role>((resolve) => waiting.push(resolve))
  }
  return { tokens, folder, file: join(folder, 'token'), warnings, nextWithdrawn }
}

/** In one step, as careful editors do: no reader sees the file empty. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}

describe('the file of a token', () => {
  const readOrCreate = (folder: string) => new TokenFile(folder, 'token').readOrCreate()

  test('is made, can be read by its owner only, and is kept', async () => {
    const folder = join(await temporaryFolder(), 'certs')
    const token = await readOrCreate(folder)
    expect(token).toMatch(/^[\w-]{24}$/)
    expect((await stat(join(folder, 'token'))).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'token'])
    expect(await readOrCreate(folder)).toBe(token)
  })

  test('is another one in another folder', async () => {
    expect(await readOrCreate(await temporaryFolder())).not.toBe(await readOrCreate(await temporaryFolder()))
  })

  test('may be written by hand; an empty one is made anew', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'token'), 'my-own-token\n')
    expect(await readOrCreate(folder)).toBe('my-own-token')
    await writeFile(join(folder, 'token'), '')
    const token = await readOrCreate(folder)
    expect(await readFile(join(folder, 'token'), 'utf8')).toBe(`${token}\n`)
  })

  test.each(['short', 'with a space inside', 'two-of-them\ntwo-of-them', 'x'.repeat(201)])(
    'that holds %j is an error that names it, and is not overwritten',
    async (text) => {
      const folder = await temporaryFolder()
      const path = join(folder, 'token')
      await writeFile(path, text)
      const refused = { code: 'TOKEN_INVALID', message: expect.stringContaining(path) }
      await expect(readOrCreate(folder)).rejects.toMatchObject(refused)
      expect(await readFile(path, 'utf8')).toBe(text)
    },
  )

  test('that cannot be read is an error', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'token'), 'long-enough')
    await chmod(join(folder, 'token'), 0o000)
    const reading = withoutSuperuser(folder, () => readOrCreate(folder))
    await expect(reading).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  })
})

describe('the tokens of a server', () => {
  test('are made for both roles, kept in a file each, and told apart', async () => {
    const { tokens, folder } = await open()
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'token', 'viewer-token'])
    expect((await stat(join(folder, 'viewer-token'))).mode & 0o777).toBe(0o600)
    expect(tokens.pair.roleOf(tokens.of('operator')!)).toBe('operator')
    expect(tokens.pair.roleOf(tokens.of('viewer')!)).toBe('viewer')
    expect(tokens.pair.roleOf('')).toBe(null)
    const again = await open({ folder })
    expect([again.tokens.of('operator'), again.tokens.of('viewer')]).toEqual([
      tokens.of('operator'),
      tokens.of('viewer'),
    ])
  })

  test('that are given or switched off leave no file', async () => {
    const given = await open({ token: 'given-token', viewerToken: false })
    expect([given.tokens.of('operator'), given.tokens.of('viewer')]).toEqual(['given-token', null])
    expect(given.tokens.pair.isRequired).toBe(true)
    await expect(readdir(given.folder)).rejects.toMatchObject({ code: 'ENOENT' })
    const none = await open({ token: false, viewerToken: 'viewer-token' })
    expect([none.tokens.of('operator'), none.tokens.pair.isRequired]).toEqual([null, false])
    expect(none.tokens.pair.roleOf('viewer-token')).toBe('viewer')
  })

  test('must not be the same', async () => {
    const same = open({ token: 'the-same-token', viewerToken: 'the-same-token' })
    await expect(same).rejects.toMatchObject({ code: 'TOKEN_INVALID', message: expect.stringContaining('viewerToken') })
  })

  test('where the viewer’s cannot be kept, it lasts for this run, and a warning says so', async () => {
    const occupied = join(await temporaryFolder(), 'file')
    await writeFile(occupied, '')
    const { tokens, warnings } = await open({ folder: join(occupied, 'certs'), token: 'given-token' })
    expect(tokens.pair.roleOf(tokens.of('viewer')!)).toBe('viewer')
    expect(warnings).toEqual([expect.stringContaining('until the server stops')])
    await expect(open({ folder: join(occupied, 'certs') })).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE' })
  })
})

describe('renew', () => {
  test('withdraws the old token of that role, keeps the new one, and tells', async () => {
    const { tokens, file, nextWithdrawn } = await open()
    const [old, viewer] = [tokens.of('operator')!, tokens.of('viewer')!]
    const renewed = await tokens.renew('operator')
    expect(await nextWithdrawn()).toBe('operator')
    expect(tokens.of('operator')).toBe(renewed)
    expect([tokens.pair.roleOf(old), tokens.pair.roleOf(renewed)]).toEqual([null, 'operator'])
    expect(tokens.pair.roleOf(viewer)).toBe('viewer')
    expect(await readFile(file, 'utf8')).toBe(`${renewed}\n`)
  })

  test('of a token that was given lasts for this run, and says so', async () => {
    const { tokens, warnings } = await open({ token: 'given-token' })
    const renewed = await tokens.renew('operator')
    expect([tokens.pair.roleOf('given-token'), tokens.pair.roleOf(renewed)]).toEqual([null, 'operator'])
    expect(warnings).toEqual([expect.stringMatching(/until the server stops: token names the old one/)])
  })

  test.each(['operator', 'viewer'] as const)('of the %s’s token is refused where there is none', async (role) => {
    const { tokens } = await open({ token: false, viewerToken: false })
    await expect(tokens.renew(role)).rejects.toMatchObject({ code: 'TOKEN_SWITCHED_OFF' })
  })

  test('that cannot be kept leaves the old one in force', async () => {
    const { tokens, folder } = await open({ pollMs: 1_000_000 })
    const old = tokens.of('viewer')!
    await rm(folder, { recursive: true })
    await expect(tokens.renew('viewer')).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' })
    expect(tokens.pair.roleOf(old)).toBe('viewer')
  })
})

describe('a file that changes while the server runs', () => {
  test('withdraws the old token; the new one counts', async () => {
    const { tokens, file, warnings, nextWithdrawn } = await open()
    const old = tokens.of('operator')!
    await replace(file, 'written-by-hand\n')
    expect(await nextWithdrawn()).toBe('operator')
    expect([tokens.pair.roleOf(old), tokens.pair.roleOf('written-by-hand')]).toEqual([null, 'operator'])
    expect(warnings).toEqual([expect.stringMatching(/token" was changed: the operator's old token was withdrawn/)])
    expect(warnings.join()).not.toContain('written-by-hand')
  })

  test('deleted: the old token is withdrawn, and a new one made', async () => {
    const { tokens, folder, nextWithdrawn, warnings } = await open()
    const old = tokens.of('viewer')!
    await rm(join(folder, 'viewer-token'))
    expect(await nextWithdrawn()).toBe('viewer')
    expect(tokens.pair.roleOf(old)).toBe(null)
    expect(await readFile(join(folder, 'viewer-token'), 'utf8')).toBe(`${tokens.of('viewer')}\n`)
    expect(warnings).toEqual([expect.stringContaining('was deleted, and a new one made')])
  })

  test('deleted with its folder: nobody gets in, and the folder is not made again', async () => {
    const { tokens, folder, nextWithdrawn } = await open({ viewerToken: false })
    const old = tokens.of('operator')!
    await rm(folder, { recursive: true })
    expect(await nextWithdrawn()).toBe('operator')
    expect([tokens.of('operator'), tokens.pair.roleOf(old), tokens.pair.isRequired]).toEqual([null, null, true])
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test.each(['', 'short'])('to %j: nobody gets in by it until it holds a token again', async (text) => {
    const { tokens, file, nextWithdrawn } = await open()
    const old = tokens.of('operator')!
    await writeFile(file, text)
    await nextWithdrawn()
    expect([tokens.of('operator'), tokens.pair.roleOf(old), tokens.pair.isRequired]).toEqual([null, null, true])
    await writeFile(file, 'mended-token')
    await nextWithdrawn()
    expect(tokens.pair.roleOf('mended-token')).toBe('operator')
  })

  test('written again with the same token changes nothing', async () => {
    const { tokens, file, warnings, nextWithdrawn } = await open()
    const old = tokens.of('operator')!
    await replace(file, old)
    await replace(join(file, '..', 'viewer-token'), 'another-token')
    expect(await nextWithdrawn()).toBe('viewer') // the viewer's file is looked at after the operator's
    expect(warnings).toHaveLength(1)
    expect(tokens.pair.roleOf(old)).toBe('operator')
  })
})
