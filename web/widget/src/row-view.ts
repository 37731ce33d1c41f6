import type { Message, MessageId, OutgoingMessage, UserId } from '@parley/client';
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { avatar } from './avatar.js';
import { clock, dayName, fullDate } from './dates.js';
import './editor.js';
import { icons } from './icons.js';
import { contentOf, drawContent } from './message-view.js';
import type { Place, Row } from './rows.js';
import { text } from './text.js';

/** What the rows are drawn from, and what can be done in them. */
export interface RowContext {
  readonly me: UserId;
  /** The message that is being changed. */
  readonly editing: MessageId | undefined;
  /** The message that arrow keys have gone to: the one whose buttons Tab reaches. */
  readonly focused: MessageId | undefined;
  readonly name: (user: UserId) => string;
  readonly edit: (id: MessageId) => void;
  readonly save: (id: MessageId, content: string) => void;
  readonly cancel: () => void;
  readonly remove: (id: MessageId) => void;
  readonly retry: (key: string) => void;
  readonly discard: (key: string) => void;
}

export function drawRow(row: Row, context: RowContext): TemplateResult {
  switch (row.type) {
    case 'day':
      return html`<div class="day" role="listitem"><span>${dayName(row.at, new Date())}</span></div>`;
    case 'new':
      return html`<div class="new" role="listitem">${text.conversation.newMessages}</div>`;
    case 'message':
      return drawMessage(row.message, row.at, row, context);
    case 'outgoing':
      return drawOutgoing(row.message, row.at, row, context);
  }
}

function drawMessage(message: Message, at: Date, { first, last }: Place, context: RowContext): TemplateResult {
  const { id, sender, content, timestamp } = message;
  const mine = sender === context.me;
  const name = context.name(sender);
  return html`<div
    class=${classMap({ row: true, mine, first, last })}
    role="listitem"
    data-key=${id}
    tabindex=${context.focused === id ? 0 : -1}
    aria-label=${`${mine ? text.conversation.you : name}, ${clock(at)}: ${content}`}
  >
    ${!mine && first ? html`<div class="name" dir="auto">${name}</div>` : nothing}
    ${!mine && last ? avatar(sender, name) : nothing}
    <div class="line">
      ${context.editing === id
        ? html`<parley-editor
            .content=${content}
            @save=${(event: CustomEvent<string>) => context.save(id, event.detail)}
            @cancel=${context.cancel}
          ></parley-editor>`
        : html`<div class="bubble">${contentOf(message)}</div>
            <time datetime=${timestamp} title=${fullDate(at)}>${clock(at)}</time>
            ${mine ? drawActions(id, context) : nothing}`}
    </div>
  </div>`;
}

function drawActions(id: MessageId, { focused, edit, remove }: RowContext): TemplateResult {
  const tab = focused === id ? 0 : -1;
  const button = (label: string, icon: TemplateResult, act: (id: MessageId) => void) =>
    html`<button class="icon" tabindex=${tab} aria-label=${label} title=${label} @click=${() => act(id)}>${icon}</button>`;
  return html`<div class="actions" role="group" aria-label=${text.message.actions}>
    ${button(text.message.edit, icons.edit, edit)}${button(text.message.delete, icons.bin, remove)}
  </div>`;
}

function drawOutgoing(message: OutgoingMessage, at: Date, { first, last }: Place, context: RowContext): TemplateResult {
  const { key, content, status } = message;
  return html`<div class=${classMap({ row: true, mine: true, first, last, [status]: true })} role="listitem" data-key=${key}>
    <div class="line">
      <div class="bubble">${drawContent(content)}</div>
      <time datetime=${at.toISOString()}>${clock(at)}</time>
    </div>
    ${status === 'refused' || last ? drawStatus(message, context) : nothing}
  </div>`;
}

function drawStatus({ key, status, reason }: OutgoingMessage, { retry, discard }: RowContext): TemplateResult {
  switch (status) {
    case 'pending':
      return html`<div class="status">${icons.clock}${text.message.pending}</div>`;
    case 'sent':
      return html`<div class="status">${icons.tick}${text.message.sent}</div>`;
    case 'refused':
      return html`<div class="status" role="alert">
        ${icons.alert}<span>${text.message.refused(reason ?? '')}</span>
        <button @click=${() => retry(key)}>${text.message.retry}</button>
        <button @click=${() => discard(key)}>${text.message.discard}</button>
      </div>`;
  }
}
