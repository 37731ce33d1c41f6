import { describe, expect, it } from 'vitest';
import { isEmojiOnly, parts } from '../src/rich-text.js';

const links = (content: string) => parts(content).flatMap((part) => (part.type === 'link' ? [part.text] : []));

describe('a message’s content', () => {
  it('is text, whatever markup it looks like', () => {
    expect(parts('<b>hi</b> & <script>')).toEqual([{ type: 'text', text: '<b>hi</b> & <script>' }]);
  });

  it('has links where there are addresses', () => {
    expect(parts('see https://example.com/a?b=c#d now')).toEqual([
      { type: 'text', text: 'see ' },
      { type: 'link', text: 'https://example.com/a?b=c#d', href: 'https://example.com/a?b=c#d' },
      { type: 'text', text: ' now' },
    ]);
  });

  it('leaves the end of a sentence out of a link', () => {
    expect(links('Is it https://example.com/a? Or (https://example.com/b).')).toEqual([
      'https://example.com/a',
      'https://example.com/b',
    ]);
    expect(links('https://example.com/a_(b)')).toEqual(['https://example.com/a_(b)']);
  });

  it('never links to scripts', () => {
    expect(links('javascript:alert(1) data:text/html,x vbscript:x')).toEqual([]);
    expect(links('https://')).toEqual([]);
  });

  it('has code in backticks, and no links in it', () => {
    expect(parts('run `curl https://example.com` twice')).toEqual([
      { type: 'text', text: 'run ' },
      { type: 'code', text: 'curl https://example.com' },
      { type: 'text', text: ' twice' },
    ]);
    expect(parts('```js\nlet a = `b`;\n```')).toEqual([{ type: 'block', text: 'let a = `b`;' }]);
    expect(parts('one ` alone')).toEqual([{ type: 'text', text: 'one ` alone' }]);
  });

  it('loses nothing', () => {
    for (const content of ['', '`', '``', '```', '````', 'a`b`c```d```e https://x.y/), f', 'https://[ https://a.b']) {
      const plain = content.replace(/[`\n]/g, '');
      expect(parts(content).map((part) => part.text).join('').replace(/[`\n]/g, '')).toBe(plain);
    }
  });

  it('is large if it is but a few emoji', () => {
    expect(['🎉', '👍🏽 😀', '👩‍👩‍👧‍👦', '🇫🇮'].map(isEmojiOnly)).toEqual([true, true, true, true]);
    expect(['ok 🎉', '', '12', '😀😀😀😀', '©a'].map(isEmojiOnly)).toEqual([false, false, false, false, false]);
  });
});
