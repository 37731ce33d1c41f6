package chat.parley.realtime;

import io.vertx.core.Future;

/** The way to one client: bytes wait in it until the network takes them. */
interface Wire {

  /** How many bytes wait. */
  long waiting();

  void write(Frame frame);

  /** Gives the network at once what it takes of what was written. */
  void flush();

  /** The same; completes when the network has taken the frame. */
  Future<Void> writeAndTell(Frame frame);

  void close(CloseCode code);
}
