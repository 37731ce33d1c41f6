import { type Observable, Subject } from '@parley/client';

/** Which room the address names, as `#/rooms/<id>`; undefined for none. */
export type Place = number | undefined;

const place = new Subject<Place>(read());

export const route: Observable<Place> = place;

window.addEventListener('hashchange', () => place.set(read()));

/** Goes to a room, or to the list of rooms, so that the browser's back button comes back. */
export function goTo(room: Place): void {
  location.hash = addressOf(room);
}

export function addressOf(room: Place): string {
  return room === undefined ? '#/' : `#/rooms/${room}`;
}

function read(): Place {
  const id = /^#\/rooms\/(\d{1,15})$/.exec(location.hash)?.[1];
  return id === undefined ? undefined : Number(id);
}
