/** The codecs that are always there, by any of their names. */

import type { TextCodec } from './codec.ts'
import { rawUnicodeEscape, unicodeEscape } from './escapes.ts'
import { ascii, latin1, tableCodec } from './single-byte.ts'
import { utf8, utf8Sig, wideCodec } from './utf.ts'
import { utf7 } from './utf7.ts'

/** As CPython's `encodings` normalises: lower case, anything but letters, digits and dots is one underscore. */
export function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
    .replace(/^_|_$/g, '')
}

const codecs: [TextCodec, string][] = [
  [utf8, 'utf_8 utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001 mbcs'],
  [utf8Sig, 'utf_8_sig utf8_sig'],
  [ascii, 'ascii us_ascii 646 us iso646_us ansi_x3.4_1968 ansi_x3_4_1968 iso_646.irv_1991 cp367 csascii ibm367'],
  [latin1, 'latin_1 latin1 latin l1 iso_8859_1 iso8859_1 iso8859 8859 cp819 ibm819 iso_ir_100 csisolatin1'],
  [wideCodec(2, 0), 'utf_16 utf16 u16'],
  [wideCodec(2, -1), 'utf_16_le utf_16le unicodelittleunmarked'],
  [wideCodec(2, 1), 'utf_16_be utf_16be unicodebigunmarked'],
  [wideCodec(4, 0), 'utf_32 utf32 u32'],
  [wideCodec(4, -1), 'utf_32_le utf_32le'],
  [wideCodec(4, 1), 'utf_32_be utf_32be'],
  [utf7, 'utf_7 utf7 u7 unicode_1_1_utf_7'],
  [unicodeEscape, 'unicode_escape unicodeescape'],
  [rawUnicodeEscape, 'raw_unicode_escape rawunicodeescape'],
]
const byName = new Map(codecs.flatMap(([codec, names]) => names.split(' ').map((name) => [name, codec] as const)))

/** Names under which JavaScript knows the tables of further single-byte encodings. */
function webName(name: string): string | undefined {
  const windows = /^(?:cp|windows_)(125\d|874)$/.exec(name)
  if (windows !== null) return `windows-${windows[1]}`
  const iso = /^(?:iso_?8859_|8859_)(\d+)$/.exec(name)
  if (iso !== null) return `iso-8859-${iso[1]}`
  return { koi8_r: 'koi8-r', koi8_u: 'koi8-u', cp866: 'ibm866', mac_roman: 'macintosh', latin2: 'iso-8859-2' }[name]
}

/** Undefined for a name that is not among ours. */
export function builtinCodec(name: string): TextCodec | undefined {
  const normal = normalName(name)
  const known = byName.get(normal)
  if (known !== undefined) return known
  const web = webName(normal)
  const codec = web === undefined ? undefined : fromWeb(normal, web)
  if (codec !== undefined) byName.set(normal, codec)
  return codec
}

/** What the web maps to a control character of C1 because Windows left it out means nothing to Python. */
function fromWeb(name: string, web: string): TextCodec | undefined {
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(web, { fatal: true })
  } catch {
    return undefined
  }
  const table = Array.from({ length: 256 }, (_, byte) => {
    try {
      const code = decoder.decode(Uint8Array.of(byte)).codePointAt(0) ?? -1
      return web.startsWith('windows') && code >= 0x80 && code < 0xa0 ? -1 : code
    } catch {
      return -1
    }
  })
  return tableCodec(name.replace(/^iso_8859_/, 'iso8859-').replace(/^windows_/, 'cp'), table)
}
