import { describe, expect, it, test } from 'vitest'
import { type DestinationRules, destinationGuard, type ResolvedAddress } from './destination.js'

const web: ResolvedAddress = { address: '93.184.215.14', family: 4 }
const inside: ResolvedAddress = { address: '10.0.0.1', family: 4 }

/** A guard over names that are known here alone, and what was asked for. */
function guardOf(rules: DestinationRules = {}, names: Readonly<Record<string, readonly ResolvedAddress[]>> = {}) {
  const asked: string[] = []
  const resolve = async (host: string) => {
    asked.push(host)
    return names[host] ?? [web]
  }
  return { guard: destinationGuard({ resolve, ...rules }), asked }
}

const refused = expect.objectContaining({ code: 'notifier_refused', details: { fault: 'address', part: 'reader' } })

describe('where webhooks go', () => {
  it.each([
    'https://hooks.example/owekit?t=1#x',
    'https://hooks.example:443/',
    'https://93.184.215.14/',
    'https://[2606:4700:4700::1111]/',
    'https://bücher.example/',
  ])('%s', async (address) => {
    expect((await guardOf().guard(address)).url.href).toBe(new URL(address).href)
  })

  test('names without their last dot, asked for once, and their addresses are what is connected to', async () => {
    const { guard, asked } = guardOf()
    expect((await guard('https://hooks.example./')).addresses).toEqual([web])
    expect(asked).toEqual(['hooks.example'])
  })

  test('addresses are not asked for', async () => {
    const { guard, asked } = guardOf()
    expect((await guard('https://1.1.1.1/')).addresses).toEqual([{ address: '1.1.1.1', family: 4 }])
    expect(asked).toEqual([])
  })

  test('http and other ports where they were allowed, and only those', async () => {
    const { guard } = guardOf({ allowHttp: true, ports: [80, 8443] })
    for (const one of ['http://hooks.example/', 'https://hooks.example:8443/'])
      expect((await guard(one)).addresses).toEqual([web])
    for (const one of ['https://hooks.example/', 'http://hooks.example:8080/'])
      await expect(guard(one)).rejects.toEqual(refused)
  })
})

describe('threat row 8: where they do not go', () => {
  it.each([
    ['http', 'http://hooks.example/'],
    ['another scheme', 'ftp://hooks.example/'],
    ['another scheme', 'file:///etc/passwd'],
    ['another scheme', 'gopher://127.0.0.1:6379/_FLUSHALL'],
    ['another scheme', 'data:application/json,{}'],
    ['no URL', 'hooks.example'],
    ['no URL', '//hooks.example/'],
    ['no URL', 'https://'],
    ['no URL', 'https://a b/'],
    ['no URL', 'https://hooks.example/ x'],
    ['no URL', ' https://hooks.example/'],
    ['no URL', 'https://hooks.example/\tx'],
    ['a name', 'https://ada@hooks.example/'],
    ['a name and a password', 'https://ada:secret@hooks.example/'],
    ['a name that looks like a host', 'https://hooks.example@127.0.0.1/'],
    ['another port', 'https://hooks.example:22/'],
    ['another port', 'https://hooks.example:8443/'],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine, with a dot', 'https://127.0.0.1./'],
    ['this machine, short', 'https://127.1/'],
    ['this machine, short', 'https://127.0.1/'],
    ['this machine, decimal', 'https://2130706433/'],
    ['this machine, octal', 'https://0177.0.0.01/'],
    ['this machine, octal', 'https://017700000001/'],
    ['this machine, hexadecimal', 'https://0x7f.0.0.1/'],
    ['this machine, hexadecimal', 'https://0x7f000001/'],
    ['this machine, mixed', 'https://0x7f.1/'],
    ['this machine, wide', 'https://１２７.0.0.1/'],
    ['this machine, with other dots', 'https://127。0。0。1/'],
    ['this machine, in circles', 'https://①②⑦.⓪.⓪.①/'],
    ['this machine, encoded', 'https://%31%32%37.0.0.1/'],
    ['this machine, backwards', String.raw`https:\\127.0.0.1\ `.trim()],
    ['this machine, by nothing', 'https://0/'],
    ['this machine, by nothing', 'https://0.0.0.0/'],
    ['this machine, IPv6', 'https://[::1]/'],
    ['this machine, IPv6 in full', 'https://[0:0:0:0:0:0:0:1]/'],
    ['this machine, by nothing in IPv6', 'https://[::]/'],
    ['this machine, mapped', 'https://[::ffff:127.0.0.1]/'],
    ['this machine, mapped', 'https://[::ffff:7f00:1]/'],
    ['this machine, mapped in full', 'https://[0:0:0:0:0:ffff:7f00:0001]/'],
    ['this machine, compatible', 'https://[::127.0.0.1]/'],
    ['this machine, through NAT64', 'https://[64:ff9b::127.0.0.1]/'],
    ['this machine, through 6to4', 'https://[2002:7f00:1::]/'],
    ['an address with a zone', 'https://[fe80::1%25eth0]/'],
    ['a private network', 'https://10.0.0.1/'],
    ['a private network', 'https://[fd00::1]/'],
    ['a carrier', 'https://100.64.0.1/'],
    ['metadata', 'https://169.254.169.254/latest/meta-data/'],
    ['metadata, decimal', 'https://2852039166/'],
    ['metadata, IPv6', 'https://[fd00:ec2::254]/'],
    ['a group', 'https://224.0.0.1/'],
    ['everybody', 'https://255.255.255.255/'],
  ])('%s: %s', async (_, address) => {
    const { guard, asked } = guardOf()
    await expect(guard(address)).rejects.toEqual(refused)
    expect(asked).toEqual([])
  })

  it.each([
    ['is inside', [inside]],
    ['is inside and outside', [web, inside]],
    ['is this machine', [{ address: '127.0.0.1', family: 4 as const }]],
    ['is this machine, mapped', [{ address: '::ffff:127.0.0.1', family: 6 as const }]],
    ['is on the wire', [{ address: 'fe80::1', family: 6 as const }]],
    ['is on the wire, with a zone', [{ address: 'fe80::1%eth0', family: 6 as const }]],
  ])('a name that %s', async (_, addresses) => {
    await expect(guardOf({}, { 'hooks.example': addresses }).guard('https://hooks.example/')).rejects.toEqual(refused)
  })

  test('localhost, as this machine knows it', async () => {
    for (const one of ['https://localhost/', 'https://LOCALHOST./']) {
      await expect(destinationGuard({})(one)).rejects.toEqual(refused)
    }
  })

  it.each([
    ['nothing', async () => []],
    ['what is no address', async () => [{ address: 'elsewhere.example', family: 4 as const }]],
    ['an error', () => Promise.reject(new Error('ENOTFOUND'))],
  ])('a name that leads to %s is for later', async (_, resolve) => {
    await expect(destinationGuard({ resolve })('https://hooks.example/')).rejects.toMatchObject({
      code: 'notifier_unavailable',
    })
  })

  test('nothing of a URL is repeated in the error', async () => {
    const error: unknown = await guardOf()
      .guard('http://hooks.example/secret-path')
      .catch((thrown: unknown) => thrown)
    expect(JSON.stringify([String(error), error])).not.toMatch(/secret-path|hooks\.example/)
  })
})

describe('an origin that is allowed', () => {
  const allow = ['http://127.0.0.1:4000', 'https://inside.example']

  it.each(['http://127.0.0.1:4000/x', 'http://2130706433:4000/', 'https://inside.example/'])(
    'is gone to: %s',
    async (address) => {
      const { guard } = guardOf({ allow }, { 'inside.example': [inside] })
      expect((await guard(address)).url.href).toBe(new URL(address).href)
    },
  )

  it.each([
    ['another port', 'http://127.0.0.1:4001/'],
    ['another scheme', 'https://127.0.0.1:4000/'],
    ['another host', 'http://127.0.0.2:4000/'],
    ['a name before it', 'http://ada@127.0.0.1:4000/'],
    ['a host below it', 'https://a.inside.example/'],
  ])('opens nothing else: %s', async (_, address) => {
    await expect(guardOf({ allow }, { 'a.inside.example': [inside] }).guard(address)).rejects.toEqual(refused)
  })

  it.each(['127.0.0.1', 'http://127.0.0.1:4000/', 'https://*.example', '*', 'null'])('%s is none', (origin) => {
    expect(() => destinationGuard({ allow: [origin] })).toThrow(
      expect.objectContaining({ code: 'not_configured', details: { setting: 'allow' } }),
    )
  })
})

it.each([0, 65_536, 4.5, -1])('%d is no port', (port) => {
  expect(() => destinationGuard({ ports: [port] })).toThrow(
    expect.objectContaining({ code: 'not_configured', details: { setting: 'ports' } }),
  )
})
