package dev.herald.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who gets a notice by which channel. The chat robots take what their providers let through at
 * once, slow groups a few, apps a part; email and SMS share the rest.
 *
 * @param portions each company's part of each channel
 */
record Burst(List<Portion> portions) {
  /** In the order in which they are shown. */
  static final List<String> CHANNELS =
      List.of(
          "email",
          "sms",
          "dingtalk",
          "feishu",
          "wecom",
          "infoflow",
          "slack",
          "discord",
          "teams",
          "telegram",
          "whatsapp",
          "app-push");

  /** The channels of robots. */
  static final List<String> CHATS = CHANNELS.subList(2, 6);

  /** The channels whose groups take a message a second or so. */
  static final List<String> POSTS = CHANNELS.subList(6, 9);

  /** The channels that reach one person each, beside email and SMS. */
  static final List<String> APPS = CHANNELS.subList(9, CHANNELS.size());

  /**
   * How many messages a chat channel takes at once. A company has three robots on each, and each
   * takes 20 a minute, or 100 of Feishu's: 60 a company, of which a part is left, because robots
   * are chosen by chance.
   */
  static final int MOST_PER_CHAT = 100;

  /** So that nobody waits for these few. */
  static final int MOST_PER_POST = 4;

  /** How many an app takes within a second or two. */
  static final int MOST_PER_APP = 100;

  private static final int LEAST_FOR_ALL = 40;
  private static final int APP_PART = 50;
  private static final int LEAST_FOR_CHATS = 12;
  private static final int CHAT_PART = 20;

  /** A person gets one notice; past so many people, they get more than one. */
  static final int MOST_EMPLOYEES = 10_000;

  record Portion(Company company, String channel, int count) {}

  Burst {
    portions = List.copyOf(portions);
  }

  /**
   * @param room by chat channel, how many messages its robots can take now
   */
  static Burst of(int size, Map<String, Integer> room) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int rest = size;
    for (String chat : CHATS) {
      int wanted = size < LEAST_FOR_CHATS ? 0 : Math.max(2, size / CHAT_PART);
      int count = Math.min(wanted, Math.min(MOST_PER_CHAT, room.getOrDefault(chat, 0)));
      counts.put(chat, count);
      rest -= count;
    }
    for (String few : CHANNELS.subList(6, CHANNELS.size())) {
      int most = POSTS.contains(few) ? MOST_PER_POST : MOST_PER_APP;
      int count = size < LEAST_FOR_ALL ? 0 : Math.clamp(size / APP_PART, 2, most);
      counts.put(few, count);
      rest -= count;
    }
    counts.put("email", (rest + 1) / 2);
    counts.put("sms", rest / 2);
    return new Burst(
        CHANNELS.stream().flatMap(name -> halves(name, counts.getOrDefault(name, 0))).toList());
  }

  private static Stream<Portion> halves(String channel, int count) {
    return Stream.of(
        new Portion(Company.HENGTONG, channel, (count + 1) / 2),
        new Portion(Company.NORTHWIND, channel, count / 2));
  }

  int size() {
    return portions.stream().mapToInt(Portion::count).sum();
  }

  int count(String channel) {
    return portions.stream()
        .filter(portion -> portion.channel.equals(channel))
        .mapToInt(Portion::count)
        .sum();
  }

  /** How many different people of the company are written to. */
  int employees(Company company) {
    return Math.min(MOST_EMPLOYEES / Company.values().length, count(company));
  }

  private int count(Company company) {
    return portions.stream()
        .filter(portion -> portion.company == company)
        .mapToInt(Portion::count)
        .sum();
  }

  /** All of them, every portion spread evenly over the whole. */
  List<Notice> notices() {
    int size = size();
    List<Notice> notices = new ArrayList<>(size);
    int[] given = new int[portions.size()];
    int[] written = new int[Company.values().length];
    for (int number = 0; number < size; number++) {
      int next = mostBehind(given, number + 1, size);
      given[next]++;
      Portion portion = portions.get(next);
      Company company = portion.company;
      int employee = written[company.ordinal()]++ % employees(company);
      notices.add(new Notice(number, company, portion.channel, employee));
    }
    return notices;
  }

  /** The portion that lacks most of what it should have had by now. */
  private int mostBehind(int[] given, long done, long size) {
    int best = 0;
    long bestLack = Long.MIN_VALUE;
    for (int i = 0; i < given.length; i++) {
      long lack = portions.get(i).count * done - given[i] * size;
      if (given[i] < portions.get(i).count && lack > bestLack) {
        best = i;
        bestLack = lack;
      }
    }
    return best;
  }
}
