import { describe, expect, test } from 'vitest'
import { type Actions, runCommandLine } from '../../server/cli/program.ts'
import { VuerError } from '../../server/errors.ts'
import { flagOf, OPTION_NAMES } from '../../server/options/table.ts'
import { resolveOptions } from '../../server/options.ts'

/** Runs the command with actions that do nothing but note that they were called. */
async function run(words: string | string[], failure?: Error) {
  const calls: unknown[][] = []
  const texts = { out: '', err: '' }
  const noted =
    (name: string) =>
    async (...given: unknown[]) => {
      calls.push([name, ...given])
      if (failure) throw failure
      return 0
    }
  const names: (keyof Actions)[] = ['serve', 'demo', 'certMake', 'certShow', 'certRenew', 'doctor', 'version']
  const actions = Object.fromEntries(names.map((name) => [name, noted(name)])) as unknown as Actions
  const output = {
    out: (text: string) => {
      texts.out += text
    },
    err: (text: string) => {
      texts.err += text
    },
  }
  const argv = typeof words === 'string' ? words.split(' ').filter((word) => word !== '') : words
  const code = await runCommandLine(argv, actions, output)
  return { code, calls, ...texts }
}

describe('what each command is called with', () => {
  test.each<[string, unknown[]]>([
    ['', ['demo', {}]],
    ['demo', ['demo', {}]],
    ['--port 0 --host 127.0.0.1', ['demo', { VUER_PORT: '0', VUER_HOST: '127.0.0.1' }]],
    ['serve', ['serve', undefined, [], {}]],
    ['serve robot.ts', ['serve', 'robot.ts', [], {}]],
    ['serve robot.ts --port 9000', ['serve', 'robot.ts', [], { VUER_PORT: '9000' }]],
    ['serve --port=9000 robot.ts', ['serve', 'robot.ts', [], { VUER_PORT: '9000' }]],
    ['serve robot.ts -- --left 3', ['serve', 'robot.ts', ['--left', '3'], {}]],
    ['serve --port 1 --port 2', ['serve', undefined, [], { VUER_PORT: '2' }]],
    ['serve --free-port --no-banner', ['serve', undefined, [], { VUER_FREE_PORT: 'true', VUER_BANNER: 'false' }]],
    [
      'serve --no-token --no-viewer-token',
      ['serve', undefined, [], { VUER_TOKEN: 'false', VUER_VIEWER_TOKEN: 'false' }],
    ],
    ['serve --token=-a-long-secret', ['serve', undefined, [], { VUER_TOKEN: '-a-long-secret' }]],
    ['serve --cors * --cors https://a.example', ['serve', undefined, [], { VUER_CORS: '*,https://a.example' }]],
    [
      'serve --max-unsent-bytes 64K --verbose',
      ['serve', undefined, [], { VUER_MAX_UNSENT_BYTES: '64K', VUER_VERBOSE: 'true' }],
    ],
    ['doctor --port 9000', ['doctor', { VUER_PORT: '9000' }]],
    ['cert make', ['certMake', { names: [] }]],
    [
      'cert make --name robot.lab.example --name arm --address 10.0.0.5 --folder f',
      ['certMake', { folder: 'f', names: ['robot.lab.example', 'arm', '10.0.0.5'] }],
    ],
    ['cert show --cert a.pem', ['certShow', { cert: 'a.pem' }]],
    ['cert renew --authority', ['certRenew', { authority: true }]],
    ['version', ['version']],
  ])('vuer-xr %s', async (words, call) => {
    expect(await run(words)).toEqual({ code: 0, calls: [call], out: '', err: '' })
  })

  test('folders of several flags reach the server as several folders', async () => {
    const { calls } = await run('serve --static-root models --static-root data')
    const variables = calls[0]?.at(-1) as Record<string, string>
    expect(resolveOptions({}, variables).staticRoot).toEqual(['models', 'data'])
  })

  test('every option but the logger has its flag, and what the flag says reaches the option', async () => {
    const words: Record<string, string[]> = {
      host: ['--host', 'robot'],
      domain: ['--domain', 'https://a.example'],
      queries: ['--queries', 'a=1'],
      token: ['--token', 'a-long-secret'],
      viewerToken: ['--viewer-token', 'a-long-secret'],
      allowedOrigins: ['--allowed-origins', '*'],
      cors: ['--cors', '*'],
      maxFrameDepth: ['--max-frame-depth', '100'],
      freePort: ['--free-port'],
      verbose: ['--verbose'],
      banner: ['--no-banner'],
    }
    const before = resolveOptions({}, {})
    for (const name of OPTION_NAMES.filter((option) => option !== 'logger')) {
      const { calls } = await run(['serve', ...(words[name] ?? [flagOf(name), '2000'])])
      const after = resolveOptions({}, calls[0]?.at(-1) as Record<string, string>)
      expect([name, after[name]]).not.toEqual([name, before[name]])
    }
  })
})

describe('help', () => {
  test('names every command, with examples', async () => {
    const { code, out, calls } = await run('--help')
    for (const name of ['serve', 'demo', 'cert', 'doctor', 'version'])
      expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
    expect(out).toContain('Examples:')
    expect([code, calls]).toEqual([0, []])
  })

  test.each(['serve', 'demo', 'doctor'])('of %s names every flag', async (command) => {
    const { code, out } = await run(`${command} --help`)
    const flags = OPTION_NAMES.filter((name) => name !== 'logger' && name !== 'banner').map(flagOf)
    for (const flag of [...flags, '--no-banner', '--no-token', '--no-viewer-token', '--help']) {
      expect(out).toMatch(new RegExp(`^  (-h, )?${flag}\\b`, 'm'))
    }
    expect(out).not.toContain('undefined')
    expect(code).toBe(0)
  })

  test.each(['cert make', 'cert show', 'cert renew', 'cert', 'version'])('of %s is there', async (words) => {
    const { code, out, calls } = await run(`${words} --help`)
    expect(out).toContain(`Usage: vuer-xr ${words}`)
    expect([code, calls]).toEqual([0, []])
  })

  test('--version is the bare number', async () => {
    const { code, out } = await run('--version')
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)])
  })
})

describe('a wrong word is one sentence on stderr, and exit code 2', () => {
  test.each<[string | string[], string]>([
    ['bogus', '"bogus" is not a command; see "vuer-xr --help"'],
    ['serv', '"serv" is not a command; is "vuer-xr serve" meant?'],
    ['robot.ts', '"robot.ts" is not a command; is "vuer-xr serve robot.ts" meant?'],
    ['demo robot.ts', '"robot.ts" is not a command; is "vuer-xr serve robot.ts" meant?'],
    ['--port 1 demo', '"demo" is not a command'],
    ['cert bogus', 'unknown command \'bogus\'; see "vuer-xr cert --help"'],
    ['doctor now', 'too many arguments for \'doctor\'; see "vuer-xr doctor --help"'],
    ['version 2', "too many arguments for 'version'"],
    ['--bogus', 'unknown option \'--bogus\'; see "vuer-xr demo --help"'],
    ['serve --prot 1', 'unknown option \'--prot\' (did you mean --port?); see "vuer-xr serve --help"'],
    [
      'cert renew --autority',
      'unknown option \'--autority\' (did you mean --authority?); see "vuer-xr cert renew --help"',
    ],
    ['-p 80', "unknown option '-p'"],
    ['serve --logger x', "unknown option '--logger'"],
    ['serve --port', "option '--port <number>' argument missing"],
    ['serve --no-token=yes', "unknown option '--no-token=yes'"],
    ['serve --port 65536', '--port: expected a whole number from 0 to 65535, got 65536'],
    ['serve --port 80.5', '--port: expected a whole number from 0 to 65535, got "80.5"'],
    ['serve --port -1', '--port: expected a whole number from 0 to 65535, got "-1"'],
    ['serve --port=', '--port: expected a whole number from 0 to 65535'],
    ['serve --port --host ::', '--port: expected a whole number from 0 to 65535'],
    ['serve --host https://robot', '--host: expected an IP address or a host name, got "https://robot"'],
    ['serve --cert --key k.pem', '--cert: expected the path of a certificate in PEM'],
    ['serve --cert --key=k.pem', '--cert: expected the path of a certificate in PEM'],
    ['serve --token short', '--token: expected at least 8 characters'],
    ['serve --cors https://a.example --cors b', '--cors: expected origins without a path'],
    ['cert make --name https://robot', 'cert make: expected an IP address or a host name, got "https://robot"'],
    [['cert', 'make', '--name', ''], 'cert make: expected an IP address or a host name, got ""'],
  ])('%s', async (words, sentence) => {
    const { code, calls, out, err } = await run(words)
    expect(err).toMatch(/^vuer-xr: [^\n]+\n$/)
    expect(err).toContain(sentence)
    expect([code, calls, out]).toEqual([2, [], ''])
  })

  test('a command of commands alone prints its help', async () => {
    const { code, err } = await run('cert')
    expect([code, err]).toEqual([2, expect.stringContaining('Usage: vuer-xr cert')])
  })

  test('a secret is not repeated', async () => {
    expect((await run(['serve', '--token', 'short'])).err).not.toContain('short')
  })
})

describe('what fails in a command', () => {
  test.each([
    ['PORT_TAKEN', 1],
    ['CERT_MISSING', 1],
    ['TLS_FILE_UNREADABLE', 2],
    ['INVALID_OPTION', 2],
  ])('%s is one sentence and exit code %i', async (code, exitCode) => {
    const outcome = await run('demo', new VuerError(code, 'this is what happened'))
    expect(outcome).toMatchObject({ code: exitCode, err: 'vuer-xr: this is what happened\n' })
  })

  test('an error that nobody foresaw is thrown, with all it knows', async () => {
    const error = new TypeError('x is undefined')
    await expect(run('demo', error)).rejects.toBe(error)
  })
})
