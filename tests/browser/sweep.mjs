// Opens every route of a running register as a person would, and looks for what they would stumble
// over: `node sweep.mjs http://127.0.0.1:8080 routes.txt [--screenshots FOLDER]`.
//
// A routes file has one address a line, with the status to expect before it when that is not 200
// ("404 /nowhere"); `#` begins a remark. The browser is Debian's chromium, or the one that CHROMIUM
// names. Pages are opened without scripts, as we promise that they work; axe, which is a script,
// gets a context of its own.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HtmlValidate } from 'html-validate'
import { chromium } from 'playwright-core'

const WIDTHS = [375, 1280]
// 1280 pixels at 400% zoom are 320 (WCAG 1.4.10).
const NARROW = { width: 320, height: 256 }
const FIRST_PAGE_BYTES_MAX = 60 * 1024
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Titles follow "heading – section – service", whatever their length.
    'long-title': 'off',
    // The package states some roles that elements have anyway, for old screen readers, and gives
    // list-style-less lists theirs back.
    'no-redundant-role': 'off',
    'no-implicit-button-type': 'off',
    'no-implicit-input-type': 'off',
    // A filter by several values is one name several times: its checkboxes, the line that takes
    // another value, and the hidden fields by which a new search keeps them. HTML allows it.
    'form-dup-name': 'off',
    'prefer-native-element': 'off',
    'no-trailing-whitespace': 'off',
    // Telephone numbers and the like come in received words, which are never edited.
    'tel-non-breaking': 'off',
    'require-sri': 'off',
    'no-inline-style': 'error'
  }
})

const readArguments = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { screenshots: { type: 'string' } }
  })
  if (positionals.length !== 2) {
    console.error('usage: node sweep.mjs BASE_URL ROUTES_FILE [--screenshots FOLDER]')
    process.exit(2)
  }
  return { base: new URL(positionals[0]), file: positionals[1], ...values }
}

const readRoutes = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, status = '200', path] = /^(?:(\d{3})\s+)?(\S+)$/.exec(line) ?? []
      if (path === undefined) throw new Error(`not a route: ${line}`)
      return { path, status: Number(status) }
    })

/** Collects what went well and what did not. */
class Report {
  passed = 0
  failures = []

  check(route, name, problems) {
    if (problems.length === 0) {
      this.passed += 1
      return
    }
    this.failures.push(`${route.path}: ${name}`)
    console.log(`FAIL ${route.path}: ${name}`)
    for (const problem of problems.slice(0, 12)) console.log(`     ${problem}`)
    if (problems.length > 12) console.log(`     and ${problems.length - 12} more`)
  }
}

/** Listens to a page: addresses asked for, bytes over the wire, errors, cookies that are set. */
const listen = async (page, base) => {
  const heard = { elsewhere: [], errors: [], bytes: 0, cookies: [] }
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.loadingFinished', (event) => {
    heard.bytes += event.encodedDataLength
  })
  session.on('Network.responseReceivedExtraInfo', (event) => {
    const names = Object.keys(event.headers).filter((name) => name.toLowerCase() === 'set-cookie')
    heard.cookies.push(...names.map((name) => event.headers[name]))
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol !== 'data:' && url.origin !== base.origin) heard.elsewhere.push(url.href)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') heard.errors.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => heard.errors.push(String(error)))
  return heard
}

/** A failed page is itself reported as an error by the browser: not when we asked for one. */
const unexpectedErrors = (errors, status) =>
  errors.filter((error) => !(status >= 400 && error.includes(`status of ${status}`)))

const overflow = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(-3)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
    return [`${document.documentElement.scrollWidth} pixels wide in ${width}: ${wide.join(', ')}`]
  })

const validity = async (html) => {
  const report = await validator.validateString(html)
  return report.results
    .flatMap((result) => result.messages)
    .filter((message) => message.severity === 2)
    .map((message) => `line ${message.line}: ${message.message} (${message.ruleId})`)
}

/** The first press of Tab must reach the skip link, and the second must not be lost. */
const keyboard = async (page) => {
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => document.activeElement?.getAttribute('href'))
  const autofocused = await page.evaluate(() => document.querySelector('[autofocus]') !== null)
  return first === '#maincontent' || autofocused ? [] : [`Tab first reaches ${first}`]
}

const shoot = async (page, folder, path, name) => {
  if (folder === undefined) return
  const stem = path.replace(/^\//, '').replace(/[^a-zA-Z0-9]+/g, '-') || 'home'
  await page.screenshot({ path: join(folder, `${stem}-${name}.png`), fullPage: true })
}

const withContext = async (browser, options, work) => {
  const context = await browser.newContext(options)
  try {
    return await work(await context.newPage(), context)
  } finally {
    await context.close()
  }
}

/** The page as a reader without scripts meets it. Gives whether there is more to look at. */
const sweepPlain = (browser, route, { base, screenshots }, report) =>
  withContext(browser, { javaScriptEnabled: false, locale: 'en-GB' }, async (page, context) => {
    const heard = await listen(page, base)
    await page.setViewportSize({ width: 1280, height: 900 })
    const response = await page.goto(new URL(route.path, base).href, { waitUntil: 'load' })
    const status = response.status()
    report.check(route, 'status', status === route.status ? [] : [`${status}`])
    const isPage = (response.headers()['content-type'] ?? '').startsWith('text/html')
    if (!isPage) return false

    report.check(route, 'valid HTML', await validity(await response.text()))
    const bytes = heard.bytes
    const tooMuch = bytes > FIRST_PAGE_BYTES_MAX ? [`${bytes} bytes over the wire`] : []
    report.check(route, `at most ${FIRST_PAGE_BYTES_MAX} bytes`, tooMuch)

    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      report.check(route, `no overflow at ${width}`, await overflow(page))
      await shoot(page, screenshots, route.path, width)
    }
    await page.setViewportSize(NARROW)
    report.check(route, 'no overflow at 320, or 400% of 1280', await overflow(page))
    await shoot(page, screenshots, route.path, NARROW.width)
    report.check(route, 'keyboard', await keyboard(page))
    if (screenshots !== undefined) {
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 800, height: 1100 })
      await shoot(page, screenshots, route.path, 'print')
    }

    const stored = (await context.cookies()).map((cookie) => cookie.name)
    report.check(route, 'no cookie', [...heard.cookies, ...stored])
    report.check(route, 'no other origin', heard.elsewhere)
    report.check(route, 'no console error', unexpectedErrors(heard.errors, route.status))
    return true
  })

/** axe at both widths. */
const sweepAxe = async (browser, route, { base }, report) => {
  const looks = WIDTHS.map((width) => ({ name: `axe at ${width}`, width }))
  for (const { name, width } of looks) {
    const options = { bypassCSP: true, viewport: { width, height: 900 }, locale: 'en-GB' }
    const problems = await withContext(browser, options, async (page) => {
      await page.goto(new URL(route.path, base).href, { waitUntil: 'load' })
      await page.evaluate(axeSource)
      const { violations } = await page.evaluate(
        (tags) => globalThis.axe.run({ runOnly: { type: 'tag', values: tags } }),
        AXE_TAGS
      )
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.slice(0, 4).map((node) => `${id}: ${help}: ${node.target.join(' ')}`)
      )
    })
    report.check(route, name, problems)
  }
}

const main = async () => {
  const settings = readArguments()
  if (settings.screenshots !== undefined) mkdirSync(settings.screenshots, { recursive: true })
  const report = new Report()
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  })
  try {
    for (const route of readRoutes(settings.file)) {
      const failed = report.failures.length
      try {
        const isPage = await sweepPlain(browser, route, settings, report)
        if (isPage) await sweepAxe(browser, route, settings, report)
      } catch (error) {
        report.check(route, 'opens', [String(error)])
      }
      if (report.failures.length === failed) console.log(`ok   ${route.path}`)
    }
  } finally {
    await browser.close()
  }
  console.log(`${report.passed} passed, ${report.failures.length} failed`)
  process.exitCode = report.failures.length === 0 ? 0 : 1
}

await main()
