package chat.parley.bench.bare;

/** What a broadcast tells of a message: as many bytes, of the same form, as Parley's {@code message.created}. */
record BareFrame(String room, String json) {
  private static final String ROOM = "\"room\":";
  private static final String CONTENT = "\"content\":\"";

  /** Of a client's {@code send} frame. */
  static BareFrame of(String send) {
    int room = send.indexOf(ROOM) + ROOM.length();
    String number = send.substring(room, send.indexOf(',', room));
    int content = send.indexOf(CONTENT) + CONTENT.length();
    String text = send.substring(content, send.indexOf('"', content));
    return new BareFrame(
        number,
        "{\"type\":\"message.created\",\"room\":"
            + number
            + ",\"seq\":1000,\"message\":{\"id\":1000000,\"chat_room\":"
            + number
            + ",\"sender\":100,\"content\":\""
            + text
            + "\",\"timestamp\":\"2026-01-01T00:00:00.000000Z\"}}");
  }
}
