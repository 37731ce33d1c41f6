import type { Message } from '@parley/client';
import { css, html, type TemplateResult } from 'lit';
import { isEmojiOnly, type Part, parts } from './rich-text.js';

const drawn = new WeakMap<Message, TemplateResult>();

/** A message's content as it is shown; drawn once for each state of the message. */
export function contentOf(message: Message): TemplateResult {
  let content = drawn.get(message);
  if (content === undefined) drawn.set(message, (content = drawContent(message.content)));
  return content;
}

export function drawContent(content: string): TemplateResult {
  const large = isEmojiOnly(content) ? 'content large' : 'content';
  return html`<div class=${large} dir="auto">${parts(content).map(drawPart)}</div>`;
}

function drawPart(part: Part): TemplateResult | string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'link':
      return html`<a href=${part.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">${part.text}</a>`;
    case 'code':
      return html`<code dir="ltr">${part.text}</code>`;
    case 'block':
      return html`<pre dir="ltr" tabindex="0"><code>${part.text}</code></pre>`;
  }
}

export const contentStyles = css`
  .content {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .content.large {
    font-size: 34px;
    line-height: 1.2;
  }

  .content a {
    color: inherit;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }

  .content code {
    padding: 1px 5px;
    border-radius: 6px;
    font: 0.9em/1.4 var(--_mono);
    background: color-mix(in srgb, currentColor 12%, transparent);
  }

  .content pre {
    margin: 6px 0;
    padding: 10px 12px;
    overflow-x: auto;
    border-radius: 10px;
    white-space: pre;
    background: color-mix(in srgb, currentColor 9%, transparent);
  }

  .content pre code {
    padding: 0;
    background: none;
  }
`;
