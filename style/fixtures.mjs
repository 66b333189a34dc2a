// Copies the package's fixtures (options in, HTML out) for the tests of crates/web, at the pinned
// version. Keeps what the tests read and drops repetitions that differ only in how the package's
// own site shows them: 2 MB become 0.5 MB. One fixture a line, so that an upgrade reads as a diff.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const components = [
  'action-link', 'back-link', 'breadcrumb', 'button', 'card', 'checkboxes', 'contents-list',
  'details', 'error-message', 'error-summary', 'fieldset', 'footer', 'header', 'heading', 'hint',
  'input', 'inset-text', 'label', 'legend', 'notification-banner', 'pagination', 'radios',
  'search-input', 'select', 'skip-link', 'summary-list', 'tables', 'tag', 'textarea',
  'warning-callout'
]
const out = new URL('../crates/web/tests/fixtures/nhsuk/', import.meta.url)
mkdirSync(out, { recursive: true })

for (const component of components) {
  const from = `node_modules/nhsuk-frontend/dist/nhsuk/components/${component}/fixtures.json`
  const { fixtures } = JSON.parse(readFileSync(new URL(from, import.meta.url), 'utf8'))
  const lines = fixtures.map(({ name, context, html }) => {
    const tight = html.replace(/\n\s*/g, '\n')
    return JSON.stringify({ name, options: context, html: tight })
  })
  writeFileSync(new URL(`${component}.json`, out), `[\n${[...new Set(lines)].join(',\n')}\n]\n`)
}
