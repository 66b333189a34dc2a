// Leaves out rules for what we never show: a quarter of the package's style sheet. What is named here
// must not appear in crates/web/src: crates/web/tests/stylesheet.rs finds classes without a rule.
import postcss from 'postcss'

export const UNUSED = [
  /-reverse\b/, // for dark backgrounds
  /--care\b/, // advice on urgent care
  /--(emergency|urgent|non-urgent|immediate)\b/,
  /nhsuk-button--login\b/,
  /nhsuk-card(--(clickable|primary|top-task)|__img|__link)\b/,
  /nhsuk-card-group/,
  /nhsuk-expander/,
  /nhsuk-header__(organisation-name|logo|menu|navigation--justified|transactional)/,
  /nhsuk-header(__navigation)?--(inline|justified|organisation|transactional)\b/,
  /nhsuk-frontend-supported/, // set by a script
  /nhsuk-(care-card|do-dont|hero|images?|panel|promo|review-date|u-(float|clear))/,
  // Icons as files of their own: ours are in the page, and a search field keeps its browser's.
  /::-webkit-search-cancel-button/,
  /^\.nhsuk-table__header\[(data-sort|aria-sort=\w+)\] \.nhsuk-link::after/,
  /nhsuk-u-(margin|padding)-(left|right)-/,
  /nhsuk-u-static-/,
  /nhsuk-u-padding-(top|bottom)?-?\d/
]
// Queries that only Internet Explorer and the first Edge answer.
const OLD_QUERY = /^(print|screen) and \(-ms-high-contrast: active\)(,\(-ms-high-contrast: none\))?$/

const isUnused = (selector) => {
  // What stands within :not() is what a rule is not about.
  const about = selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, '')
  return UNUSED.some((pattern) => pattern.test(about))
}

export const prune = (css) => {
  const root = postcss.parse(css)
  root.walkAtRules('media', (query) => {
    if (OLD_QUERY.test(query.params)) query.remove()
  })
  root.walkRules((rule) => {
    const used = rule.selectors.filter((selector) => !isUnused(selector))
    if (used.length === 0) rule.remove()
    else if (used.length < rule.selectors.length) rule.selectors = used
  })
  root.walkAtRules((query) => {
    if (query.nodes?.length === 0) query.remove()
  })
  return root.toString()
}
