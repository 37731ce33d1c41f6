package chat.parley.messages;

/** What became of a message to be sent. */
public sealed interface SendOutcome {

  /** It is stored, and this was its change of the room. */
  record Sent(Message message, long seq) implements SendOutcome {}

  /**
   * Its key had been used with the same content: nothing was stored.
   *
   * @param message the one stored before; if that has been deleted since, as it was sent
   * @param seq of that message's latest change
   */
  record Repeated(Message message, long seq) implements SendOutcome {}

  /** Its key had been used with other content. */
  record KeyTaken() implements SendOutcome {}

  /** The sender is not in the room, or there is no such room. */
  record NotParticipant() implements SendOutcome {}
}
