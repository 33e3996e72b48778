import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../../server/commandLine.ts'

describe('what is understood', () => {
  test('no arguments run with the defaults', () => {
    expect(parseCommandLine([])).toEqual({ kind: 'run', options: { token: true } })
  })

  test('every flag is read, with a space or with =', () => {
    const argv = '--port 0 --host=0.0.0.0 --cert a.pem --key=b.pem --ca-cert c.pem --no-token'.split(' ')
    expect(parseCommandLine(argv)).toEqual({
      kind: 'run',
      options: { port: 0, host: '0.0.0.0', cert: 'a.pem', key: 'b.pem', caCert: 'c.pem', token: false },
    })
  })

  test('the last of two counts', () => {
    expect(parseCommandLine(['--port', '1', '--port', '65535'])).toMatchObject({ options: { port: 65535 } })
  })

  test.each(['::', 'fe80::1%eth0', 'robot.local'])('--host takes %s', (host) => {
    expect(parseCommandLine(['--host', host])).toMatchObject({ options: { host } })
  })

  test('--help lists every flag; --version is told apart', () => {
    const help = parseCommandLine(['--help'])
    if (help.kind !== 'help') throw new Error(help.kind)
    for (const flag of ['port', 'host', 'cert', 'key', 'ca-cert', 'no-token', 'help', 'version']) {
      expect(help.text).toContain(`--${flag}`)
    }
    expect(parseCommandLine(['--version'])).toEqual({ kind: 'version' })
  })
})

describe('what is wrong is one sentence that names the flag', () => {
  test.each([
    ['--port', ['--port', '65536'], 'expects a whole number from 0 to 65535'],
    ['--port', ['--port', '80.5'], 'expects a whole number'],
    ['--port', ['--port', '0x50'], 'expects a whole number'],
    ['--port', ['--port', 'http'], 'expects a whole number'],
    ['--port', ['--port', '-1'], 'expects a whole number'],
    ['--port', ['--port=-1'], 'expects a whole number'],
    ['--port', ['--port='], 'expects a whole number'],
    ['--port', ['--port'], 'expects a whole number'],
    ['--port', ['--port', '--host', '::'], 'expects a whole number'],
    ['--host', ['--host', 'https://robot'], 'expects an IP address or a host name'],
    ['--cert', ['--cert', '--key', 'k.pem'], 'expects the path'],
    ['--cert', ['--cert', 'c.pem'], 'expects --key as well'],
    ['--key', ['--key', 'k.pem'], 'expects --cert as well'],
    ['--ca-cert', ['--ca-cert'], 'expects the path'],
    ['--no-token', ['--no-token=yes'], 'expects no value'],
    ['--bogus', ['--bogus'], 'is not a known flag'],
    ['--toString', ['--toString'], 'is not a known flag'],
    ['-p', ['-p', '80'], 'is not a known flag'],
    ['"8012"', ['8012'], 'only flags are expected'],
    ['"8012"', ['--', '8012'], 'only flags are expected'],
  ])('%s in %j', (flag, argv, expected) => {
    const outcome = parseCommandLine(argv)
    if (outcome.kind !== 'error') throw new Error(outcome.kind)
    expect(outcome.message.startsWith(flag)).toBe(true)
    expect(outcome.message).toContain(expected)
    expect(outcome.message).toMatch(/^[^\n]+\.$/)
    expect(outcome.message).not.toMatch(/\. /)
  })
})
