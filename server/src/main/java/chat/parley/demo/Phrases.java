package chat.parley.demo;

import java.util.List;

/** What people of a demo talk about. */
final class Phrases {
  private static final List<String> TOPICS =
      List.of(
          "Design",
          "Release",
          "Support",
          "Kitchen",
          "Billing",
          "Onboarding",
          "Website",
          "Travel",
          "Hiring",
          "Garden",
          "Mobile",
          "Data",
          "Books",
          "Security",
          "Music",
          "Operations");

  private static final List<String> PHRASES =
      List.of(
          "Ok.",
          "Thanks!",
          "On it.",
          "Sounds good to me.",
          "Haha, exactly 😄",
          "Good morning everybody.",
          "Does anybody have the link at hand?",
          "I'll have a look after lunch.",
          "Can we move this to tomorrow, say half past ten?",
          "It works on my machine, but the build has been red since last night.",
          "That was the cache, of course. It always is.",
          "Who is on call this weekend? I'd like to swap.",
          "The customer in Zürich asked again, they would like an answer before Friday.",
          "I have pushed a first version; comments are welcome, even small ones.",
          "Could you please review it when you find a quarter of an hour?",
          "Left a few remarks. Nothing serious, mostly names.",
          "The numbers look better than last week: fewer errors, and pages load twice as fast.",
          "No idea yet. I can reproduce it about one time in five, always after a reconnect.",
          "Let's write that down somewhere before we forget it again.",
          "Lunch? The place at the corner has soup today.",
          "Sorry, I was in a call. What did I miss?",
          "I agree with the first point; about the second I am not so sure.",
          "Deployed. I'll keep an eye on the graphs for the next hour.",
          "Welcome aboard! Ask anything, any time.",
          "There is coffee again ☕",
          "The train is late, please start without me.",
          "Quick reminder: the survey closes today at six.",
          "Can somebody with access to the old account check whether the export ran?",
          "I moved the meeting room, we are on the third floor now.",
          "Yes, but only if the other team is fine with it. I'll ask them.",
          "Here is what I would do: ship the small fix today, and think about the rest next week.",
          "See you on Monday, have a good weekend!");

  private Phrases() {}

  /** From a word to a long sentence each. */
  static List<String> all() {
    return PHRASES;
  }

  /** The name of a room, counted from 0. */
  static String topic(int room) {
    return "%s %d".formatted(TOPICS.get(room % TOPICS.size()), room / TOPICS.size() + 1);
  }
}
