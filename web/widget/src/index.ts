import './chat.js';

export { avatar, avatarStyles } from './avatar.js';
export { ParleyChat } from './chat.js';
export { ParleyConfirm } from './confirm.js';
export { ParleyConversation } from './conversation.js';
export { brief } from './dates.js';
export { icons } from './icons.js';
export { text } from './text.js';
export { base, theme } from './theme.js';
export { Watch } from './watch.js';
export { capped, nameOf, sayingOf } from './words.js';
