package chat.parley.rooms;

import chat.parley.http.Query;

/** How a list of rooms is sorted. */
enum RoomOrder {
  /** The newest room first. */
  NEWEST,
  /** The room with the newest message first; rooms without one last. */
  ACTIVITY;

  /** What is not known counts as not given. */
  static RoomOrder of(Query query) {
    return query.last("ordering").filter("-activity"::equals).isPresent() ? ACTIVITY : NEWEST;
  }
}
