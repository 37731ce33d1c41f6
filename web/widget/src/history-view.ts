/** What stands above, below or in the place of a history's rows. */

import type { Parley, RoomState } from '@parley/client';
import { html, nothing, type TemplateResult } from 'lit';
import { icons } from './icons.js';
import { text } from './text.js';
import { nameOf } from './words.js';

export function drawProgress(): TemplateResult {
  return html`<div class="bar" role="progressbar" aria-label=${text.loading}></div>`;
}

/** @param count how many messages follow */
export function drawBeginning(count: number): TemplateResult {
  if (count > 0) return html`<div class="beginning">${text.conversation.beginning}</div>`;
  return html`<div class="state">
    <div class="picture">${icons.chat}</div>
    <h3>${text.conversation.empty}</h3>
    <p>${text.conversation.emptyLead}</p>
  </div>`;
}

export function drawFailed(again: () => void, look = 'state'): TemplateResult {
  return html`<div class=${look} role="alert">
    <div class="picture">${icons.alert}</div>
    <p>${text.conversation.failed}</p>
    <button class="outlined" @click=${again}>${text.conversation.retry}</button>
  </div>`;
}

/** Who has seen the newest message, if it is mine. */
export function drawSeen({ messages, outgoing, seenBy }: RoomState, parley: Parley): TemplateResult | typeof nothing {
  const newest = messages.at(-1);
  if (newest === undefined || newest.sender !== (parley.me.value?.id ?? 0) || outgoing.length > 0) return nothing;
  const names = [...seenBy].filter(([, at]) => at >= newest.id).map(([user]) => nameOf(parley, user));
  if (names.length === 0) return html`<div class="status">${icons.tick}${text.message.sent}</div>`;
  const line = names.length > 3 ? text.message.seenByMany(names.length) : text.message.seenBy(names.join(', '));
  return html`<div class="status">${line}</div>`;
}
