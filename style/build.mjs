// Sass in, committed files out: the style sheet and icon, compressed, with their names and hashes.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import * as sass from 'sass'
import { prune } from './prune.mjs'

const out = new URL('../crates/web/assets/', import.meta.url)
const here = (name) => new URL(name, import.meta.url)
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const { dependencies, devDependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8'))

const compiled = sass.compile(here('heeded.scss').pathname, {
  loadPaths: [here('node_modules').pathname],
  quietDeps: true,
  style: 'compressed'
})
const sources = {
  'heeded.css': Buffer.from(prune(compiled.css.replace(/^\uFEFF/, '')) + '\n'),
  'heeded.svg': readFileSync(here('heeded.svg'))
}

const written = {}
for (const [name, bytes] of Object.entries(sources)) {
  written[name] = bytes
  // No time stamp in the gzip head: the same input gives the same bytes.
  written[`${name}.gz`] = gzipSync(bytes, { level: 9 })
  written[`${name}.br`] = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
    }
  })
}
for (const [name, bytes] of Object.entries(written)) {
  writeFileSync(new URL(name, out), bytes)
  console.log(`${name}: ${bytes.length} bytes`)
}

const href = (name) => {
  const [stem, ending] = name.split('.')
  return `/assets/${stem}-${sha256(written[name]).slice(0, 16)}.${ending}`
}
writeFileSync(
  new URL('names.rs', out),
  `// Written by style/build.sh: the addresses, each with the start of its file's SHA-256.
const STYLESHEET_HREF: &str = "${href('heeded.css')}";
const ICON_HREF: &str = "${href('heeded.svg')}";
`
)
writeFileSync(
  new URL('SHA256SUMS', out),
  `# Written by style/build.sh from nhsuk-frontend ${dependencies['nhsuk-frontend']} (MIT, see NOTICE)
# with sass ${devDependencies.sass}. Do not edit the files: edit style/ and run it again.
` +
    Object.entries(written)
      .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
      .join('')
)
