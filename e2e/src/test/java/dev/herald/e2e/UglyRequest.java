package dev.herald.e2e;

import java.util.stream.Stream;

/**
 * Something that no caller should send.
 *
 * @param status what it is answered with
 */
record UglyRequest(String what, String method, String path, String type, String body, int status) {
  private static final String JSON = "application/json";
  private static final String GOOD_START = "{\"node\": \"grant.vested\", \"tenant\": \"hengtong\"";

  static Stream<UglyRequest> all() {
    return Stream.of(
        submission("an empty body", "", 400),
        submission("a blank body", "  \n", 400),
        submission("no JSON", "to: everybody", 400),
        submission("half a JSON object", "{\"node\": \"grant.vested\", \"to\": [", 400),
        submission("an array", "[]", 422),
        submission("a number", "42", 422),
        submission("null", "null", 422),
        submission("an empty object", "{}", 422),
        submission("an unknown field", GOOD_START + ", \"priority\": 1}", 422),
        submission("numbers for texts", "{\"node\": 1, \"tenant\": 2, \"to\": 3}", 422),
        submission("nobody", GOOD_START + ", \"to\": []}", 422),
        submission("a text for a list", GOOD_START + ", \"to\": \"zhang@example.com\"}", 422),
        submission("entries that are none", GOOD_START + ", \"to\": [null, 1, [], {}]}", 422),
        submission("control characters", to("a\\u0000@hengtong.example"), 422),
        submission("a line break in an address", to("a@b.example\\r\\nBcc: c@d.example"), 422),
        submission("half a surrogate pair", to("\\ud800@hengtong.example"), 422),
        submission("a huge number", to("a@b.example", "{\"shares\": 1e400}"), 422),
        submission("a number of 5,000 digits", data("9".repeat(5_000)), 400),
        submission("deep nesting", "[".repeat(20_000) + "]".repeat(20_000), 400),
        submission(
            "two megabytes", to("a@b.example", "{\"name\": \"" + "x".repeat(1 << 21) + "\"}"), 413),
        submission(
            "a name of a book",
            to("a@b.example", "{\"name\": \"" + "x".repeat(1 << 19) + "\"}"),
            422),
        submission(
            "a year that is none", GOOD_START + ", \"at\": \"+999999999-01-01T00:00:00Z\"}", 422),
        submission("an endless span", GOOD_START + ", \"expiresIn\": \"999999999d\"}", 422),
        submission("1,001 people", GOOD_START + ", \"to\": [" + "{},".repeat(1_000) + "{}]}", 422),
        new UglyRequest("another media type", "POST", "/v1/messages", "text/plain", "{}", 415),
        new UglyRequest(
            "a form", "POST", "/v1/messages", "application/x-www-form-urlencoded", "a=b", 415),
        new UglyRequest("an id that is none", "GET", "/v1/messages/42", JSON, "", 400),
        new UglyRequest(
            "an id of nothing",
            "GET",
            "/v1/messages/00000000-0000-0000-0000-000000000000",
            JSON,
            "",
            404),
        new UglyRequest("a path of nothing", "GET", "/v1/nothing", JSON, "", 404),
        new UglyRequest("an unknown filter", "GET", "/v1/messages?colour=red", JSON, "", 422),
        new UglyRequest(
            "a filter that is none", "GET", "/v1/messages?state=LOST&limit=x", JSON, "", 422),
        new UglyRequest("a cursor that is none", "GET", "/v1/messages?cursor=%00", JSON, "", 422),
        new UglyRequest("a page of a million", "GET", "/v1/messages?limit=1000000", JSON, "", 422),
        new UglyRequest("another method", "DELETE", "/v1/messages", JSON, "", 405),
        new UglyRequest("one more method", "PATCH", "/v1/messages", JSON, "", 405),
        new UglyRequest("a method of nobody", "BREW", "/v1/messages", JSON, "", 405),
        new UglyRequest("a path with a parameter", "GET", "/v1/messages;x=1", JSON, "", 400),
        new UglyRequest("a path in disguise", "GET", "/v1/%2e%2e/messages", JSON, "", 400),
        new UglyRequest("an unprintable parameter", "GET", "/v1/find?%00q=1", JSON, "", 422));
  }

  private static UglyRequest submission(String what, String body, int status) {
    return new UglyRequest(what, "POST", "/v1/messages", JSON, body, status);
  }

  private static String to(String email) {
    return to(email, "{}");
  }

  private static String to(String email, String data) {
    return GOOD_START + ", \"to\": [{\"email\": \"%s\"}], \"data\": %s}".formatted(email, data);
  }

  private static String data(String shares) {
    return to("a@b.example", "{\"shares\": %s}".formatted(shares));
  }

  @Override
  public String toString() {
    return what;
  }
}
