package chat.parley.cluster;

import chat.parley.realtime.Topic;

/**
 * Topics as NATS knows them: {@code parley.room.17}.
 *
 * @param prefix what all of them begin with
 */
record Subjects(String prefix) {
  /** Where a node says that it is connected again. */
  static final Topic RETURN = new Topic("return", 0);

  String of(Topic topic) {
    return prefix + "." + topic.kind() + "." + topic.id();
  }

  /** The topic of a subject that {@link #of} gave. */
  Topic topic(String subject) {
    int dot = subject.lastIndexOf('.');
    return new Topic(
        subject.substring(prefix.length() + 1, dot),
        Long.parseLong(subject, dot + 1, subject.length(), 10));
  }
}
