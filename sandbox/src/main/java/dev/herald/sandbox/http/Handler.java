package dev.herald.sandbox.http;

/** Answers requests. Called by many connections at once; may block. */
@FunctionalInterface
public interface Handler {

  Answer answer(Request request);
}
