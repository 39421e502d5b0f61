package dev.herald.server.access;

/** Who makes a request. */
public sealed interface Caller {

  /** How the caller is named in traces and logs. */
  String name();

  /** A business system, by one of its API keys. */
  record OfApplication(Application application) implements Caller {
    @Override
    public String name() {
      return application.code();
    }
  }

  /** Whoever holds the administrator key. */
  record Administrator() implements Caller {
    @Override
    public String name() {
      return "administrator";
    }
  }
}
