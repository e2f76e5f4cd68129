/** Which part of the page is seen: the address says it, so that every view can be passed on and the browser's Back goes back. */
import { showApi } from './api.js'
import { showCase } from './case.js'
import { data, find } from './dom.js'
import { searchFor, shownCases } from './filter.js'
import { drawWindow, goToCase, readyToPrint } from './matrix.js'

const views = [...document.querySelectorAll('main > section')].filter((view) => view instanceof HTMLElement)
const links = [...document.querySelectorAll('.views a')].filter((link) => link instanceof HTMLAnchorElement)
const title = document.title
/** Where each view was scrolled to. @type {Map<string, number>} */
const places = new Map()
let seen = ''
let lastCase = ''

window.history.scrollRestoration = 'manual'
window.addEventListener('hashchange', () => show(true))
window.addEventListener('resize', letKeysScroll)
// A run of benches alone touches no C function that it could judge, and a view without content is not there to go to.
for (const link of links) {
  const view = views.find(({ id }) => `#${id}` === link.hash)
  const isEmpty =
    (link.hash === '#cases' && data.cases.length === 0) ||
    (link.hash === '#api' && !data.cases.some(({ kind }) => kind === 'case'))
  if (view === undefined || isEmpty) link.parentElement?.remove()
}
await show(false)
document.documentElement.classList.add('ready')
performance.mark('ready')
// When there is nothing else to do; Safari does not tell.
if ('requestIdleCallback' in window) requestIdleCallback(readyToPrint)
else setTimeout(readyToPrint, 1000)

/** @param {boolean} moved Somebody went there, and did not just open the page. */
async function show(moved) {
  const state = new URLSearchParams(location.hash.slice(1))
  const name = nameOf(state)
  if (seen !== '') places.set(seen, window.scrollY)
  await fill(name, state)
  for (const view of views) view.hidden = view.id !== name
  if (name === 'cases') drawWindow()
  letKeysScroll()
  for (const link of links) select(link, name === 'case' ? 'cases' : name)
  document.title = name === 'case' ? `${state.get('case')} · ${title}` : title
  arrive(name, moved)
  if (name === 'case') lastCase = state.get('case') ?? ''
  seen = name
}

/** @param {string} name @param {URLSearchParams} state */
async function fill(name, state) {
  if (name === 'cases') searchFor(state.get('where') ?? '')
  if (name === 'api') await showApi(state.get('api') ?? '')
  if (name !== 'case') return
  // A case's neighbours are those of the query that it was found by.
  searchFor(find('input[name=where]', HTMLInputElement).value)
  await showCase(state.get('case') ?? '', shownCases())
}

/** @param {URLSearchParams} state */
function nameOf(state) {
  for (const name of ['case', 'where', 'api']) if (state.get(name)) return name === 'where' ? 'cases' : name
  const [named] = [...state.keys()]
  if (named === undefined) return 'overview'
  const view = views.find(({ id }) => id === named)
  return view === undefined || named === 'case' ? 'overview' : named
}

/** @param {HTMLAnchorElement} link @param {string} name */
function select(link, name) {
  if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page')
  else link.removeAttribute('aria-current')
}

/** What is wider than the screen can be scrolled with the arrow keys; what is not is no stop of the Tab key. */
function letKeysScroll() {
  for (const part of document.querySelectorAll('.scroll')) {
    if (part.scrollWidth > part.clientWidth) part.setAttribute('tabindex', '0')
    else part.removeAttribute('tabindex')
  }
}

/** Where the reader is and what has the focus after a change of view. @param {string} name @param {boolean} moved */
function arrive(name, moved) {
  if (!moved) {
    // The browser went to the part of that name, below the head.
    window.scrollTo(0, 0)
    return
  }
  if (name === 'cases') {
    window.scrollTo(0, seen === 'cases' ? window.scrollY : (places.get('cases') ?? 0))
    drawWindow()
    if (seen === 'case') goToCase(lastCase)
    return
  }
  if (name === seen && name !== 'case') return
  window.scrollTo(0, 0)
  const heading = document.querySelector(`#${name} h2`)
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true })
}
