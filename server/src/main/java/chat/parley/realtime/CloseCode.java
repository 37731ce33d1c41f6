package chat.parley.realtime;

/** Why a connection is closed, as the client reads it (docs/protocol.md, "Close codes"). */
public enum CloseCode {
  /** The node is stopping: come back, after a random part of 5 s. */
  RESTARTING(1012, "the server is restarting"),
  /** Nothing was heard for too long. */
  SILENT(1001, "nothing was heard for 60 s"),
  /** What came was no JSON object. */
  NOT_JSON(4400, "not a JSON object"),
  /** There is no valid token, or no more. */
  NO_TOKEN(4401, "no valid token"),
  /** The token was called back: signed out everywhere, another password, or a locked account. */
  SIGNED_OFF(4403, "signed off"),
  /** The client reads too slowly: come back with the seqs. */
  TOO_SLOW(4408, "too slow"),
  /** A frame was larger than 64 KiB. */
  TOO_BIG(4413, "frame too big"),
  /** Too many frames came. */
  TOO_MANY(4429, "too many frames"),
  /** The user, or the address, has too many connections. */
  TOO_MANY_SOCKETS(4429, "too many connections");

  private final short code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = (short) code;
    this.reason = reason;
  }

  public short code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
