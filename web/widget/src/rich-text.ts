/** A message's content, cut into what is shown in different ways. Nothing in it is ever markup. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'block'; readonly text: string };

const MARKED = /```(?:[\w+-]*\n)?([\s\S]+?)```|`([^`\n]+)`|(https?:\/\/[^\s<>"`]+)/gi;
const AFTER_LINK = /[.,;:!?'’”*_~…]+$/u;
const PICTURE = String.raw`\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?`;
const EMOJI = new RegExp(String.raw`^(?:(?:\p{Regional_Indicator}{2}|${PICTURE}(?:\u200D${PICTURE})*)\s*){1,3}$`, 'u');

export function parts(content: string): readonly Part[] {
  const found: Part[] = [];
  let at = 0;
  for (const match of content.matchAll(MARKED)) {
    const part = partOf(match);
    if (part === undefined) continue;
    if (match.index > at) found.push({ type: 'text', text: content.slice(at, match.index) });
    found.push(part);
    at = match.index + (part.type === 'link' ? part.text.length : match[0].length);
  }
  if (at < content.length) found.push({ type: 'text', text: content.slice(at) });
  return found;
}

/** Whether a message is but one to three emoji, which are shown large. */
export function isEmojiOnly(content: string): boolean {
  return content.length < 60 && EMOJI.test(content);
}

function partOf([, block, code, url]: RegExpMatchArray): Part | undefined {
  if (block !== undefined) return { type: 'block', text: block.replace(/\n$/, '') };
  if (code !== undefined) return { type: 'code', text: code };
  const text = withoutWhatFollows(url ?? '');
  try {
    return { type: 'link', text, href: new URL(text).href };
  } catch {
    return undefined;
  }
}

/** A sentence's full stop, or the bracket around a link, is not part of it; a bracket opened in the link is. */
function withoutWhatFollows(url: string): string {
  let text = url.replace(AFTER_LINK, '');
  while (text.endsWith(')') && count(text, ')') > count(text, '(')) text = text.slice(0, -1).replace(AFTER_LINK, '');
  return text;
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
