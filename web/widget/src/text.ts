/**
 * Every word that people see, in English. A translation is another object of this shape. Functions take what varies;
 * plurals go by the rules of the language (`Intl.PluralRules`).
 */
export const text = {
  app: 'Parley',
  loading: 'Loading…',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back to rooms',

  signIn: {
    title: 'Sign in to Parley',
    registerTitle: 'Create your account',
    lead: 'Conversations that keep up with you.',
    username: 'Username',
    password: 'Password',
    email: 'E-mail (optional)',
    passwordHint: 'At least 8 characters, not a common word.',
    usernameHint: 'Letters, digits and @ . + - _',
    show: 'Show password',
    hide: 'Hide password',
    submit: 'Sign in',
    registerSubmit: 'Create account',
    working: 'One moment…',
    toRegister: 'New here?',
    toRegisterLink: 'Create an account',
    toSignIn: 'Have an account?',
    toSignInLink: 'Sign in',
    wrong: 'That username and password do not go together.',
    closed: 'New accounts are made by the administrators of this server.',
    required: 'Please fill this in.',
  },

  rooms: {
    title: 'Rooms',
    add: 'New room',
    none: 'No rooms yet',
    noneLead: 'Create a room, add the people you want to talk to, and say hello.',
    noMessages: 'No messages yet',
    failed: 'Your rooms could not be loaded.',
    you: (message: string) => `You: ${message}`,
    unread: (count: string) => `${count} unread`,
    select: 'Choose a room',
    selectLead: 'Pick a conversation on the left, or start a new one.',
    account: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
    unsent: (count: number) =>
      plural(count, {
        one: 'One message has not been sent yet, and will be discarded.',
        other: '# messages have not been sent yet, and will be discarded.',
      }),
    signOutTitle: 'Sign out?',
  },

  create: {
    title: 'New room',
    name: 'Name',
    namePlaceholder: 'e.g. Weekend plans',
    people: 'People',
    peoplePlaceholder: 'Find people by name',
    found: (count: number) => plural(count, { one: 'One person found', other: '# people found' }),
    hint: 'Type the beginning of a name. You can also create the room for yourself.',
    nobody: 'Nobody by that name.',
    remove: (name: string) => `Remove ${name}`,
    submit: 'Create room',
    nameRequired: 'Give the room a name.',
  },

  conversation: {
    messages: (room: string) => `Messages in ${room}`,
    people: (count: number) => plural(count, { one: 'One person', other: '# people' }),
    online: (count: number) => `${count} online`,
    showPeople: 'Show people',
    onlineNow: 'online',
    offline: 'offline',
    you: '(you)',
    somebody: (id: number) => `Person ${id}`,
    empty: 'Say hello',
    emptyLead: 'This is the very beginning of the conversation.',
    beginning: 'This is where the conversation begins.',
    failed: 'The messages could not be loaded.',
    retry: 'Try again',
    newMessages: 'New messages',
    toNow: 'Back to now',
    unreadBelow: (count: string) => `${count} new`,
    arrived: (count: number) => plural(count, { one: 'One new message', other: '# new messages' }),
    said: (name: string, message: string) => `${name}: ${message}`,
    gone: 'This room is not there, or you are not in it.',
  },

  message: {
    pending: 'Sending…',
    sent: 'Sent',
    refused: (reason: string) => `Not sent. ${reason}`,
    retry: 'Send again',
    discard: 'Discard',
    edit: 'Edit',
    delete: 'Delete',
    actions: 'Message actions',
    save: 'Save',
    editLabel: 'Edit message',
    editHint: 'Enter saves, Escape cancels',
    deleteTitle: 'Delete this message?',
    deleteLead: 'It disappears for everybody in the room.',
    seenBy: (names: string) => `Seen by ${names}`,
    seenByMany: (count: number) => plural(count, { one: 'Seen by one', other: 'Seen by #' }),
    failedChange: 'That did not work. Check your connection and try again.',
  },

  typing: {
    one: (name: string) => `${name} is typing…`,
    two: (one: string, two: string) => `${one} and ${two} are typing…`,
    many: 'Several people are typing…',
  },

  composer: {
    label: 'Message',
    placeholder: (room: string) => (room === '' ? 'Message' : `Message ${room}`),
    send: 'Send',
    left: (count: number) => plural(count, { one: 'One character left', other: '# characters left' }),
    over: (count: number) => plural(count, { one: 'One character too many', other: '# characters too many' }),
  },

  connection: {
    offline: 'You are offline. What you write is sent when you are back.',
    reconnecting: 'Reconnecting… What you write is sent as soon as it works.',
    now: 'Try now',
    back: 'Connected again',
  },

  faults: {
    unreachable: 'The server cannot be reached. Check your connection and try again.',
    unknown: 'Something went wrong. Please try again.',
  },

  days: { today: 'Today', yesterday: 'Yesterday' },
} as const;

/** The language of dates, numbers and plurals: the user's. */
export const locale: string | undefined = typeof navigator === 'object' ? navigator.language : undefined;

const rules = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat(locale);

function plural(count: number, forms: { one: string; other: string }): string {
  return (rules.select(count) === 'one' ? forms.one : forms.other).replace('#', numbers.format(count));
}
