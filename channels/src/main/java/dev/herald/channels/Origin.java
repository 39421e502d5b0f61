package dev.herald.channels;

/** Where a connector comes from. Of two with one name the one that comes later here is in use. */
public enum Origin {
  /** It is shipped with Herald. */
  JAR,
  /** A plug-in: a jar of the operator's with a connector in Java. */
  PLUGIN,
  /** A file of the connector folder. */
  FOLDER,
  /** It was published through the API. */
  DATABASE
}
