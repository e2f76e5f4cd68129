/** What every format says about a change. */
import type { CaseChange, ChangeKind, DiffPair, RunDiff } from '../../compare/diff.ts'
import { oneLine, words } from '../../findings.ts'
import { visibleLine } from '../visible.ts'

export const titles: Record<ChangeKind, string> = {
  regressed: 'Regressed',
  changed: 'Changed in kind',
  flaky: 'Flaky',
  fixed: 'Fixed',
  new: 'New',
  gone: 'Gone',
}

/** `pass → crash` */
export function stepText({ from, to }: CaseChange): string {
  return `${words(from.outcome)} → ${words(to.outcome)}`
}

/** What is seen now, or, where that is nothing, what was seen before; null when there is nothing to say. */
export function seenText({ kind, from, to, item }: CaseChange): string | null {
  const isOver = kind === 'fixed' || kind === 'gone'
  const seen = firstLine(oneLine(to)) ?? (isOver ? before(firstLine(oneLine(from))) : null)
  const detail = item.level === 'detail' ? ['level detail: reported, never a failure'] : []
  const known = to.known === null || kind === 'fixed' ? [] : [`known failure: ${to.known.reason}`]
  const parts = [...(seen === null ? [] : [seen]), ...known, ...detail]
  return parts.length === 0 ? null : visibleLine(parts.join('; '), 1000)
}

/** A bridge's own error may come with its whole stack. */
function firstLine(text: string | null): string | null {
  return text?.split('\n')[0] ?? null
}

function before(text: string | null): string | null {
  return text === null ? null : `before: ${text}`
}

/** `12, 2 failing` */
export function countText({ counts, newFailing }: DiffPair, kind: ChangeKind | 'same'): string {
  return kind === 'new' && newFailing > 0 ? `${counts.new}, ${newFailing} failing` : String(counts[kind])
}

/** `7.3.11 → 7.3.12`, or the one version. */
export function versionsText({ from, to }: DiffPair): string {
  const [one, other] = [from.version ?? 'did not start', to.version ?? 'did not start']
  const versions = one === other ? one : `${one} → ${other}`
  return from.bridge === to.bridge ? versions : `${from.bridge} ${one} → ${other}`
}

/** The verdict on the whole: `✗ 3 regressed; 5 fixed, 12 new`, `✓ nothing regressed`. What cannot be told is not ok either. */
export function verdictText({ changes, failOn, undecided }: RunDiff): { ok: boolean; text: string } {
  const gating = changes.filter(({ gates }) => gates)
  // Of a kind that was asked to fail only those of level detail are left.
  const others = countsText(
    changes.filter(({ gates }) => !gates),
    (kind) => (failOn.includes(kind) ? `${lower(kind)} of level detail` : lower(kind)),
  )
  const asked = failOn.length === 0 ? 'nothing was asked to fail' : `nothing ${failOn.map(lower).join(' or ')}`
  const clean = undecided.length > 0 ? `✗ ${undecided.join('; ')}` : `✓ ${asked}`
  const first = gating.length > 0 ? `✗ ${countsText(gating, lower)}` : clean
  return { ok: gating.length + undecided.length === 0, text: others === '' ? first : `${first}; ${others}` }
}

function countsText(changes: readonly CaseChange[], name: (kind: ChangeKind) => string): string {
  const counts = [...Map.groupBy(changes, ({ kind }) => kind)]
  return counts.map(([kind, all]) => `${all.length} ${name(kind)}`).join(', ')
}

function lower(kind: ChangeKind): string {
  return titles[kind].toLowerCase()
}
